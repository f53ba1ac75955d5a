import type { Sharp } from 'sharp';
import { linearToSrgb, power } from '../../../core/color/index.ts';
import { type ColorTags, type Component, FilmError, type Picture, warnOfTags } from '../../../core/frame/index.ts';
import { isCameraRaw } from './camera-raw.ts';
import { readStillColor } from './still-color.ts';
import type { StillFormat } from './still-format.ts';

/**
 * Maximum pixels of a still: those of the largest sensors (200 megapixels), within the limits of
 * memory. Checked before decoding, so that a small file that claims to be huge costs nothing.
 */
const MAX_PIXELS = 201_000_000;
/** Limit of the sampling grid. */
const MAX_SIDE = 65_535;

/**
 * Colour tags of decoded pixels, with an ICC profile applied or without one: sRGB, by the names of
 * ITU-T H.273.
 */
const TAGS: ColorTags = { matrix: null, range: 'full', transfer: 'iec61966-2-1', primaries: 'bt709' };

/** A decoded still. */
export interface Still {
  readonly picture: Picture;
  /** Sentences on what a user may not expect. */
  readonly warnings: readonly string[];
}

/**
 * Decode a still: upright (Exif orientation), with 16 bits if it has them, the first picture of
 * several. Alpha is kept, because the sampler lays pictures over black.
 *
 * An ICC profile is applied; the codes are then sRGB. CMYK without a profile is read with a common
 * press profile. Code points of ITU-T H.273 (AVIF's `nclx`, PNG's `cICP`) become the picture's
 * tags, as for a film. PNG's `gAMA` is undone, and its `cHRM` selects the primaries.
 *
 * @param format from `detectStill`.
 * @returns a new picture, with at most 6 bytes per pixel, 8 with alpha.
 * @throws {FilmError} `unreadable` for a file that is not such a picture or larger than 200
 *   megapixels, `no-decoder` for HEIC, `decode-failed` for a damaged one: half a picture would
 *   yield wrong colours.
 */
export async function readStill(path: string, format: StillFormat): Promise<Still> {
  if (format === 'heic') {
    throw new FilmError('no-decoder', `${path}: no decoder for HEIC pictures; save it as JPEG, PNG or AVIF first`);
  }
  // Loaded here, because reading films does not need it.
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
      `${path}: ${width} x ${height} pixels are more than a still may have here: ${MAX_SIDE} a side, 200 megapixels`,
    );
  }
  const isDeep = header.depth === 'ushort';
  const stated = await readStillColor(path, format);
  const color = stated === null || (header.icc !== undefined && !stated.outranksProfile) ? null : stated;
  const ignoreIcc = color !== null;
  const still = sharp(path, { limitInputPixels: MAX_PIXELS, failOn: 'error', ignoreIcc }).autoOrient();
  // With a profile, sharp converts 16 bits to Display P3 unless sRGB is requested. Without a
  // profile, such a request would make it read the codes as Display P3.
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
    throw new FilmError('decode-failed', `${path}: is damaged, and cannot be decoded whole`, { cause });
  }
}

const warnOfPrimaries = (isUnknown: boolean): string[] =>
  isUnknown ? ["the picture's cHRM chunk states primaries that have no name here; they were taken as sRGB's"] : [];

/**
 * Convert codes of a power curve to those of sRGB, with 16 bits, so that all 8-bit codes stay
 * different.
 *
 * @param gamma light is the code to the power of it.
 */
function undoGamma(codes: Uint8Array | Uint16Array, channels: number, gamma: number): Uint16Array {
  const most = codes instanceof Uint16Array ? 65_535 : 255;
  const table = Uint16Array.from({ length: most + 1 }, (_, code) =>
    Math.round(65_535 * linearToSrgb(power(code / most, gamma))),
  );
  // Alpha is not converted.
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
