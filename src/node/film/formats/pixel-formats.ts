import type { ColorTags, Component, Picture } from '../../../core/frame/index.ts';
import {
  describePacked,
  LOOK_UP,
  roundFloats,
  SPLIT_411,
  SWAP_BYTES,
  spreadBits,
  type Unpacking,
} from './packed-formats.ts';

/**
 * Location of a component in a frame: its plane, and the steps in it (in elements of 1 or 2 bytes).
 */
interface Place {
  readonly plane: number;
  readonly offset: number;
  readonly step: number;
  readonly log2X: number;
  readonly log2Y: number;
}

/** The memory layout of a pixel format. */
export interface PixelLayout {
  readonly model: Picture['model'];
  readonly bits: number;
  /** 1 or 2. */
  readonly bytesPerElement: number;
  /** Right shift to get codes of `bits` bits (in formats that use the upper bits). */
  readonly shift: number;
  readonly places: readonly Place[];
  /** Location of alpha; null in a format without it. */
  readonly alpha: Place | null;
  /** Whether the format implies full range regardless of the tags (FFmpeg's `yuvj` formats). */
  readonly isFullRange: boolean;
  /**
   * Whether the components are X', Y' and Z' of digital cinema (SMPTE ST 428-1), regardless of the
   * tags.
   */
  readonly isXyz: boolean;
  /** Unpacks stored bytes to this layout; null if they can be viewed in place. */
  readonly unpacking: Unpacking | null;
}

/** Complete a picture's colour tags with what its pixel format implies. */
export function applyFormatColors({ isFullRange, isXyz }: PixelLayout, tags: ColorTags): ColorTags {
  if (isXyz) return { matrix: null, range: 'full', transfer: 'smpte428', primaries: 'smpte428' };
  return isFullRange ? { ...tags, range: 'full' } : tags;
}

/** log2 of the chroma subsampling, horizontal and vertical. */
const SUBSAMPLING: Readonly<Record<string, readonly [number, number]>> = {
  '444': [0, 0],
  '440': [0, 1],
  '422': [1, 0],
  '420': [1, 1],
  '411': [2, 0],
  '410': [2, 2],
};

const place = (plane: number, offset = 0, step = 1, log2X = 0, log2Y = 0): Place => ({
  plane,
  offset,
  step,
  log2X,
  log2Y,
});

function layout(
  model: Picture['model'],
  places: readonly Place[],
  {
    bits = 8,
    shift = 0,
    isFullRange = false,
    isXyz = false,
    alpha = null as Place | null,
    unpacking = null as Unpacking | null,
  } = {},
): PixelLayout {
  return { model, bits, bytesPerElement: bits > 8 ? 2 : 1, shift, places, alpha, isFullRange, isXyz, unpacking };
}

/**
 * Describe a pixel format by FFmpeg's name (libavutil/pixdesc.c); null for unsupported ones: Bayer
 * patterns, which have no colours before they are developed, and formats in GPU memory.
 */
export function describePixelFormat(name: string): PixelLayout | null {
  return describeStored(name) ?? describeBigEndian(name) ?? describeUnpacked(name);
}

