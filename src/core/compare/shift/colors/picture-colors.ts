import type { SmallPicture } from '../../../frame/index.ts';
import type { ColorPairs } from '../color-pairs.ts';
import { type CropShift, type ShareRect, WHOLE } from '../crop/crop-shift.ts';
import type { PicturePair } from '../picture-pair.ts';

/** Pairs of colours of many pairs of pictures or columns. */
export interface GroupedColors extends ColorPairs {
  /** The first colour of each pair of pictures or columns, and the number of colours at the end, shape (pairs + 1,). */
  readonly starts: Uint32Array;
  /** Whether a pair of pictures or columns shows different things; its colours weigh 0. */
  readonly isMismatch: readonly boolean[];
}

/** Cells of the picture, one colour from each. */
const CELLS_ACROSS = 16;
const CELLS_DOWN = 9;
/** Places tried in each cell for the one with the least detail. */
const PLACES = 4;
/** Codes by which a channel may vary around a place, in each picture. */
const MAX_DETAIL = 28;
/** Correlation of lightness below which two pictures show different things. */
const MIN_CORRELATION = 0.6;
/** Variance of codes below which a picture is one flat colour and does not correlate. */
const FLAT = 9;
/** Share of the shown part that is left out at each end. */
const MARGIN = 0.02;

/**
 * Pair the colours of pictures at places that show the same thing. Edges are left out, where the
 * pictures differ by sharpness and small moves.
 *
 * @param crop where the pictures lie on each other; null if they show the same part.
 */
export function pairPictureColors(pairs: readonly PicturePair[], crop: CropShift | null): GroupedColors {
  const rectA = crop?.a ?? WHOLE;
  const rectB = crop?.b ?? WHOLE;
  const isMirrored = crop?.isMirrored ?? false;
  const most = pairs.length * CELLS_ACROSS * CELLS_DOWN;
  const a = new Uint8Array(3 * most);
  const b = new Uint8Array(3 * most);
  const weights = new Float64Array(most);
  const starts = new Uint32Array(pairs.length + 1);
  const isMismatch: boolean[] = [];
  const patch = createPatch();
  let count = 0;
  for (const [index, pair] of pairs.entries()) {
    starts[index] = count;
    for (let cell = 0; cell < CELLS_ACROSS * CELLS_DOWN; cell++) {
      let least = MAX_DETAIL + 1;
      for (let place = 0; place < PLACES; place++) {
        // Places of a rank-1 lattice in the cell.
        const u = ((cell % CELLS_ACROSS) + (place + 0.5) / PLACES) / CELLS_ACROSS;
        const v = (Math.floor(cell / CELLS_ACROSS) + (((2 * place + 1) % 5) + 0.5) / 5) / CELLS_DOWN;
        const x = MARGIN + (1 - 2 * MARGIN) * u;
        const y = MARGIN + (1 - 2 * MARGIN) * v;
        const detailA = readPatch(pair.a, rectA, x, y, patch.a);
        if (detailA >= least) continue;
        const detail = Math.max(detailA, readPatch(pair.b, rectB, isMirrored ? 1 - x : x, y, patch.b));
        if (detail >= least) continue;
        least = detail;
        a.set(patch.a, 3 * count);
        b.set(patch.b, 3 * count);
        weights[count] = 1 / (1 + (detail * detail) / 64);
      }
      if (least <= MAX_DETAIL) count++;
    }
    const mismatch = !correlates(a.subarray(3 * starts[index]!, 3 * count), b.subarray(3 * starts[index]!, 3 * count));
    isMismatch.push(mismatch);
    if (mismatch) weights.fill(0, starts[index], count);
  }
  starts[pairs.length] = count;
  return {
    a: a.slice(0, 3 * count),
    b: b.slice(0, 3 * count),
    weights: weights.slice(0, count),
    starts,
    isMismatch,
  };
}

const createPatch = (): { a: Uint8Array; b: Uint8Array } => ({ a: new Uint8Array(3), b: new Uint8Array(3) });

/**
 * Read the mean of 3 x 3 pixels around a place of a part of a picture.
 *
 * @returns by how many codes the pixels vary.
 */
function readPatch(
  { width, height, data }: SmallPicture,
  rect: ShareRect,
  x: number,
  y: number,
  out: Uint8Array,
): number {
  const column = Math.floor((rect.left + x * rect.width) * width);
  const row = Math.floor((rect.top + y * rect.height) * height);
  const left = Math.max(0, Math.min(width - 3, column - 1));
  const top = Math.max(0, Math.min(height - 3, row - 1));
  let detail = 0;
  for (let channel = 0; channel < 3; channel++) {
    let [sum, low, high] = [0, 255, 0];
    for (let dy = 0; dy < 3; dy++) {
      let at = 3 * ((top + dy) * width + left) + channel;
      for (let dx = 0; dx < 3; dx++, at += 3) {
        const code = data[at]!;
        sum += code;
        if (code < low) low = code;
        if (code > high) high = code;
      }
    }
    if (high - low > detail) detail = high - low;
    out[channel] = Math.round(sum / 9);
  }
  return detail;
}

/** Whether the lightness of two pictures rises and falls together, or one of them is flat. */
function correlates(a: Uint8Array, b: Uint8Array): boolean {
  const count = a.length / 3;
  if (count === 0) return true;
  let [sumA, sumB, squaresA, squaresB, products] = [0, 0, 0, 0, 0];
  for (let i = 0; i < a.length; i += 3) {
    const one = a[i]! + 2 * a[i + 1]! + a[i + 2]!;
    const other = b[i]! + 2 * b[i + 1]! + b[i + 2]!;
    sumA += one;
    sumB += other;
    squaresA += one * one;
    squaresB += other * other;
    products += one * other;
  }
  const varianceA = squaresA / count - (sumA / count) ** 2;
  const varianceB = squaresB / count - (sumB / count) ** 2;
  const flat = 16 * FLAT;
  if (varianceA < flat || varianceB < flat) return varianceA < 16 * flat && varianceB < 16 * flat;
  const covariance = products / count - (sumA / count) * (sumB / count);
  return covariance > MIN_CORRELATION * Math.sqrt(varianceA * varianceB);
}
