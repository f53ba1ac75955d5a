import { LUMA_WEIGHTS } from '../../color/index.ts';
import { type Component, type Crop, type Picture, resolveColor } from '../../frame/index.ts';

/** Size of the luma of a small frame. */
export const LUMA_WIDTH = 64;
export const LUMA_HEIGHT = 36;
/** Size of each chroma plane: colours are coarse, and each further row costs memory to read. */
export const CHROMA_WIDTH = 32;
export const CHROMA_HEIGHT = 9;

const LUMA_CELLS = LUMA_WIDTH * LUMA_HEIGHT;
const CHROMA_CELLS = CHROMA_WIDTH * CHROMA_HEIGHT;

/** Bytes of a small frame: luma, blue difference, red difference. */
export const SMALL_FRAME_BYTES: number = LUMA_CELLS + 2 * CHROMA_CELLS;

/**
 * Points that are read per cell, side by side in its middle row. Most of the time is spent waiting
 * for memory: points of one row share cache lines, and further rows would need lines of their own.
 */
const POINTS = 4;

/**
 * A frame as detection sees it: means of cells in full range, 0 to 255; grey has chroma 128. Not
 * converted to a common colour space, because only frames of one film are compared.
 */
export interface SmallFrame {
  /** Shape ({@link LUMA_HEIGHT}, {@link LUMA_WIDTH}). */
  readonly luma: Uint8Array;
  /** Blue difference, shape ({@link CHROMA_HEIGHT}, {@link CHROMA_WIDTH}). */
  readonly cb: Uint8Array;
  /** Red difference, the same shape. */
  readonly cr: Uint8Array;
}

/**
 * Reads a picture as a small frame.
 *
 * @param crop the part of the picture that is read; the whole picture if absent.
 * @returns a frame that the caller owns.
 */
export type SmallFrameReader = (picture: Picture, crop?: Crop) => SmallFrame;

/** View bytes as a small frame: luma, then blue difference, then red difference. */
export function viewSmallFrame(bytes: Uint8Array): SmallFrame {
  return {
    luma: bytes.subarray(0, LUMA_CELLS),
    cb: bytes.subarray(LUMA_CELLS, LUMA_CELLS + CHROMA_CELLS),
    cr: bytes.subarray(LUMA_CELLS + CHROMA_CELLS, SMALL_FRAME_BYTES),
  };
}

/** Copy a small frame into bytes. */
export function packSmallFrame({ luma, cb, cr }: SmallFrame, to: Uint8Array, offset: number): void {
  to.set(luma, offset);
  to.set(cb, offset + LUMA_CELLS);
  to.set(cr, offset + LUMA_CELLS + CHROMA_CELLS);
}

/** Points of a plane that are read. */
interface PointTable {
  readonly key: string;
  /** Where each row of cells begins in the data of the plane. */
  readonly rows: Uint32Array;
  /** Where each point lies in a row. */
  readonly columns: Uint32Array;
}

/** Create a reader that reuses its tables for all pictures of one size. O(cells), 0.05 ms. */
export function createSmallFrameReader(): SmallFrameReader {
  const tables: (PointTable | undefined)[] = [];
  const scales = new Map<string, Uint8Array>();

  const tableOf = (slot: number, picture: Picture, part: Component, across: number, down: number, crop?: Crop) => {
    const area = crop ?? { x: 0, y: 0, width: picture.width, height: picture.height };
    const { offset, stride, step, log2X, log2Y } = part;
    const shape = [area.x, area.y, area.width, area.height, offset, stride, step, log2X, log2Y, picture.isInterlaced];
    const key = shape.join(' ');
    let table = tables[slot];
    if (table?.key !== key) {
      table = { key, ...placePoints(area, part, across, down, picture.isInterlaced) };
      tables[slot] = table;
    }
    return table;
  };
  const scaleOf = (bits: number, isLimited: boolean, isChroma: boolean): Uint8Array => {
    const key = `${bits} ${isLimited} ${isChroma}`;
    let scale = scales.get(key);
    if (scale === undefined) {
      scale = makeScale(bits, isLimited, isChroma);
      scales.set(key, scale);
    }
    return scale;
  };

  return (picture, crop) => {
    const bytes = new Uint8Array(SMALL_FRAME_BYTES);
    const frame = viewSmallFrame(bytes);
    const isLimited = resolveColor(picture).range === 'limited';
    const { components, bits, model } = picture;
    const readPlane = (slot: number, part: Component, across: number, down: number, isChroma: boolean) => {
      const to = new Uint8Array(across * down);
      readMeans(part, tableOf(slot, picture, part, across, down, crop), scaleOf(bits, isLimited, isChroma), to);
      return to;
    };
    if (model === 'rgb') {
      const planes = components.map((part, i) => readPlane(i, part, LUMA_WIDTH, LUMA_HEIGHT, false));
      convertRgb(planes as [Uint8Array, Uint8Array, Uint8Array], frame);
      return frame;
    }
    frame.luma.set(readPlane(0, components[0]!, LUMA_WIDTH, LUMA_HEIGHT, false));
    if (model === 'gray') bytes.fill(128, LUMA_CELLS);
    else {
      frame.cb.set(readPlane(1, components[1]!, CHROMA_WIDTH, CHROMA_HEIGHT, true));
      frame.cr.set(readPlane(2, components[2]!, CHROMA_WIDTH, CHROMA_HEIGHT, true));
    }
    return frame;
  };
}

