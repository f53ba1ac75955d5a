/** How the pictures of a panel are arranged. */
export const PANEL_OPTIONS = {
  /**
   * Pictures per row, 1 to 100.
   *
   * @default 10, or the number of films if that is less
   */
  across: {
    kind: 'integer',
    flag: '--across <n>',
    min: 1,
    max: 100,
    defaultHelp: '10, or the number of films if that is less',
    group: 'common',
    help: 'pictures per row',
  },
  /**
   * Width of the panel.
   *
   * @default 3960 px
   */
  width: {
    kind: 'length',
    flag: '--width <length>',
    min: 10,
    max: 5000,
    defaultHelp: '3960px',
    group: 'common',
    help: 'width of the panel',
  },
  /**
   * Gap between pictures.
   *
   * @default 20 px
   */
  gap: {
    kind: 'length',
    flag: '--gap <length>',
    min: 0,
    max: 1000,
    defaultHelp: '20px',
    group: 'common',
    help: 'gap between pictures',
  },
  /**
   * Order of the films: `given` as named, by title, by the year in the file name, by hue or by lightness.
   *
   * @default 'given'
   */
  sort: {
    kind: 'choice',
    flag: '--sort <by>',
    choices: ['given', 'title', 'year', 'hue', 'lightness'],
    default: 'given',
    group: 'common',
    help: 'order of the films; year is the one in the file name',
  },
} as const;
