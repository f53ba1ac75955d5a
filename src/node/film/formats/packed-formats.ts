/** Unpacks a format that cannot be viewed in place to one that can. */
export interface Unpacking {
  /**
   * Size of a stored picture with unpadded lines, bytes (libavutil/imgutils.c,
   * `av_image_get_buffer_size`).
   *
   * @param unpacked size of the unpacked picture, bytes.
   */
  measure(width: number, height: number, unpacked: number): number;
  /**
   * Write a picture's codes in its {@link PixelLayout}, with unpadded lines.
   *
   * @param stored of the size that `measure` returns. Not modified.
   * @param out    zeros.
   */
  unpack(stored: Uint8Array, out: Uint8Array, width: number, height: number): void;
}

/** Bits of a component in a word: how many are below it, and how many it has. */
type Field = readonly [shift: number, bits: number];

/** Packed words, one per pixel: their size and the fields of the three components. */
interface Words {
  readonly model: 'rgb' | 'ycbcr';
  readonly bytes: 1 | 2 | 4;
  readonly fields: readonly [Field, Field, Field];
  /** Whether two pixels share a byte, the first in its upper half. */
  readonly isHalfByte?: boolean;
}

const words = (
  bytes: Words['bytes'],
  fields: Words['fields'],
  model: Words['model'] = 'rgb',
  isHalfByte = false,
): Words => ({ model, bytes, fields, isHalfByte });

/** From libavutil/pixfmt.h; R, G, B or Y, Cb, Cr. Names without their byte order. */
const WORDS: Readonly<Record<string, Words>> = {
  // biome-ignore-start format: a table
  rgb565: words(2, [
    [11, 5],
    [5, 6],
    [0, 5],
  ]),
  bgr565: words(2, [
    [0, 5],
    [5, 6],
    [11, 5],
  ]),
  rgb555: words(2, [
    [10, 5],
    [5, 5],
    [0, 5],
  ]),
  bgr555: words(2, [
    [0, 5],
    [5, 5],
    [10, 5],
  ]),
  rgb444: words(2, [
    [8, 4],
    [4, 4],
    [0, 4],
  ]),
  bgr444: words(2, [
    [0, 4],
    [4, 4],
    [8, 4],
  ]),
  rgb8: words(1, [
    [5, 3],
    [2, 3],
    [0, 2],
  ]),
  bgr8: words(1, [
    [0, 3],
    [3, 3],
    [6, 2],
  ]),
  rgb4_byte: words(1, [
    [3, 1],
    [1, 2],
    [0, 1],
  ]),
  bgr4_byte: words(1, [
    [0, 1],
    [1, 2],
    [3, 1],
  ]),
  rgb4: words(
    1,
    [
      [3, 1],
      [1, 2],
      [0, 1],
    ],
    'rgb',
    true,
  ),
  bgr4: words(
    1,
    [
      [0, 1],
      [1, 2],
      [3, 1],
    ],
    'rgb',
    true,
  ),
  x2rgb10: words(4, [
    [20, 10],
    [10, 10],
    [0, 10],
  ]),
  x2bgr10: words(4, [
    [0, 10],
    [10, 10],
    [20, 10],
  ]),
  xv30: words(
    4,
    [
      [10, 10],
      [0, 10],
      [20, 10],
    ],
    'ycbcr',
  ),
  v30x: words(
    4,
    [
      [12, 10],
      [2, 10],
      [22, 10],
    ],
    'ycbcr',
  ),
  // biome-ignore-end format: a table
};

/** A packed format, and what its pixels are unpacked to. */
export interface PackedFormat {
  readonly model: 'rgb' | 'ycbcr';
  /** 8 (one byte each) or 10 (two bytes each). Components are interleaved. */
  readonly bits: number;
  readonly unpacking: Unpacking;
}