function placePoints(
  area: Crop,
  part: Component,
  across: number,
  down: number,
  isInterlaced: boolean,
): Omit<PointTable, 'key'> {
  const { offset, stride, step, log2X, log2Y } = part;
  const rows = Uint32Array.from({ length: down }, (_, cell) => {
    const row = (area.y + Math.floor(((cell + 0.5) * area.height) / down)) >> log2Y;
    // One field: the other one is from another time, and a cut may lie between them.
    return offset + (isInterlaced ? row & ~1 : row) * stride;
  });
  const columns = Uint32Array.from({ length: across * POINTS }, (_, point) => {
    const column = area.x + Math.floor(((point + 0.5) * area.width) / (across * POINTS));
    return (column >> log2X) * step;
  });
  return { rows, columns };
}

/** Make the table from codes to 0 to 255 in full range. */
function makeScale(bits: number, isLimited: boolean, isChroma: boolean): Uint8Array {
  const step = 2 ** (bits - 8);
  const range = isLimited ? (isChroma ? 224 : 219) * step : 2 ** bits - 1;
  const zero = isChroma ? 128 * step : isLimited ? 16 * step : 0;
  const scale = new Uint8ClampedArray(2 ** bits);
  for (let code = 0; code < scale.length; code++) scale[code] = ((code - zero) * 255) / range + (isChroma ? 128 : 0);
  return new Uint8Array(scale.buffer);
}

function readMeans({ data, shift }: Component, { rows, columns }: PointTable, scale: Uint8Array, to: Uint8Array): void {
  let cell = 0;
  for (const row of rows) {
    for (let i = 0; i < columns.length; i += POINTS, cell++) {
      const sum =
        (data[row + columns[i]!]! >> shift) +
        (data[row + columns[i + 1]!]! >> shift) +
        (data[row + columns[i + 2]!]! >> shift) +
        (data[row + columns[i + 3]!]! >> shift);
      to[cell] = scale[(sum + 2) >> 2]!;
    }
  }
}

/** Convert R'G'B' to Y'CbCr by BT.709; each cell of chroma is the mean of eight. */
function convertRgb([red, green, blue]: readonly [Uint8Array, Uint8Array, Uint8Array], to: SmallFrame): void {
  const { kr, kb } = LUMA_WEIGHTS.bt709;
  const sums = new Float64Array(2 * CHROMA_CELLS);
  for (let i = 0; i < LUMA_CELLS; i++) {
    const luma = kr * red[i]! + (1 - kr - kb) * green[i]! + kb * blue[i]!;
    to.luma[i] = Math.round(luma);
    const cell = Math.floor(i / (4 * LUMA_WIDTH)) * CHROMA_WIDTH + ((i % LUMA_WIDTH) >> 1);
    sums[2 * cell]! += (blue[i]! - luma) / (2 * (1 - kb));
    sums[2 * cell + 1]! += (red[i]! - luma) / (2 * (1 - kr));
  }
  for (let cell = 0; cell < CHROMA_CELLS; cell++) {
    to.cb[cell] = Math.min(255, Math.max(0, Math.round(128 + sums[2 * cell]! / 8)));
    to.cr[cell] = Math.min(255, Math.max(0, Math.round(128 + sums[2 * cell + 1]! / 8)));
  }
}
