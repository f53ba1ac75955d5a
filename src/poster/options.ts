import { ORDER_NAMES, type Order, RANK_NAMES, type Rank } from '../fingerprint/index.ts';
import type { Layout } from './layouts/layout.ts';
import { nearestName } from './nearest.ts';

/** `overlay`: large translucent letters across the bars. `band`: smaller letters on black beside them. */
export type TitleStyle = 'overlay' | 'band';

/** What a swatch is drawn as: the mean of what it stands for, or the nearest colour that the frame really has. */
export type SwatchColor = 'centroid' | 'pixel';

/** How a poster looks. */
export interface PosterOptions {
  /** Name of a layout. `square` when absent. */
  readonly layout?: string;
  /** How many of a column's swatches are drawn, 1 to 16; 1 (the first by `rank`) when absent. */
  readonly colors?: number;
  /** Which swatches come first. `presence` when absent. */
  readonly rank?: Rank;
  /** How the colours of a column follow one another, from the top. `rank` when absent. */
  readonly order?: Order;
  /** `centroid` when absent. */
  readonly swatch?: SwatchColor;
  /** Line breaks in it are kept. None is drawn when absent or blank. */
  readonly title?: string;
  /** The layout's own when absent. */
  readonly titleStyle?: TitleStyle;
  /** Millimetres, 1 to 5000. The layout's own when absent; with one of both, the other follows the layout's proportion. */
  readonly widthMm?: number;
  readonly heightMm?: number;
}

/** What a layout is given: everything settled. */
export interface ResolvedOptions {
  readonly colors: number;
  readonly rank: Rank;
  readonly order: Order;
  readonly swatch: SwatchColor;
  readonly title: string;
  readonly titleStyle: TitleStyle;
  readonly widthMm: number;
  readonly heightMm: number;
}

const NAMES = ['layout', 'colors', 'rank', 'order', 'swatch', 'title', 'titleStyle', 'widthMm', 'heightMm'] as const;
const TITLE_STYLES: readonly string[] = ['overlay', 'band'];
const SWATCH_COLORS: readonly string[] = ['centroid', 'pixel'];
const MAX_COLORS = 16;
const MIN_MM = 1;
const MAX_MM = 5000;
const MAX_TITLE = 1000;

/**
 * Check options and settle what they leave open.
 *
 * @throws {TypeError} for a wrong kind or an unknown option, {RangeError} for a wrong value; both name the option.
 */
export function resolveOptions(
  options: PosterOptions,
  layouts: Readonly<Record<string, Layout>>,
): ResolvedOptions & { readonly layout: Layout } {
  for (const name of Object.keys(options)) {
    if (!NAMES.includes(name as (typeof NAMES)[number])) throw unknownOption(name);
  }
  const layout = checkLayout(options.layout ?? 'square', layouts);
  const { colors = 1, title = '', titleStyle = layout.titleStyle } = options;
  const { rank = 'presence', order = 'rank', swatch = 'centroid' } = options;
  if (typeof title !== 'string') throw new TypeError(`\`title\`: expected a text, got ${show(title)}`);
  if (title.length > MAX_TITLE) {
    throw new RangeError(`\`title\`: expected at most ${MAX_TITLE} characters, got ${title.length}`);
  }
  checkChoice('titleStyle', titleStyle, TITLE_STYLES);
  checkChoice('rank', rank, RANK_NAMES);
  checkChoice('order', order, ORDER_NAMES);
  checkChoice('swatch', swatch, SWATCH_COLORS);
  checkNumber(
    'colors',
    colors,
    Number.isInteger(colors) && colors >= 1 && colors <= MAX_COLORS,
    `an integer from 1 to ${MAX_COLORS}`,
  );
  return { layout, colors, rank, order, swatch, title, titleStyle, ...checkSize(options, layout) };
}

function checkLayout(name: string, layouts: Readonly<Record<string, Layout>>): Layout {
  const layout = Object.hasOwn(layouts, name) ? layouts[name] : undefined;
  if (layout !== undefined) return layout;
  const known = Object.keys(layouts);
  const nearest = nearestName(name, known);
  const hint = nearest === undefined ? '' : `; did you mean ${nearest}?`;
  throw new RangeError(
    `\`layout\`: expected ${known.slice(0, -1).join(', ')} or ${known.at(-1)}, got ${show(name)}${hint}`,
  );
}

function checkChoice(name: string, value: string, known: readonly string[]): void {
  if (!known.includes(value)) throw new RangeError(`\`${name}\`: expected ${known.join(' or ')}, got ${show(value)}`);
}

function checkSize(options: PosterOptions, layout: Layout): { widthMm: number; heightMm: number } {
  for (const name of ['widthMm', 'heightMm'] as const) {
    const value = options[name];
    if (value === undefined) continue;
    checkNumber(name, value, value >= MIN_MM && value <= MAX_MM, `millimetres from ${MIN_MM} to ${MAX_MM}`);
  }
  const proportion = layout.widthMm / layout.heightMm;
  const clamp = (value: number): number => Math.min(MAX_MM, Math.max(MIN_MM, value));
  const { widthMm, heightMm } = options;
  if (widthMm !== undefined) return { widthMm, heightMm: heightMm ?? clamp(widthMm / proportion) };
  if (heightMm !== undefined) return { widthMm: clamp(heightMm * proportion), heightMm };
  return { widthMm: layout.widthMm, heightMm: layout.heightMm };
}

function checkNumber(name: string, value: unknown, isRight: boolean, expected: string): void {
  if (typeof value !== 'number') throw new TypeError(`\`${name}\`: expected ${expected}, got ${show(value)}`);
  if (!isRight) throw new RangeError(`\`${name}\`: expected ${expected}, got ${value}`);
}

function unknownOption(name: string): TypeError {
  const nearest = nearestName(name, NAMES);
  return new TypeError(`\`${name}\`: unknown option${nearest === undefined ? '' : `, did you mean \`${nearest}\`?`}`);
}

function show(value: unknown): string {
  return typeof value === 'string' ? JSON.stringify(value) : String(value);
}
