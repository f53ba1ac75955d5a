import { POSTER_OPTIONS } from '../../../../core/options/index.ts';

/** The groups of controls, in their order. */
export type ControlGroup = 'title' | 'colours' | 'layout' | 'page';

/** How an option is shown; its kind, range and choices are in `POSTER_OPTIONS`. */
export interface OptionView {
  readonly group: ControlGroup;
  /** With its unit. */
  readonly label: string;
  /** Whether it stands under "More". */
  readonly isMore?: true;
}

const VIEWS: Readonly<Record<string, OptionView>> = {
  titleStyle: { group: 'title', label: 'Title position' },
  subtitle: { group: 'title', label: 'Subtitle', isMore: true },
  titlePosition: { group: 'title', label: 'Title alignment', isMore: true },
  titleSizeMm: { group: 'title', label: 'Title size (mm)', isMore: true },
  titleColor: { group: 'title', label: 'Title colour', isMore: true },
  titleOpacity: { group: 'title', label: 'Title opacity (0 to 1)', isMore: true },
  colors: { group: 'colours', label: 'Colours per frame' },
  rank: { group: 'colours', label: 'Pick colours by' },
  order: { group: 'colours', label: 'Order' },
  swatch: { group: 'colours', label: 'Swatch' },
  theme: { group: 'colours', label: 'Theme' },
  background: { group: 'colours', label: 'Background', isMore: true },
  by: { group: 'layout', label: 'Group by' },
  gap: { group: 'layout', label: 'Gap (share of a bar)', isMore: true },
  bars: { group: 'layout', label: 'Bars', isMore: true },
  smooth: { group: 'layout', label: 'Smoothing (seconds)', isMore: true },
  caps: { group: 'layout', label: 'Bar ends', isMore: true },
  arc: { group: 'layout', label: 'Arc (degrees)', isMore: true },
  rotate: { group: 'layout', label: 'Rotation (degrees)', isMore: true },
  reverse: { group: 'layout', label: 'Time runs backwards', isMore: true },
  widthMm: { group: 'page', label: 'Width (mm)' },
  heightMm: { group: 'page', label: 'Height (mm)' },
  marginMm: { group: 'page', label: 'Margin (mm)', isMore: true },
  bleedMm: { group: 'page', label: 'Bleed (mm)', isMore: true },
  safeAreaMm: { group: 'page', label: 'Safe area (mm)', isMore: true },
};

/** Options with a control of their own. */
const ELSEWHERE: readonly string[] = ['layout', 'title'];

/** How an option is shown. One that is new in the table is named by its words. */
export function viewOfOption(name: string): OptionView {
  const words = name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return VIEWS[name] ?? { group: 'layout', label: words[0]!.toUpperCase() + words.slice(1), isMore: true };
}

/** Names of the options of a group, in the order of the views; new ones at the end. */
export function listGroup(group: ControlGroup): string[] {
  const names = [...new Set([...Object.keys(VIEWS), ...Object.keys(POSTER_OPTIONS)])];
  return names.filter((name) => !ELSEWHERE.includes(name) && viewOfOption(name).group === group);
}

/** Words for choices; others are shown by name. */
const WORDS: Readonly<Record<string, string>> = {
  overlay: 'over the bars',
  band: 'beside the bars',
  middle: 'in the middle',
  heading: 'above the bars',
  presence: 'prominence',
  rank: 'by rank',
  lightness: 'by lightness',
  hue: 'by hue',
  thread: 'keep in lanes',
  centroid: 'average',
  pixel: 'real pixel',
};

/** Name a choice of an option. */
export const nameChoice = (choice: string): string => WORDS[choice] ?? choice.replaceAll('-', ' ');

/** Name a default, with its value if it is known. */
export const nameAuto = (value: string | number | null | undefined): string =>
  value == null ? 'Auto' : `Auto (${typeof value === 'string' ? nameChoice(value) : value})`;