/** Describe a format of packed words by FFmpeg's name; null for other formats. */
export function describePacked(name: string): PackedFormat | null {
  const [, base = '', order] = /^(.*?)([lb]e)?$/.exec(name) ?? [];
  if (!Object.hasOwn(WORDS, base)) return null;
  const { model, bytes, fields, isHalfByte } = WORDS[base]!;
  const bits = Math.max(8, ...fields.map(([, width]) => width));
  const isLittle = order !== 'be';
  const lineOf = (width: number) => (isHalfByte ? (width + 1) >> 1 : width * bytes);
  const unpack: Unpacking['unpack'] = (stored, out, width, height) => {
    const view = new DataView(stored.buffer, stored.byteOffset, stored.byteLength);
    const codes = bits > 8 ? new Uint16Array(out.buffer, out.byteOffset) : out;
    // Fewer than 8 bits are scaled to 8, so that all ones are white.
    const scales = fields.map(([, width]) => (bits > 8 ? 1 : 255 / (2 ** width - 1)));
    for (let y = 0, o = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        let word: number;
        if (isHalfByte) word = (stored[y * lineOf(width) + (x >> 1)]! >> (x % 2 === 0 ? 4 : 0)) & 15;
        else {
          const at = y * lineOf(width) + x * bytes;
          if (bytes === 1) word = stored[at]!;
          else word = bytes === 2 ? view.getUint16(at, isLittle) : view.getUint32(at, isLittle);
        }
        for (let i = 0; i < 3; i++) {
          const [shift, length] = fields[i]!;
          codes[o++] = Math.round(((word >>> shift) & (2 ** length - 1)) * scales[i]!);
        }
      }
    }
  };
  return { model, bits, unpacking: { measure: (width, height) => lineOf(width) * height, unpack } };
}

/** Swap the bytes of each 16-bit code, for big-endian formats. */
export const SWAP_BYTES: Unpacking = {
  measure: (_width, _height, unpacked) => unpacked,
  unpack(stored, out) {
    for (let i = 0; i + 1 < stored.length; i += 2) {
      out[i] = stored[i + 1]!;
      out[i + 1] = stored[i]!;
    }
  },
};

/**
 * Convert floating-point numbers to 16-bit codes in place: 1 is 65535, larger numbers are clipped.
 */
export function roundFloats(bits: 16 | 32, isLittle: boolean): Unpacking {
  const unpack: Unpacking['unpack'] = (stored, out) => {
    const view = new DataView(stored.buffer, stored.byteOffset, stored.byteLength);
    const codes = new Uint16Array(out.buffer, out.byteOffset, out.length >> 1);
    for (let i = 0; i < codes.length; i++) {
      const value = bits === 32 ? view.getFloat32(4 * i, isLittle) : readHalf(view.getUint16(2 * i, isLittle));
      // NaN becomes 0.
      codes[i] = value > 0 ? Math.round(Math.min(1, value) * 65535) : 0;
    }
  };
  return { measure: (_width, _height, unpacked) => (unpacked * bits) / 16, unpack };
}

/** Read a half-precision number (IEEE 754, binary16). */
function readHalf(bits: number): number {
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 1023;
  const sign = bits & 0x8000 ? -1 : 1;
  if (exponent === 31) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return exponent === 0 ? sign * fraction * 2 ** -24 : sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

/** One bit per pixel, the first in the highest bit of a byte, to grey codes 0 and 255. */
export function spreadBits(isOneWhite: boolean): Unpacking {
  const lineOf = (width: number) => (width + 7) >> 3;
  const unpack: Unpacking['unpack'] = (stored, out, width, height) => {
    for (let y = 0, o = 0; y < height; y++) {
      for (let x = 0; x < width; x++, o++) {
        const bit = (stored[y * lineOf(width) + (x >> 3)]! >> (7 - (x & 7))) & 1;
        out[o] = (bit === 1) === isOneWhite ? 255 : 0;
      }
    }
  };
  return { measure: (width, height) => lineOf(width) * height, unpack };
}

/** Number of palette entries, each B, G, R, A. The palette follows the pixels. */
const PALETTE_ENTRIES = 256;

/** Palette indexes to B, G, R, A. */
export const LOOK_UP: Unpacking = {
  measure: (width, height) => width * height + 4 * PALETTE_ENTRIES,
  unpack(stored, out, width, height) {
    const palette = width * height;
    for (let i = 0; i < palette; i++) {
      const entry = palette + 4 * stored[i]!;
      for (let channel = 0; channel < 4; channel++) out[4 * i + channel] = stored[entry + channel]!;
    }
  },
};

/** `uyyvyy411`, Cb Y Y Cr Y Y for four pixels, to three planes of 4:1:1. */
export const SPLIT_411: Unpacking = {
  // FFmpeg counts 12 bits per pixel of a line.
  measure: (width, height) => ((width * 12 + 7) >> 3) * height,
  unpack(stored, out, width, height) {
    const chromaWidth = (width + 3) >> 2;
    const line = (width * 12 + 7) >> 3;
    const [blue, red] = [width * height, (width + chromaWidth) * height];
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        const group = y * line + 6 * (x >> 2);
        out[y * width + x] = stored[group + [1, 2, 4, 5][x & 3]!]!;
        if (x % 4 !== 0) continue;
        out[blue + y * chromaWidth + (x >> 2)] = stored[group]!;
        out[red + y * chromaWidth + (x >> 2)] = stored[group + 3]!;
      }
    }
  },
};
