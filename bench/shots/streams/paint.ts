import { CHROMA_HEIGHT, CHROMA_WIDTH, LUMA_HEIGHT, LUMA_WIDTH, SMALL_FRAME_BYTES } from '#core/shots/index';

/** Bytes of a small frame: luma, blue difference, red difference. */
export type Bytes = Uint8Array;
/** Luma, blue difference, red difference, codes. */
export type Color = readonly [y: number, cb: number, cr: number];

/** A plane of a small frame. */
export interface Plane {
  readonly index: 0 | 1 | 2;
  readonly offset: number;
  readonly width: number;
  readonly height: number;
}

const CHROMA_CELLS = CHROMA_WIDTH * CHROMA_HEIGHT;
const LUMA_CELLS = LUMA_WIDTH * LUMA_HEIGHT;

export const PLANES: readonly Plane[] = [
  { index: 0, offset: 0, width: LUMA_WIDTH, height: LUMA_HEIGHT },
  { index: 1, offset: LUMA_CELLS, width: CHROMA_WIDTH, height: CHROMA_HEIGHT },
  { index: 2, offset: LUMA_CELLS + CHROMA_CELLS, width: CHROMA_WIDTH, height: CHROMA_HEIGHT },
];

/** Where the centre of each cell lies in the picture, 0 to 1. */
const X = new Float64Array(SMALL_FRAME_BYTES);
const Y = new Float64Array(SMALL_FRAME_BYTES);
for (const { offset, width, height } of PLANES) {
  for (let i = 0; i < width * height; i++) {
    X[offset + i] = ((i % width) + 0.5) / width;
    Y[offset + i] = (Math.floor(i / width) + 0.5) / height;
  }
}

/** A number per place of the picture, 0 to 1 from left to right and from top to bottom. */
export type Field = (x: number, y: number) => number;

const limit = (code: number): number => (code < 0 ? 0 : code > 255 ? 255 : Math.round(code));

export function fill(color: Color): Bytes {
  const bytes = new Uint8Array(SMALL_FRAME_BYTES);
  for (const { index, offset, width, height } of PLANES) bytes.fill(color[index], offset, offset + width * height);
  return bytes;
}

/** Points per cell that are rendered, side by side as detection reads them. */
const POINTS = 2;

/** Render a picture from the colour at each place. */
export function render(colorAt: (x: number, y: number) => Color): Bytes {
  const bytes = new Uint8Array(SMALL_FRAME_BYTES);
  for (const { index, offset, width, height } of PLANES) {
    for (let i = offset; i < offset + width * height; i++) {
      let sum = 0;
      for (let point = 0; point < POINTS; point++) {
        sum += colorAt(X[i]! + ((point + 0.5) / POINTS - 0.5) / width, Y[i]!)[index];
      }
      bytes[i] = limit(sum / POINTS);
    }
  }
  return bytes;
}

/** Mix two frames. */
export function mix(one: Bytes, other: Bytes, share: number): Bytes {
  return one.map((code, i) => Math.round(code + (other[i]! - code) * share));
}

/** Mix two frames with another share at each place. */
export function mixBy(one: Bytes, other: Bytes, shareAt: Field): Bytes {
  return one.map((code, i) => {
    const share = shareAt(X[i]!, Y[i]!);
    return share <= 0 ? code : share >= 1 ? other[i]! : Math.round(code + (other[i]! - code) * share);
  });
}

/** Paint a colour over a frame. */
export const paint = (bytes: Bytes, color: Color, shareAt: Field): Bytes => mixBy(bytes, fill(color), shareAt);

/** Multiply the light of a frame, and add to it. */
export function light(bytes: Bytes, gainAt: Field, add = 0): Bytes {
  return bytes.map((code, i) => (i < LUMA_CELLS ? limit(code * gainAt(X[i]!, Y[i]!) + add) : code));
}

/** Change each code by a table for luma, and chroma by a turn and a factor. */
export function grade(bytes: Bytes, luma: Uint8Array, turn: number, saturation: number): Bytes {
  const result = new Uint8Array(SMALL_FRAME_BYTES);
  for (let i = 0; i < LUMA_CELLS; i++) result[i] = luma[bytes[i]!]!;
  const along = Math.cos(turn) * saturation;
  const across = Math.sin(turn) * saturation;
  for (let i = LUMA_CELLS; i < LUMA_CELLS + CHROMA_CELLS; i++) {
    const cb = bytes[i]! - 128;
    const cr = bytes[i + CHROMA_CELLS]! - 128;
    result[i] = limit(128 + along * cb - across * cr);
    result[i + CHROMA_CELLS] = limit(128 + across * cb + along * cr);
  }
  return result;
}