/** Formats whose codes are viewed in place. */
function describeStored(name: string): PixelLayout | null {
  const planar = /^yuv(j?)(a?)(4\d\d)p(?:(9|1\d)(msb)?le)?$/.exec(name);
  if (planar) {
    const [x, y] = SUBSAMPLING[planar[3]!] ?? [];
    if (x === undefined || y === undefined) return null;
    const places = [place(0), place(1, 0, 1, x, y), place(2, 0, 1, x, y)];
    const alpha = planar[2] ? place(3) : null;
    const bits = Number(planar[4] ?? 8);
    return layout('ycbcr', places, { bits, shift: planar[5] ? 16 - bits : 0, isFullRange: planar[1] === 'j', alpha });
  }
  const semiplanar = /^(?:nv(12|21|16|24|42)|p([024])(10|12|16)le)$/.exec(name);
  if (semiplanar) {
    const [, nv, p, depth] = semiplanar;
    const [x, y] = nv === '24' || nv === '42' || p === '4' ? [0, 0] : nv === '16' || p === '2' ? [1, 0] : [1, 1];
    const bits = Number(depth ?? 8);
    const first = nv === '21' || nv === '42' ? 1 : 0;
    const places = [place(0), place(1, first, 2, x, y), place(1, 1 - first, 2, x, y)];
    return layout('ycbcr', places, { bits, shift: depth ? 16 - bits : 0 });
  }
  const packed422: Readonly<Record<string, readonly [number, number, number]>> = {
    yuyv422: [0, 1, 3],
    uyvy422: [1, 0, 2],
    yvyu422: [0, 3, 1],
  };
  const order = packed422[name];
  if (order) return layout('ycbcr', [place(0, order[0], 2), place(0, order[1], 4, 1), place(0, order[2], 4, 1)]);

  const packedDeep = /^y2(10|12|16)le$/.exec(name);
  if (packedDeep) {
    const bits = Number(packedDeep[1]);
    return layout('ycbcr', [place(0, 0, 2), place(0, 1, 4, 1), place(0, 3, 4, 1)], { bits, shift: 16 - bits });
  }
  if (name === 'nv20le') return layout('ycbcr', [place(0), place(1, 0, 2, 1), place(1, 1, 2, 1)], { bits: 10 });
  const packed444 = Object.hasOwn(PACKED_444, name) ? PACKED_444[name]! : null;
  if (packed444) {
    const { letters, bits, shift } = packed444;
    const [y, u, v, a] = ['y', 'u', 'v', 'a'].map((letter) => place(0, letters.indexOf(letter), letters.length));
    return layout('ycbcr', [y!, u!, v!], { bits, shift, alpha: letters.includes('a') ? a! : null });
  }

  const gray = /^gray(?:(9|1\d)le)?$/.exec(name);
  if (gray) return layout('gray', [place(0)], { bits: Number(gray[1] ?? 8) });
  const grayAlpha = /^ya(8|16le)$/.exec(name);
  if (grayAlpha) {
    return layout('gray', [place(0, 0, 2)], { bits: grayAlpha[1] === '8' ? 8 : 16, alpha: place(0, 1, 2) });
  }

  // FFmpeg stores planar RGB as G, B, R.
  const gbr = /^gbr(a?)p(?:(9|1\d)(msb)?le)?$/.exec(name);
  if (gbr) {
    const alpha = gbr[1] ? place(3) : null;
    const bits = Number(gbr[2] ?? 8);
    return layout('rgb', [place(2), place(0), place(1)], { bits, shift: gbr[3] ? 16 - bits : 0, alpha });
  }

  if (name === 'xyz12le') {
    return layout('rgb', [place(0, 0, 3), place(0, 1, 3), place(0, 2, 3)], { bits: 12, shift: 4, isXyz: true });
  }
  const packed = /^([argb0x]{3,4})(?:(48|64)le|24)?$/.exec(name);
  if (packed && /r/.test(name) && /g/.test(name) && /b/.test(name)) {
    const letters = packed[1]!;
    const [r, g, b, a] = ['r', 'g', 'b', 'a'].map((letter) => place(0, letters.indexOf(letter), letters.length));
    return layout('rgb', [r!, g!, b!], { bits: packed[2] ? 16 : 8, alpha: letters.includes('a') ? a! : null });
  }
  return null;
}

/** Packed Y'CbCr without subsampling, in memory order; x is unused. */
const PACKED_444: Readonly<Record<string, { letters: string; bits: number; shift: number }>> = {
  ayuv64le: { letters: 'ayuv', bits: 16, shift: 0 },
  xv36le: { letters: 'uyvx', bits: 12, shift: 4 },
  xv48le: { letters: 'uyvx', bits: 16, shift: 0 },
  vuya: { letters: 'vuya', bits: 8, shift: 0 },
  vuyx: { letters: 'vuyx', bits: 8, shift: 0 },
  ayuv: { letters: 'ayuv', bits: 8, shift: 0 },
  uyva: { letters: 'uyva', bits: 8, shift: 0 },
  vyu444: { letters: 'vyu', bits: 8, shift: 0 },
};

