import type { Sharp } from 'sharp';
import { type Component, FilmError, type Picture } from '../frame/index.ts';
import type { StillFormat } from './still-format.ts';

/**
 * Pixels of a still at most: what the largest sensors give (200 megapixels), and memory holds. It is checked before anything is decoded, so that a
 * small file that claims to be huge costs nothing.
 */
const MAX_PIXELS = 201_000_000;
/** The sampling grid counts to here. */
const MAX_SIDE = 65_535;

/** What pixels are after ICC profiles: sRGB, in the names of ITU-T H.273. */
const TAGS = { matrix: null, range: 'full', transfer: 'iec61966-2-1', primaries: 'bt709' } as const;

/**
 * Decode a still: upright (Exif orientation), in sRGB (its ICC profile honoured; CMYK, greys and palettes too), 16 bits where it has them, its
 * first picture where it has several. Alpha is kept, for the sampler lays pictures over black.
 *
 * @param format as `detectStill` found it.
 * @returns a picture of its own, borrowed from nobody. 6 bytes a pixel at most, 8 with alpha.
 * @throws {FilmError} `unreadable` for a file that is no such picture or larger than 200 megapixels, `no-decoder` for HEIC, `decode-failed` for a
 *   damaged one: half a picture would give colours that it does not have.
 */
export async function readStill(path: string, format: StillFormat): Promise<Picture> {
  if (format === 'heic') {
    throw new FilmError('no-decoder', `${path}: no decoder for HEIC pictures; save it as JPEG, PNG or AVIF first`);
  }
  // Loaded here, for whoever reads films alone does not need it.
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
  const still = sharp(path, { limitInputPixels: MAX_PIXELS, failOn: 'error' }).autoOrient();
  // Of 16 bits with a profile sharp makes Display P3, and sRGB only when told so; without one it would take them for Display P3 then.
  if (isDeep && header.icc !== undefined) still.withIccProfile('srgb');
  try {
    const { data, info } = await still
      .toColourspace(isDeep ? 'rgb16' : 'srgb')
      .raw({ depth: isDeep ? 'ushort' : 'uchar' })
      .toBuffer({ resolveWithObject: true });
    const codes = isDeep ? new Uint16Array(data.buffer, data.byteOffset, data.length / 2) : data;
    return makePicture(codes, info.width, info.height, info.channels);
  } catch (cause) {
    throw new FilmError('decode-failed', `${path}: is damaged, and cannot be decoded whole`, { cause });
  }
}

function makePicture(data: Uint8Array | Uint16Array, width: number, height: number, channels: number): Picture {
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
    tags: TAGS,
  };
}
