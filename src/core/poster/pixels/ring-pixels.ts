import { linearToSrgb8, SRGB8_TO_LINEAR } from '../../color/index.ts';
import type { Ring } from '../scene/scene.ts';
import type { Pixels } from './pixel-box.ts';

const DEGREE = Math.PI / 180;

/**
 * Draw a ring on pixels, with soft edges. A pixel is the mean of the columns and cells that it
 * covers, in linear light. It is blended with what lies below by the share of the pixel that the
 * ring covers. This share is computed along the arc and along the radius separately, which is
 * accurate to a tenth of a pixel.
 *
 * @param pixels modified.
 * @param perMmX pixels per millimetre horizontally; `perMmY` vertically. Their mean is used where
 *   they differ by rounding. O(pixels of the ring).
 */
export function drawRing(ring: Ring, pixels: Pixels, perMmX: number, perMmY: number): void {
  const [centerX, centerY] = [ring.x * perMmX, ring.y * perMmY];
  const perMm = Math.sqrt(perMmX * perMmY);
  const [inner, outer] = [ring.inner * perMm, ring.outer * perMm];
  const top = Math.max(0, Math.floor(centerY - outer - 1));
  const bottom = Math.min(pixels.height, Math.ceil(centerY + outer + 1));
  const sample = createRingSampler(ring, inner, outer);
  for (let y = top; y < bottom; y++) {
    const dy = y + 0.5 - centerY;
    const reach = Math.sqrt(Math.max(0, (outer + 1) ** 2 - dy * dy));
    const left = Math.max(0, Math.floor(centerX - reach));
    const right = Math.min(pixels.width, Math.ceil(centerX + reach));
    for (let x = left; x < right; x++) sample(x + 0.5 - centerX, dy, pixels, y * pixels.width + x);
  }
}

type RingSampler = (dx: number, dy: number, pixels: Pixels, pixel: number) => void;

function createRingSampler(ring: Ring, inner: number, outer: number): RingSampler {
  const { columns, starts, colors, bottoms, gap } = ring;
  const perRadian = columns / (ring.sweep * DEGREE);
  const turn = 2 * Math.PI * perRadian;
  const begin = ring.from * DEGREE * perRadian;
  // The range that a pixel covers may begin before the first column and end after the last one.
  const shifts = [0, turn, -turn];
  const sums = new Float64Array(4);

  /** Add a column's cells between two distances from the centre, with a weight along the arc. */
  function addColumn(column: number, near: number, far: number, weight: number): void {
    const stop = starts[column + 1]!;
    let from = outer;
    for (let cell = starts[column]!; cell < stop; cell++) {
      const to = outer - bottoms[cell]! * (outer - inner);
      const covered = (Math.min(from, far) - Math.max(to, near)) * weight;
      from = to;
      if (covered <= 0) continue;
      const color = colors[cell]!;
      sums[0]! += covered * SRGB8_TO_LINEAR[color >> 16]!;
      sums[1]! += covered * SRGB8_TO_LINEAR[(color >> 8) & 255]!;
      sums[2]! += covered * SRGB8_TO_LINEAR[color & 255]!;
      sums[3]! += covered;
    }
  }

  return (dx, dy, pixels, pixel) => {
    const radius = Math.sqrt(dx * dx + dy * dy);
    if (radius > outer + 0.5 || radius < inner - 0.5) return;
    sums.fill(0);
    // Angle from the top, clockwise, in columns.
    let at = Math.atan2(dx, -dy) * perRadian - begin;
    at -= Math.floor(at / turn) * turn;
    const half = Math.min(0.5 / Math.max(radius, 0.5), Math.PI) * perRadian;
    for (const shift of shifts) {
      const low = Math.max(at + shift - half, 0);
      const high = Math.min(at + shift + half, columns);
      for (let i = Math.floor(low); i < high; i++) {
        const weight = Math.min(i + 1 - gap, high) - Math.max(i, low);
        if (weight > 0) addColumn(i, radius - 0.5, radius + 0.5, weight / (2 * half));
      }
    }
    blendLinear(pixels, pixel, sums);
  };
}

/** Blend a colour over a pixel: sums of linear light and of the covered share, 0 to 1. */
function blendLinear({ data, channels }: Pixels, pixel: number, sums: Float64Array): void {
  const covered = Math.min(1, sums[3]!);
  if (covered <= 0) return;
  const at = channels * pixel;
  const below = channels === 3 ? 1 : data[at + 3]! / 255;
  const alpha = covered + below * (1 - covered);
  for (let k = 0; k < 3; k++) {
    const own = sums[k]! / sums[3]!;
    const light = (own * covered + SRGB8_TO_LINEAR[data[at + k]!]! * below * (1 - covered)) / alpha;
    data[at + k] = linearToSrgb8(Math.min(1, light));
  }
  if (channels === 4) data[at + 3] = Math.round(255 * alpha);
}
