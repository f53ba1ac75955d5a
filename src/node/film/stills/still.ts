import type { Sharp } from 'sharp';
import { linearToSrgb, power } from '../../../core/color/index.ts';
import { type ColorTags, type Component, FilmError, type Picture, warnOfTags } from '../../../core/frame/index.ts';
import { isCameraRaw } from './camera-raw.ts';
import { readStillColor } from './still-color.ts';
import type { StillFormat } from './still-format.ts';

/**
 * Maximum number of pixels of a still: that of the largest sensors (200 megapixels), which fits in
 * memory. It is checked before decoding, so that a small file that states a huge size costs
 * nothing.
 */
const MAX_PIXELS = 201_000_000;
/** Maximum side of the sampling grid. */
const MAX_SIDE = 65_535;

/**
 * Tags of pixels after applying an ICC profile, or without one: sRGB, by the names of ITU-T H.273.
 */
const TAGS: ColorTags = { matrix: null, range: 'full', transfer: 'iec61966-2-1', primaries: 'bt709' };

/** A decoded still. */
export interface Still {
  readonly picture: Picture;
  /** Warnings as sentences. */
  readonly warnings: readonly string[];
}

/**
 * Decode a still: upright (Exif orientation), in 16 bits if it has them, the first picture if it
 * has several. Alpha is kept, because the sampler composites pictures over black.
 *
 * An ICC profile is applied, and codes are then sRGB; CMYK without one is converted with a common
 * press profile. Code points of ITU-T H.273 (AVIF's `nclx`, PNG's `cICP`) become the picture's
 * tags, as in a film. PNG's `gAMA` is applied, and its `cHRM` gives the primaries.
 *
 * @param format as `detectStill` found it.
 * @returns a picture that the caller owns, at most 6 bytes per pixel, 8 with alpha.
 * @throws {FilmError} `unreadable` for a file that is not such a picture or larger than 200
 * megapixels, `no-decoder` for HEIC, `decode-failed` for a damaged one: half a picture would have
 * wrong colours.
 */
export async function readStill(path: string, format: StillFormat): Promise<Still> {
  if (format === 'heic') {
    throw new FilmError('no-decoder', `${path}: no decoder for HEIC pictures; save it as JPEG, PNG or AVIF first`);
  }
  // Loaded only for stills: films do not need it.
  const { default: sharp } = await import('sharp');
  let header: Awaited<ReturnType<Sharp['metadata']>>;
  try {
    header = await sharp(path, { limitInputPixels: false }).metadata();
  } catch (cause) {
    throw new FilmError('unreadable', `${path}: not a picture that can be read`, { cause });
  }
  const { width, height } = header;
  if (width > MAX_SIDE || height > MAX_SIDE || width * height > MAX_PIXELS) {
    throw new FilmError(
      'unreadable',
      `${path}: ${width} x ${height} pixels exceed the limit for stills: ${MAX_SIDE} per side, 200 megapixels`,
    );
  }
  const isDeep = header.depth === 'ushort';
  const stated = await readStillColor(path, format);
  const color = stated === null || (header.icc !== undefined && !stated.outranksProfile) ? null : stated;
  const ignoreIcc = color !== null;
  const still = sharp(path, { limitInputPixels: MAX_PIXELS, failOn: 'error', ignoreIcc }).autoOrient();
  // With a profile, sharp converts 16 bits to Display P3, or to sRGB if requested; without a
  // profile, that request would treat them as Display P3.
  if (isDeep && header.icc !== undefined && !ignoreIcc) still.withIccProfile('srgb');
  try {
    const { data, info } = await still
      .toColourspace(isDeep ? 'rgb16' : 'srgb')
      .raw({ depth: isDeep ? 'ushort' : 'uchar' })
      .toBuffer({ resolveWithObject: true });
    const stored = isDeep ? new Uint16Array(data.buffer, data.byteOffset, data.length / 2) : data;
    const codes = color?.gamma == null ? stored : undoGamma(stored, info.channels, color.gamma);
    const tags = color === null ? TAGS : { ...TAGS, ...color.tags };
    const picture = makePicture(codes, info.width, info.height, info.channels, tags);
    const warnings = [...warnOfTags(picture), ...warnOfPrimaries(color?.hasUnknownPrimaries === true)];
    const { pages = 1 } = header;
    if (format === 'tiff' && (await isCameraRaw(path))) {
      warnings.push(
        `the file is a raw file of a camera; its preview was read, ${width} x ${height} pixels. Export it from a raw converter to read the picture itself`,
      );
    } else if (pages > 1) warnings.push(`the first of the ${pages} pictures in the file was read`);
    return { picture, warnings };
  } catch (cause) {
    throw new FilmError('decode-failed', `${path}: is damaged and cannot be decoded completely`, { cause });
  }
}

const warnOfPrimaries = (isUnknown: boolean): string[] =>
  isUnknown ? ["the picture's cHRM chunk states unknown primaries; sRGB was assumed"] : [];

/**
 * Convert codes on a power curve to 16-bit codes on the sRGB curve, in which all 8-bit codes stay
 * distinct.
 *
 * @param gamma light is the code to the power of this.
 */
function undoGamma(codes: Uint8Array | Uint16Array, channels: number, gamma: number): Uint16Array {
  const most = codes instanceof Uint16Array ? 65_535 : 255;
  const table = Uint16Array.from({ length: most + 1 }, (_, code) =>
    Math.round(65_535 * linearToSrgb(power(code / most, gamma))),
  );
  // Alpha is not light.
  const colors = channels === 2 || channels === 4 ? channels - 1 : channels;
  return Uint16Array.from(codes, (code, i) => (i % channels < colors ? table[code]! : (code * 65_535) / most));
}

function makePicture(
  data: Uint8Array | Uint16Array,
  width: number,
  height: number,
  channels: number,
  tags: ColorTags,
): Picture {
  const component = (offset: number): Component => ({
    data,
    offset,
    stride: width * channels,
    step: channels,
    log2X: 0,
    log2Y: 0,
    shift: 0,
  });
  const isGray = channels < 3;
  return {
    width,
    height,
    model: isGray ? 'gray' : 'rgb',
    components: (isGray ? [0] : [0, 1, 2]).map(component),
    alpha: channels === 2 || channels === 4 ? component(channels - 1) : null,
    isInterlaced: false,
    bits: data instanceof Uint16Array ? 16 : 8,
    tags,
  };
}
