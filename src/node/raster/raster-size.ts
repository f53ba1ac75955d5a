import { OptionError } from '../../core/options/index.ts';
import { RenderError, type Scene } from '../../core/poster/index.ts';

/** What pictures of pixels can be written as, named as the file's extension; `jpeg` is `jpg`. */
export const RASTER_FORMATS = ['png', 'jpg', 'jpeg', 'webp', 'avif'] as const;
/** One of {@link RASTER_FORMATS}. */
export type RasterFormat = (typeof RASTER_FORMATS)[number];

/** How many pixels a scene becomes. */
export interface SizeOptions {
  /**
   * Pixels, 1 up to what the format takes. From the scene's size and `dpi` when absent; with one of
   * both, the other follows the scene's proportion.
   */
  readonly widthPx?: number;
  readonly heightPx?: number;
  /**
   * Pixels per inch, written into the file. When absent: what prints the scene in its own size if
   * pixels are given, else 300.
   */
  readonly dpi?: number;
}

/** What must be known of a sheet before it is drawn. A scene has it. */
export type SceneSize = Pick<Scene, 'widthMm' | 'heightMm' | 'background'>;

/** The pixels of a picture. */
export interface RasterSize {
  readonly width: number;
  readonly height: number;
  /** Pixels per inch. */
  readonly dpi: number;
}

/** Millimetres of an inch, by definition. */
export const MM_PER_INCH = 25.4;
const DEFAULT_DPI = 300;

interface Limit {
  readonly name: string;
  readonly side: number;
  readonly megapixels: number;
}

/** What memory holds: the pixels of 400 megapixels are 1.2 GB. */
const MEGAPIXELS = 400;
/**
 * WebP without loss and AVIF take some 30 bytes a pixel while they are made, and AVIF more than a
 * second a megapixel.
 */
const FEW_MEGAPIXELS = 100;
/**
 * libjpeg's JPEG_MAX_DIMENSION, below the 65,535 that 16 bits say (ITU-T T.81, B.2.2); a PNG may
 * have 2^31 - 1 (its section 11.2.1), which no program opens.
 */
const JPEG: Limit = { name: 'a JPEG', side: 65_500, megapixels: MEGAPIXELS };
const LIMITS: Readonly<Record<RasterFormat, Limit>> = {
  png: { name: 'a PNG', side: 65_500, megapixels: MEGAPIXELS },
  jpg: JPEG,
  jpeg: JPEG,
  // 14 bits in the lossless bitstream: RFC 9649, section 3.4.
  webp: { name: 'a WebP', side: 16_383, megapixels: FEW_MEGAPIXELS },
  // libvips' limit for HEIF.
  avif: { name: 'an AVIF', side: 16_384, megapixels: FEW_MEGAPIXELS },
};

/**
 * Settle how many pixels a scene becomes, before any of them is drawn.
 *
 * @throws {OptionError} for options that are not pixels or dpi, and for a transparent ground in a
 *   JPEG, which has no transparency.
 * @throws {RenderError} `too-large` beyond what the format takes, or memory.
 */
export function resolveRasterSize(sheet: SceneSize, format: RasterFormat, options: SizeOptions): RasterSize {
  const { widthPx, heightPx } = options;
  for (const [name, value] of Object.entries({ widthPx, heightPx })) {
    if (value !== undefined) check(name, value, Number.isInteger(value) && value >= 1, 'an integer from 1 up');
  }
  if (options.dpi !== undefined) {
    check('dpi', options.dpi, options.dpi >= 1 && options.dpi <= 10_000, 'pixels per inch from 1 to 10000');
  }
  if (sheet.background === null && LIMITS[format] === JPEG) {
    throw new OptionError(
      'wrong-value',
      'theme',
      'expected one with a ground for a JPEG, which has no transparency, got transparent',
    );
  }
  const perMm =
    widthPx !== undefined
      ? widthPx / sheet.widthMm
      : heightPx !== undefined
        ? heightPx / sheet.heightMm
        : (options.dpi ?? DEFAULT_DPI) / MM_PER_INCH;
  const width = widthPx ?? Math.max(1, Math.round(sheet.widthMm * perMm));
  const height = heightPx ?? Math.max(1, Math.round(sheet.heightMm * perMm));
  checkLimit(width, height, LIMITS[format]);
  return { width, height, dpi: options.dpi ?? perMm * MM_PER_INCH };
}

function checkLimit(width: number, height: number, { name, side, megapixels }: Limit): void {
  const isLong = width > side || height > side;
  if (!isLong && width * height <= megapixels * 1e6) return;
  const limit = isLong ? `${side} pixels a side` : `${megapixels} megapixels`;
  throw new RenderError('too-large', `${width} x ${height} pixels are more than ${name} may have here: ${limit}`);
}

function check(name: string, value: unknown, isRight: boolean, expected: string): void {
  if (typeof value !== 'number')
    throw new OptionError('wrong-type', name, `expected ${expected}, got ${String(value)}`);
  if (!isRight) throw new OptionError('wrong-value', name, `expected ${expected}, got ${value}`);
}