/** Read a frame at other places: `from` gives the cell that each cell shows, in cells of its plane. */
function resample(bytes: Bytes, from: (plane: Plane, column: number, row: number) => readonly [number, number]): Bytes {
  const result = new Uint8Array(SMALL_FRAME_BYTES);
  for (const plane of PLANES) {
    const { offset, width, height } = plane;
    for (let row = 0, i = offset; row < height; row++) {
      for (let column = 0; column < width; column++, i++) {
        const [x, y] = from(plane, column, row);
        const left = Math.min(width - 1, Math.max(0, Math.round(x)));
        const top = Math.min(height - 1, Math.max(0, Math.round(y)));
        result[i] = bytes[offset + top * width + left]!;
      }
    }
  }
  return result;
}

/** Move a frame by cells of luma; its edges are repeated. */
export const shift = (bytes: Bytes, dx: number, dy: number): Bytes =>
  resample(bytes, ({ width, height }, column, row) => [
    column + (dx * width) / LUMA_WIDTH,
    row + (dy * height) / LUMA_HEIGHT,
  ]);

/** Mirror a frame from left to right. */
export const mirror = (bytes: Bytes): Bytes => resample(bytes, ({ width }, column, row) => [width - 1 - column, row]);

/** Put one frame beside another, of which `share` is seen: the pictures slide. */
export function slide(one: Bytes, other: Bytes, share: number, isDown: boolean): Bytes {
  const result = new Uint8Array(SMALL_FRAME_BYTES);
  for (const { offset, width, height } of PLANES) {
    const moved = Math.round(share * (isDown ? height : width));
    for (let row = 0, i = offset; row < height; row++) {
      for (let column = 0; column < width; column++, i++) {
        const x = isDown ? column : column + moved;
        const y = isDown ? row + moved : row;
        const isOther = x >= width || y >= height;
        result[i] = (isOther ? other : one)[offset + (y % height) * width + (x % width)]!;
      }
    }
  }
  return result;
}

/** Blur along one direction, over so many cells of luma on either side. */
export function blur(bytes: Bytes, radius: number, isDown: boolean): Bytes {
  const result = new Uint8Array(SMALL_FRAME_BYTES);
  for (const { offset, width, height } of PLANES) {
    const reach = Math.max(1, Math.round(radius * (isDown ? height / LUMA_HEIGHT : width / LUMA_WIDTH)));
    for (let row = 0, i = offset; row < height; row++) {
      for (let column = 0; column < width; column++, i++) {
        let sum = 0;
        for (let k = -reach; k <= reach; k++) {
          const x = isDown ? column : Math.min(width - 1, Math.max(0, column + k));
          const y = isDown ? Math.min(height - 1, Math.max(0, row + k)) : row;
          sum += bytes[offset + y * width + x]!;
        }
        result[i] = Math.round(sum / (2 * reach + 1));
      }
    }
  }
  return result;
}

/** Differences of luma in 48 blocks, and of both chroma planes in 24, ascending: means in codes. */
export function measureBlockChanges(one: Bytes, other: Bytes): { luma: Float64Array; chroma: Float64Array } {
  const luma = new Float64Array(48);
  const chroma = new Float64Array(24);
  for (const { index, offset, width, height } of PLANES) {
    const blocks = index === 0 ? luma : chroma;
    const rows = blocks.length / 8;
    const size = (width * height) / blocks.length;
    for (let i = 0; i < width * height; i++) {
      const block = 8 * Math.floor((rows * Math.floor(i / width)) / height) + Math.floor((8 * (i % width)) / width);
      blocks[block]! += Math.abs(one[offset + i]! - other[offset + i]!) / size;
    }
  }
  return { luma: luma.sort(), chroma: chroma.sort() };
}

/** Mean difference in the twelfth of the blocks in which two frames differ most: of luma, or of chroma if it is more. */
export function measureLocalChange(one: Bytes, other: Bytes): number {
  const { luma, chroma } = measureBlockChanges(one, other);
  return Math.max((luma[47]! + luma[46]! + luma[45]! + luma[44]!) / 4, (chroma[23]! + chroma[22]!) / 2);
}

/** The difference that half of the blocks exceed: of luma, or of chroma if it is more. */
export function measureWideChange(one: Bytes, other: Bytes): number {
  const { luma, chroma } = measureBlockChanges(one, other);
  return Math.max(luma[24]!, chroma[12]!);
}

/** Standard deviation of luma, codes. */
export function measureDeviation(bytes: Bytes): number {
  const luma = bytes.subarray(0, LUMA_CELLS);
  const mean = luma.reduce((sum, code) => sum + code, 0) / LUMA_CELLS;
  return Math.sqrt(luma.reduce((sum, code) => sum + (code - mean) ** 2, 0) / LUMA_CELLS);
}
