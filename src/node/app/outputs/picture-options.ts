import {
  checkOptions,
  type Length,
  type OptionValues,
  PICTURE_OPTIONS,
  wrongValue,
} from '../../../core/options/index.ts';
import { checkPosterOptions, findPaperSize, nearestPaperName, type PosterOptions } from '../../../core/poster/index.ts';
import { checkFontName } from './fonts.ts';

/** How a fingerprint is drawn: the options of `PICTURE_OPTIONS`. */
export interface PictureOptions extends OptionValues<typeof PICTURE_OPTIONS> {}

/** Pixels per inch that printers ask for. */
export const DEFAULT_DPI: number = PICTURE_OPTIONS.dpi.default;

const MM_PER_INCH = 25.4;
/** The desktop publishing point: 72 to the inch. */
const POINTS_PER_INCH = 72;

/** Options that the poster does not know; it checks all others. */
const OWN_OPTIONS = ['size', 'dpi', 'font', 'profile', 'simulate'] as const;

/**
 * Check options before any work, and return the resolution.
 *
 * @param clusters number of clusters per frame, or `auto`.
 * @throws {OptionError}
 */
export function checkPictureOptions(options: PictureOptions, clusters: number | 'auto'): { dpi: number } {
  checkOptions(PICTURE_OPTIONS, options, OWN_OPTIONS);
  const { colors = 1, dpi = DEFAULT_DPI } = options;
  if (clusters !== 'auto' && colors > clusters) {
    throw wrongValue('colors', `at most ${clusters}, the number of clusters per frame`, String(colors));
  }
  checkSize(options, dpi);
  if (options.font !== undefined) checkFontName(options.font);
  checkPosterOptions(toPosterOptions(options, '', dpi));
  return { dpi };
}

function checkSize({ size }: PictureOptions, dpi: number): void {
  if (size === undefined) return;
  const { min, max } = PICTURE_OPTIONS.size;
  for (const length of Object.values(readSize(size))) {
    const mm = toMillimetres(length, dpi);
    if (!(mm >= min && mm <= max)) {
      throw wrongValue('size', `sides from ${min} mm to ${max / 1000} m`, `${length.value} ${length.unit}`);
    }
  }
}

function readSize(size: NonNullable<PictureOptions['size']>): { width: Length; height: Length } {
  if (typeof size !== 'string') return size;
  const paper = findPaperSize(size);
  if (paper !== undefined) {
    return { width: { value: paper[0], unit: 'mm' }, height: { value: paper[1], unit: 'mm' } };
  }
  const nearest = nearestPaperName(size);
  const hint = nearest === undefined ? '' : `; did you mean ${nearest}?`;
  const expected =
    'WIDTHxHEIGHT with mm, cm, in or px, such as 10x10in, or a paper, such as a3, a3-landscape or letter';
  throw wrongValue('size', expected, `${size === '' ? 'nothing' : size}${hint}`);
}

/** Convert picture options to the poster's: lengths in millimetres, no undefined fields. */
export function toPosterOptions(options: PictureOptions, title: string, dpi: number): PosterOptions {
  const converted = Object.entries(options).flatMap(([name, value]): [string, unknown][] => {
    const kind = Object.hasOwn(PICTURE_OPTIONS, name) ? PICTURE_OPTIONS[name as keyof PictureOptions].kind : undefined;
    if (value === undefined || (name !== 'size' && OWN_OPTIONS.some((own) => own === name))) return [];
    if (kind === 'length') return [[`${name}Mm`, toMillimetres(value as Length, dpi)]];
    if (kind !== 'size') return [[name, value]];
    const { width, height } = readSize(value as NonNullable<PictureOptions['size']>);
    return [
      ['widthMm', toMillimetres(width, dpi)],
      ['heightMm', toMillimetres(height, dpi)],
    ];
  });
  return { ...Object.fromEntries(converted), title: options.title ?? title };
}

/** Convert a length to millimetres. The resolution `dpi` gives the size of a pixel. */
export function toMillimetres({ value, unit }: Length, dpi: number): number {
  switch (unit) {
    case 'mm':
      return value;
    case 'cm':
      return value * 10;
    case 'in':
      return value * MM_PER_INCH;
    case 'pt':
      return (value * MM_PER_INCH) / POINTS_PER_INCH;
    case 'px':
      return (value * MM_PER_INCH) / dpi;
  }
}
