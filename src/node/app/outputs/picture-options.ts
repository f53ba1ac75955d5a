import { DEFICIENCY_NAMES, type Deficiency } from '../../../core/color/index.ts';
import { OptionError } from '../../../core/options/index.ts';
import { checkPosterOptions, findPaperSize, nearestPaperName, type PosterOptions } from '../../../core/poster/index.ts';
import { PROFILE_NAMES, type Profile } from '../../raster/index.ts';
import { checkFontName } from './fonts.ts';

/** A length as a user gives it. */
export interface Length {
  readonly value: number;
  readonly unit: 'mm' | 'cm' | 'in' | 'pt' | 'px';
}

/** What of the poster's options is no length. */
type PlainOptions = Omit<PosterOptions, 'widthMm' | 'heightMm' | 'bleedMm' | 'marginMm' | 'safeAreaMm' | 'titleSizeMm'>;

/** How a fingerprint is drawn: the poster's own options, lengths in any unit, and what printing needs. */
export type PictureOptions = { readonly [Name in keyof PlainOptions]?: PlainOptions[Name] | undefined } & {
  /**
   * Line breaks in it are kept; empty for none.
   *
   * @default the fingerprint's title
   */
  readonly title?: string | undefined;
  /**
   * Letters of the title: the name of a family (`sans`, `condensed`, `serif`, `typewriter`) or the path of a TrueType, OpenType, WOFF or WOFF2 file.
   *
   * @default 'sans'
   */
  readonly font?: string | undefined;
  /**
   * The page after it is cut: two lengths, or the name of a paper, such as `a3`, `a3-landscape` or `letter`.
   *
   * @default the layout's own, 10 x 10 in for a square
   */
  readonly size?: { readonly width: Length; readonly height: Length } | string | undefined;
  /**
   * Pixels an inch, 10 to 2400.
   *
   * @default 300
   */
  readonly dpi?: number | undefined;
  /** Beyond each edge of the page, to be cut away. @default 0 */
  readonly bleed?: Length | undefined;
  /** Ground around the picture. @default 0 */
  readonly margin?: Length | undefined;
  /** Within each edge, kept free of letters. @default 0 */
  readonly safeArea?: Length | undefined;
  /** Font size of the title; smaller where it would not fit. @default as large as looks well */
  readonly titleSize?: Length | undefined;
  /** ICC profile of pictures of pixels; the colours look the same with either. SVG and PDF are sRGB. @default srgb */
  readonly profile?: Profile | undefined;
  /** Draw as somebody with this colour deficiency sees it: a preview. @default nobody */
  readonly simulate?: Deficiency | undefined;
};

/** What printers ask for (and what the pixels of a size in inches follow from). */
export const DEFAULT_DPI = 300;
const MIN_DPI = 10;
const MAX_DPI = 2400;

/** Sides of a picture: from a postage stamp's detail to a banner. */
const MIN_SIDE_MM = 1;
const MAX_SIDE_MM = 5000;

const MM_PER_INCH = 25.4;
/** The desktop publishing point: 72 to the inch. */
const POINTS_PER_INCH = 72;

/**
 * Check options before there is anything to draw, and settle the resolution.
 *
 * @param clusters that were asked for, or `auto`.
 * @throws {OptionError} naming the option, what is expected and what was given.
 */
export function checkPictureOptions(options: PictureOptions, clusters: number | 'auto'): { dpi: number } {
  const { colors = 1, dpi = DEFAULT_DPI } = options;
  if (!(dpi >= MIN_DPI && dpi <= MAX_DPI)) {
    throw new OptionError('wrong-value', 'dpi', `expected pixels an inch from ${MIN_DPI} to ${MAX_DPI}, got ${dpi}`);
  }
  if (clusters !== 'auto' && colors > clusters) {
    throw new OptionError(
      'wrong-value',
      'colors',
      `expected at most ${clusters}, the number of clusters a frame, got ${colors}`,
    );
  }
  checkChoice('profile', options.profile, PROFILE_NAMES);
  checkChoice('simulate', options.simulate, DEFICIENCY_NAMES);
  checkSize(options, dpi);
  if (options.font !== undefined) checkFontName(options.font);
  checkPosterOptions(toPosterOptions(options, '', dpi));
  return { dpi };
}

function checkChoice(name: string, value: string | undefined, known: readonly string[]): void {
  if (value === undefined || known.includes(value)) return;
  const expected = `${known.slice(0, -1).join(', ')} or ${known.at(-1)}`;
  throw new OptionError('wrong-value', name, `expected ${expected}, got ${JSON.stringify(value)}`);
}

function checkSize({ size }: PictureOptions, dpi: number): void {
  if (size === undefined) return;
  for (const length of Object.values(readSize(size))) {
    const mm = toMillimetres(length, dpi);
    if (!(mm >= MIN_SIDE_MM && mm <= MAX_SIDE_MM)) {
      throw new OptionError(
        'wrong-value',
        'size',
        `expected sides from 1 mm to 5 m, got ${length.value} ${length.unit}`,
      );
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
  throw new OptionError('wrong-value', 'size', `expected ${expected}, got ${size === '' ? 'nothing' : size}${hint}`);
}

/** Put picture options into the poster's terms: millimetres, and no undefined fields. */
export function toPosterOptions(options: PictureOptions, title: string, dpi: number): PosterOptions {
  const {
    size,
    bleed,
    margin,
    safeArea,
    titleSize,
    dpi: _dpi,
    profile: _profile,
    simulate: _simulate,
    font: _font,
    ...plain
  } = options;
  const sides = size === undefined ? undefined : readSize(size);
  const lengths = {
    widthMm: sides?.width,
    heightMm: sides?.height,
    bleedMm: bleed,
    marginMm: margin,
    safeAreaMm: safeArea,
    titleSizeMm: titleSize,
  };
  const inMm = Object.entries(lengths).flatMap(([name, length]) =>
    length === undefined ? [] : [[name, toMillimetres(length, dpi)]],
  );
  const stated = Object.entries(plain).filter(([, value]) => value !== undefined);
  return { ...Object.fromEntries([...stated, ...inMm]), title: options.title ?? title };
}

/** Tell how long a length is; pixels are those of `dpi`. */
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
