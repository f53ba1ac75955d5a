import type { Component, Picture } from '../frame/index.ts';

/** One component's place in a frame: which plane, and how to step through it (in elements of 1 or 2 bytes). */
interface Place {
  readonly plane: number;
  readonly offset: number;
  readonly step: number;
  readonly log2X: number;
  readonly log2Y: number;
}

/** How the codes of a pixel format lie in memory. */
export interface PixelLayout {
  readonly model: Picture['model'];
  readonly bits: number;
  /** 1 or 2. */
  readonly bytesPerElement: number;
  /** Right shift that brings a code to `bits` bits (formats that keep codes in the upper bits). */
  readonly shift: number;
  readonly places: readonly Place[];
  /** Where alpha lies, or null in a format without it. */
  readonly alpha: Place | null;
  /** The format itself says full range, whatever the tags (FFmpeg's `yuvj` formats). */
  readonly isFullRange: boolean;
}

/** log2 of the chroma subsampling, across and down. */
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
  { bits = 8, shift = 0, isFullRange = false, alpha = null as Place | null } = {},
): PixelLayout {
  return { model, bits, bytesPerElement: bits > 8 ? 2 : 1, shift, places, alpha, isFullRange };
}

/**
 * Describe a pixel format by FFmpeg's name for it (libavutil/pixdesc.c), or null for one that is not read: paletted, bayer,
 * floating point, big-endian, in a graphics card's memory.
 */
export function describePixelFormat(name: string): PixelLayout | null {
  const planar = /^yuv(j?)(a?)(4\d\d)p(?:(9|1\d)le)?$/.exec(name);
  if (planar) {
    const [x, y] = SUBSAMPLING[planar[3]!] ?? [];
    if (x === undefined || y === undefined) return null;
    const places = [place(0), place(1, 0, 1, x, y), place(2, 0, 1, x, y)];
    const alpha = planar[2] ? place(3) : null;
    return layout('ycbcr', places, { bits: Number(planar[4] ?? 8), isFullRange: planar[1] === 'j', alpha });
  }
  const semiplanar = /^(?:nv(12|21|16|24)|p([024])(10|12|16)le)$/.exec(name);
  if (semiplanar) {
    const [, nv, p, depth] = semiplanar;
    const [x, y] = nv === '24' || p === '4' ? [0, 0] : nv === '16' || p === '2' ? [1, 0] : [1, 1];
    const bits = Number(depth ?? 8);
    const first = nv === '21' ? 1 : 0;
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

  const gray = /^gray(?:(9|1\d)le)?$/.exec(name);
  if (gray) return layout('gray', [place(0)], { bits: Number(gray[1] ?? 8) });
  const grayAlpha = /^ya(8|16le)$/.exec(name);
  if (grayAlpha) {
    return layout('gray', [place(0, 0, 2)], { bits: grayAlpha[1] === '8' ? 8 : 16, alpha: place(0, 1, 2) });
  }

  // FFmpeg stores planar RGB as G, B, R.
  const gbr = /^gbr(a?)p(?:(9|1\d)le)?$/.exec(name);
  if (gbr) {
    const alpha = gbr[1] ? place(3) : null;
    return layout('rgb', [place(2), place(0), place(1)], { bits: Number(gbr[2] ?? 8), alpha });
  }

  const packed = /^([argb0x]{3,4})(?:(48|64)le|24)?$/.exec(name);
  if (packed && /r/.test(name) && /g/.test(name) && /b/.test(name)) {
    const letters = packed[1]!;
    const [r, g, b, a] = ['r', 'g', 'b', 'a'].map((letter) => place(0, letters.indexOf(letter), letters.length));
    return layout('rgb', [r!, g!, b!], { bits: packed[2] ? 16 : 8, alpha: letters.includes('a') ? a! : null });
  }
  return null;
}

/**
 * View a frame's planes as components, and its alpha as one more. Nothing is copied.
 *
 * @param planes   the decoder's buffers, one a plane.
 * @param lineSizes bytes from one row to the next, one a plane; negative strides (bottom-up) are not read.
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
