import { MAX_MAP_FILMS, type MapGrid, planMapGrid } from '../../compare/index.ts';
import type { Fingerprint } from '../../fingerprint/index.ts';
import { OptionError } from '../../options/index.ts';
import { type BarOptions, layoutBars } from '../columns/bars.ts';
import { DEFAULT_LAYOUT, type Layout } from '../layouts/shared/layout.ts';
import type { PosterOptions, ResolvedOptions } from '../options/options.ts';
import { resolveOptions } from '../options/resolve-options.ts';
import type { Bars } from '../scene/scene.ts';
import { HEADING, type HeadingOptions } from '../text/heading.ts';

/** How a map looks: the options of a poster that it has too. */
export type MapPictureOptions = Omit<
  PosterOptions,
  'layout' | 'titleStyle' | 'by' | 'rotate' | 'caps' | 'arc' | 'bleedMm' | 'safeAreaMm'
>;

/** Everything about a map that is known before any film is read. Millimetres. */
export interface MapPlan extends HeadingOptions {
  /** When absent, as high as the content. */
  readonly heightMm?: number | undefined;
  /** How the bars of each film are drawn. */
  readonly bars: BarOptions;
}

/** Width of a map that has no size, millimetres: that of a book page, or more for many films. */
const MIN_WIDTH = 250;
const MAX_WIDTH = 600;
const WIDTH_PER_FILM = 34;
/** Width of a map without a size, divided by its height. */
const PROPORTION = 1.4;
/** Margin when absent, as a share of the shorter side. */
const MARGIN = 0.045;
/** A bar is as wide as this, millimetres, if the film has enough columns. */
const BAR_WIDTH = 0.2;
const MIN_BARS = 60;

/** Proportions of a cell. */
export const MAP_CELL = {
  /** As shares of its width: height of the bars, gaps between cells, font size of titles. */
  strip: 0.44,
  gap: 0.1,
  caption: 0.074,
  /** In font sizes: from the bars to the first baseline, and to the next; below the last one. */
  firstLine: 1.5,
  nextLine: 1.32,
  lastLine: 0.4,
  /** Lines below the bars. */
  lines: 2,
} as const;

/** Height of the lines below the bars, font sizes. */
export const CAPTION_HEIGHT: number = MAP_CELL.firstLine + (MAP_CELL.lines - 1) * MAP_CELL.nextLine + MAP_CELL.lastLine;
/** Width of a cell divided by its height, with gaps. */
const CELL_PROPORTION = (1 + MAP_CELL.gap) / (MAP_CELL.strip + MAP_CELL.caption * CAPTION_HEIGHT + MAP_CELL.gap);

const LAYOUT: Layout = {
  ...DEFAULT_LAYOUT,
  widthMm: MAX_WIDTH,
  heightMm: MAX_WIDTH / PROPORTION,
  titleStyles: ['heading'],
  isFixed: true,
  arrange: () => [],
};

/**
 * Plan a map before any film is read.
 *
 * @param films number of films.
 * @throws {OptionError} naming the option.
 */
export function planMap(options: MapPictureOptions, films: number): MapPlan {
  if (!(films >= 2 && films <= MAX_MAP_FILMS)) {
    throw new OptionError('wrong-value', 'films', `expected 2 to ${MAX_MAP_FILMS} of them, got ${films}`);
  }
  const resolved = resolveOptions({ ...options, layout: 'map' }, { map: LAYOUT });
  const { widthMm: asked, heightMm } = options;
  const across = gridOf(films, PROPORTION).across;
  const widthMm = asked ?? Math.min(MAX_WIDTH, Math.max(MIN_WIDTH, across * WIDTH_PER_FILM));
  const { marginMm = MARGIN * Math.min(widthMm, heightMm ?? widthMm) } = options;
  const bars = { ...resolved, bars: options.bars ?? countBars((widthMm - 2 * marginMm) / across) };
  return { ...pickTitle(resolved), theme: resolved.theme, widthMm, heightMm, marginMm, bars };
}

const countBars = (cellMm: number): number => Math.max(MIN_BARS, Math.round(cellMm / BAR_WIDTH));

const pickTitle = ({
  title,
  subtitle,
  titleSizeMm,
  titleColor,
  titleOpacity,
  titlePosition,
}: ResolvedOptions): Omit<HeadingOptions, 'widthMm' | 'marginMm' | 'theme'> => ({
  title,
  subtitle,
  titleSizeMm,
  titleColor,
  titleOpacity,
  titlePosition,
});

const gridOf = (films: number, proportion: number): MapGrid => planMapGrid(films, proportion / CELL_PROPORTION);

/** Choose the grid that fills the page. @param films number of films that are shown. */
export function chooseMapGrid({ widthMm, heightMm, marginMm, title, subtitle }: MapPlan, films: number): MapGrid {
  if (heightMm === undefined) return gridOf(films, PROPORTION);
  const hasHeading = `${title}${subtitle}`.trim() !== '';
  const height = heightMm - 2 * marginMm - (hasHeading ? HEADING * widthMm : 0);
  return gridOf(films, (widthMm - 2 * marginMm) / Math.max(1, height));
}

/** Turn a film into the bars of its cell. Only they have to stay in memory. */
export const drawMapBars = (fingerprint: Fingerprint, { bars }: MapPlan): Bars =>
  layoutBars(fingerprint, bars, { x: 0, y: 0, width: 1, height: MAP_CELL.strip });
