import type { ShareRect } from './crop-shift.ts';
import type { LumaPlane } from './picture-area.ts';

/** Half the width of the window whose mean is subtracted from a profile, as a share of its length. */
const WINDOW = 0.08;

/**
 * Measure how much the picture changes across each of the evenly spread places along an axis.
 *
 * Changes are compared with the picture's own typical change, so that the profile hardly depends on
 * contrast and brightness. The slow course is removed.
 *
 * @param area only this part of the picture is read.
 * @param size of the profile, which spans the whole picture; 0 outside the area.
 */
export function profileEdges(plane: LumaPlane, area: ShareRect, axis: 'x' | 'y', size: number): Float64Array {
  const isX = axis === 'x';
  const [lines, pixels] = isX ? [plane.width, plane.height] : [plane.height, plane.width];
  const [lineStep, pixelStep] = isX ? [1, plane.width] : [plane.width, 1];
  const [start, length] = isX ? [area.left, area.width] : [area.top, area.height];
  const [side, across] = isX ? [area.top, area.height] : [area.left, area.width];
  const firstLine = Math.ceil(start * lines + 1);
  const endLine = Math.floor((start + length) * lines - 1);
  const firstPixel = Math.ceil(side * pixels);
  const endPixel = Math.max(firstPixel + 1, Math.floor((side + across) * pixels));
  const { data } = plane;
  let typical = 1;
  let count = 1;
  for (let line = firstLine; line < endLine; line++) {
    for (let pixel = firstPixel; pixel < endPixel; pixel++) {
      const at = line * lineStep + pixel * pixelStep;
      typical += Math.abs(data[at + lineStep]! - data[at - lineStep]!);
      count++;
    }
  }
  typical = (2 * typical) / count + 1;
  const edges = new Float64Array(lines);
  for (let line = firstLine; line < endLine; line++) {
    let sum = 0;
    for (let pixel = firstPixel; pixel < endPixel; pixel++) {
      const at = line * lineStep + pixel * pixelStep;
      const change = Math.abs(data[at + lineStep]! - data[at - lineStep]!);
      sum += change / (change + typical);
    }
    edges[line] = sum / (endPixel - firstPixel);
  }
  return resample(subtractMean(edges, firstLine, endLine), size);
}

function subtractMean(values: Float64Array, from: number, to: number): Float64Array {
  const sums = new Float64Array(values.length + 1);
  for (let i = 0; i < values.length; i++) sums[i + 1] = sums[i]! + values[i]!;
  const half = Math.max(2, Math.round(WINDOW * values.length));
  const sharp = new Float64Array(values.length);
  for (let i = from; i < to; i++) {
    const low = Math.max(from, i - half);
    const high = Math.min(to, i + half + 1);
    sharp[i] = values[i]! - (sums[high]! - sums[low]!) / (high - low);
  }
  return sharp;
}

/** Values at the middles of `size` equal parts. */
function resample(values: Float64Array, size: number): Float64Array {
  return Float64Array.from({ length: size }, (_, i) => valueAt(values, (i + 0.5) / size));
}

/** Value of a profile at a share of its length. */
function valueAt(values: Float64Array, share: number): number {
  const position = share * values.length - 0.5;
  const index = Math.floor(position);
  const part = position - index;
  return (values[index] ?? 0) * (1 - part) + (values[index + 1] ?? 0) * part;
}
