/** Which films of a library are searched, and how many are found. */
export const LIBRARY_OPTIONS = {
  /**
   * Results at most, 1 to 1,000.
   *
   * @default 10
   */
  limit: {
    kind: 'integer',
    flag: '--limit <n>',
    min: 1,
    max: 1000,
    default: 10,
    group: 'common',
    help: 'results at most',
  },
  /** Only films of a year, or of a range of years: `1974`, `1970-1979`, `1970-`, `-1979`. */
  year: {
    kind: 'text',
    flag: '--year <years>',
    group: 'common',
    help: 'only films of these years by titles.csv: 1974, 1970-1979, 1970-',
  },
  /** Only films whose title contains this text, upper and lower case alike. */
  title: {
    kind: 'text',
    flag: '--title <text>',
    group: 'common',
    help: 'only films whose title contains this',
  },
} as const;

/** How a library is searched by colour. */
export const SEARCH_OPTIONS = {
  /**
   * What is found: films with their best moments, shots, or moments: shots, or runs of columns of
   * films without shots.
   *
   * @default 'film'
   */
  by: {
    kind: 'choice',
    flag: '--by <unit>',
    choices: ['film', 'shot', 'moment'],
    default: 'film',
    group: 'common',
    help: 'what is found',
  },
  /**
   * Seconds that a moment lasts at least.
   *
   * @default 0
   */
  minLength: {
    kind: 'number',
    flag: '--min-length <seconds>',
    unit: 'seconds',
    min: 0,
    max: 86_400,
    default: 0,
    group: 'common',
    help: 'length of a moment at least, seconds',
  },
} as const;

/** How similar films are found. */
export const SIMILAR_OPTIONS = {
  /**
   * By what films are similar: which colours they have, when light and dark come, or both.
   *
   * @default 'both'
   */
  by: {
    kind: 'choice',
    flag: '--by <measure>',
    choices: ['palette', 'course', 'both'],
    default: 'both',
    group: 'common',
    help: 'by what films are similar',
  },
} as const;