/** Formats with 16-bit codes in the other byte order. */
function describeBigEndian(name: string): PixelLayout | null {
  const little = name.endsWith('be') ? describeStored(`${name.slice(0, -2)}le`) : null;
  return little?.bytesPerElement === 2 ? { ...little, unpacking: SWAP_BYTES } : null;
}

/** Formats whose codes are not whole bytes or not integers. */
function describeUnpacked(name: string): PixelLayout | null {
  const packed = describePacked(name);
  if (packed) {
    const { model, bits, unpacking } = packed;
    return layout(model, [place(0, 0, 3), place(0, 1, 3), place(0, 2, 3)], { bits, unpacking });
  }
  if (name === 'pal8') {
    const places = [place(0, 2, 4), place(0, 1, 4), place(0, 0, 4)];
    return layout('rgb', places, { alpha: place(0, 3, 4), unpacking: LOOK_UP });
  }
  if (name === 'monow' || name === 'monob') {
    return layout('gray', [place(0)], { isFullRange: true, unpacking: spreadBits(name === 'monob') });
  }
  if (name === 'uyyvyy411') return { ...describeStored('yuv411p')!, unpacking: SPLIT_411 };
  return describeFloat(name) ?? describeLong(name);
}

/** 16-bit formats with the layout of the floating-point ones. */
const SIXTEEN_BITS: Readonly<Record<string, string>> = {
  gbrp: 'gbrp16le',
  gbrap: 'gbrap16le',
  rgb: 'rgb48le',
  rgba: 'rgba64le',
  gray: 'gray16le',
  ya: 'ya16le',
};

function describeFloat(name: string): PixelLayout | null {
  const [, base = '', bits, order] = /^(\w+?)f(16|32)([lb]e)$/.exec(name) ?? [];
  if (!Object.hasOwn(SIXTEEN_BITS, base)) return null;
  const codes = describeStored(SIXTEEN_BITS[base]!)!;
  const unpacking = roundFloats(bits === '16' ? 16 : 32, order === 'le');
  return { ...codes, isFullRange: true, unpacking };
}

/** Formats of 32 bits per component, of which the upper 16 are read. */
function describeLong(name: string): PixelLayout | null {
  const [, base = '', order] = /^(gray|gbrap|rgb|rgba)(?:32|96|128)([lb]e)$/.exec(name) ?? [];
  if (base === '') return null;
  const upper = order === 'le' ? 1 : 0;
  const codes = describeStored(SIXTEEN_BITS[base]!)!;
  const widen = (old: Place): Place => ({ ...old, offset: 2 * old.offset + upper, step: 2 * old.step });
  const wide = { ...codes, places: codes.places.map(widen), alpha: codes.alpha && widen(codes.alpha) };
  return order === 'le' ? wide : { ...wide, unpacking: SWAP_BYTES };
}

/**
 * View a frame's planes as components, including alpha, without copying.
 *
 * @param planes   the decoder's buffers, one per plane.
 * @param lineSizes bytes from one row to the next, one per plane; negative strides (bottom-up) are
 * not supported.
 */
export function viewComponents(
  layout: PixelLayout,
  planes: readonly Uint8Array[],
  lineSizes: readonly number[],
): Pick<Picture, 'components' | 'alpha'> {
  const view = ({ plane, offset, step, log2X, log2Y }: Place): Component => {
    const bytes = planes[plane]!;
    const data =
      layout.bytesPerElement === 1
        ? bytes
        : new Uint16Array(bytes.buffer, bytes.byteOffset, Math.floor(bytes.byteLength / 2));
    const stride = lineSizes[plane]! / layout.bytesPerElement;
    return { data, offset, stride, step, log2X, log2Y, shift: layout.shift };
  };
  return { components: layout.places.map(view), alpha: layout.alpha && view(layout.alpha) };
}
