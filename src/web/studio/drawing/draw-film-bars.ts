import { findFilmBlock } from '../../../core/library/index.ts';
import type { WallPlace } from '../state/wall/wall-films.ts';

/** A swatch of a moment: `color` packed as in a canvas, r in the lowest byte. */
interface Band {
  color: number;
  share: number;
  /** Rank by lightness: points begin with it. */
  point: number;
}

const BLACK = 0xff000000;

/**
 * Draw a film over a whole canvas by its moments: each colour as high as its share, the lightest at
 * the top, as in the strip. Stretches without moments are black.
 *
 * @param seconds how long the film is.
 */
export function drawFilmBars(canvas: HTMLCanvasElement, place: WallPlace, seconds: number): void {
  const { width, height } = canvas;
  if (width === 0 || height === 0) return;
  const context = canvas.getContext('2d', { alpha: false })!;
  const image = context.createImageData(width, height);
  const pixels = new Uint32Array(image.data.buffer).fill(BLACK);
  const { segment, firstMoment, firstSwatch, entry } = place;
  const times = segment.read('times', ...findFilmBlock('times', place));
  const codes = segment.read('codes', ...findFilmBlock('codes', place));
  const bands: Band[] = [];
  let [moment, swatch, drawn] = [0, 0, -1];
  for (let x = 0; x < width; x++) {
    const time = ((x + 0.5) / width) * seconds;
    while (moment < entry.moments && times[2 * moment + 1]! <= time) swatch += segment.counts[firstMoment + moment++]!;
    if (moment === entry.moments) break;
    if (times[2 * moment]! > time) continue;
    if (drawn === moment) {
      for (let at = x; at < pixels.length; at += width) pixels[at] = pixels[at - 1]!;
      continue;
    }
    drawn = moment;
    readBands(bands, segment.points, codes, firstSwatch + swatch, swatch, segment.counts[firstMoment + moment]!);
    drawBands(bands, pixels, x, width, height);
  }
  context.putImageData(image, 0, 0);
}

function readBands(bands: Band[], points: Uint32Array, codes: Uint8Array, point: number, code: number, count: number) {
  bands.length = 0;
  for (let i = 0; i < count; i++) {
    const at = 3 * (code + i);
    const color = (0xff000000 | (codes[at + 2]! << 16) | (codes[at + 1]! << 8) | codes[at]!) >>> 0;
    const root = points[point + i]! & 255;
    bands.push({ color, share: root * root, point: points[point + i]! });
  }
  bands.sort((one, other) => other.point - one.point);
}

/** Shares are rounded, so they are scaled to fill the height. */
function drawBands(bands: readonly Band[], pixels: Uint32Array, x: number, width: number, height: number): void {
  const total = bands.reduce((sum, { share }) => sum + share, 0);
  let [y, end] = [0, 0];
  for (const { color, share } of bands) {
    end += share;
    for (const bottom = Math.round((end / total) * height); y < bottom; y++) pixels[y * width + x] = color;
  }
}
