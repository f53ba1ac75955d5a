import type { Order, Rank } from '../fingerprint/index.ts';
import { checkPosterOptions, type PosterOptions, type SwatchColor, type TitleStyle } from '../poster/index.ts';

/** A length as a user gives it. */
export interface Length {
  readonly value: number;
  readonly unit: 'mm' | 'cm' | 'in' | 'px';
}

/** How a fingerprint is drawn. */
export interface PictureOptions {
  /**
   * Dominant colours drawn a column, 1 to 16; not more than the clusters that were asked for.
   *
   * @default 1
   */
  readonly colors?: number | undefined;
  /**
   * Which colours of a frame come first: `area`, those that fill most of it; `presence`, those a viewer would name.
   *
   * @default 'presence'
   */
  readonly rank?: Rank | undefined;
  /**
   * How the colours of a column follow one another, from the top: as ranked, by lightness, by hue, or each where it was in the column before (`thread`).
   *
   * @default 'rank'
   */
  readonly order?: Order | undefined;
  /**
   * What a colour is drawn as: `centroid`, the mean of what it stands for, or `pixel`, the nearest colour that the frame really has.
   *
   * @default 'centroid'
   */
  readonly swatch?: SwatchColor | undefined;
  /** @default 'square' */
  readonly layout?: string | undefined;
  /**
   * Line breaks in it are kept; empty for none.
   *
   * @default the fingerprint's title
   */
  readonly title?: string | undefined;
  /** @default the layout's own */
  readonly titleStyle?: TitleStyle | undefined;
  /** @default the layout's own, 10 x 10 in for a square */
  readonly size?: { readonly width: Length; readonly height: Length } | undefined;
  /**
   * Pixels an inch, 10 to 2400.
   *
   * @default 300
   */
  readonly dpi?: number | undefined;
}

/** What printers ask for (and what the pixels of a size in inches follow from). */
const DEFAULT_DPI = 300;
const MIN_DPI = 10;
const MAX_DPI = 2400;

/** Sides of a picture: from a postage stamp's detail to a banner. */
const MIN_SIDE_MM = 1;
const MAX_SIDE_MM = 5000;

const MM_PER_INCH = 25.4;

/**
 * Check options before there is anything to draw, and settle the resolution.
 *
 * @param clusters that were asked for, or `auto`.
 * @throws {RangeError | TypeError} naming the option, what is expected and what was given.
 */
export function checkPictureOptions(options: PictureOptions, clusters: number | 'auto'): { dpi: number } {
  const { colors = 1, dpi = DEFAULT_DPI } = options;
  if (!(dpi >= MIN_DPI && dpi <= MAX_DPI)) {
    throw new RangeError(`\`dpi\`: expected pixels an inch from ${MIN_DPI} to ${MAX_DPI}, got ${dpi}`);
  }
  if (clusters !== 'auto' && colors > clusters) {
    throw new RangeError(`\`colors\`: expected at most ${clusters}, the number of clusters a frame, got ${colors}`);
  }
  checkSize(options, dpi);
  checkPosterOptions(toPosterOptions(options, '', dpi));
  return { dpi };
}

function checkSize({ size }: PictureOptions, dpi: number): void {
  for (const length of size === undefined ? [] : [size.width, size.height]) {
    const mm = toMillimetres(length, dpi);
    if (!(mm >= MIN_SIDE_MM && mm <= MAX_SIDE_MM)) {
      throw new RangeError(`\`size\`: expected sides from 1 mm to 5 m, got ${length.value} ${length.unit}`);
    }
  }
}

/** Put picture options into the poster's terms: millimetres, and no undefined fields. */
export function toPosterOptions(options: PictureOptions, title: string, dpi: number): PosterOptions {
  const { colors, rank, order, swatch, layout, titleStyle, size } = options;
  return {
    title: options.title ?? title,
    ...(colors !== undefined && { colors }),
    ...(rank !== undefined && { rank }),
    ...(order !== undefined && { order }),
    ...(swatch !== undefined && { swatch }),
    ...(layout !== undefined && { layout }),
    ...(titleStyle !== undefined && { titleStyle }),
    ...(size !== undefined && { widthMm: toMillimetres(size.width, dpi), heightMm: toMillimetres(size.height, dpi) }),
  };
}

function toMillimetres({ value, unit }: Length, dpi: number): number {
  switch (unit) {
    case 'mm':
      return value;
    case 'cm':
      return value * 10;
    case 'in':
      return value * MM_PER_INCH;
    case 'px':
      return (value * MM_PER_INCH) / dpi;
  }
}
