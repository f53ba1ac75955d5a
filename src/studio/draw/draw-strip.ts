import { parseHex } from '../../color/index.ts';
import type { Column } from '../../fingerprint/index.ts';
import type { StripBoard } from '../state/strip-board.ts';
import type { Lit } from '../state/studio.ts';

/** How much of its colour keeps what has not the one that is looked for. */
const DIM = 0.16;

const packed = new WeakMap<Column, Uint32Array>();

/** Colours of a column as a canvas keeps them: r in the lowest byte. */
function packColors(column: Column): Uint32Array {
  let known = packed.get(column);
  if (known === undefined) {
    known = Uint32Array.from(column.swatches, ({ color }) => {
      const [r, g, b] = parseHex(color);
      return (255 << 24) | (b << 16) | (g << 8) | r;
    });
    packed.set(column, known);
  }
  return known;
}

const dim = (color: number, [r, g, b]: readonly [number, number, number]): number => {
  const mix = (shift: number, ground: number) => Math.round(((color >> shift) & 255) * DIM + ground * (1 - DIM));
  return ((255 << 24) | (mix(16, b) << 16) | (mix(8, g) << 8) | mix(0, r)) >>> 0;
};

/**
 * Draw a stretch of film on all of a canvas: each column's colours from the top, the heaviest first, as high as their shares.
 *
 * @param ground sRGB, what shows where there is nothing yet.
 */
export function drawStrip(
  canvas: HTMLCanvasElement,
  board: StripBoard,
  [from, to]: readonly [number, number],
  lit: Lit | null,
  ground: readonly [number, number, number],
): void {
  const { width, height } = canvas;
  if (width === 0 || height === 0) return;
  const context = canvas.getContext('2d', { alpha: false })!;
  const image = context.createImageData(width, height);
  const pixels = new Uint32Array(image.data.buffer);
  const empty = ((255 << 24) | (ground[2] << 16) | (ground[1] << 8) | ground[0]) >>> 0;
  let last = -1;
  for (let x = 0; x < width; x++) {
    const place = board.placeAt(from + ((x + 0.5) / width) * (to - from));
    if (place === last) {
      for (let at = x; at < pixels.length; at += width) pixels[at] = pixels[at - 1]!;
      continue;
    }
    last = place;
    const column = board.columns[place] ?? null;
    let y = 0;
    if (column !== null) {
      const colors = packColors(column);
      const mask = lit === null ? -1 : lit.masks[place]!;
      let share = 0;
      for (const [k, swatch] of column.swatches.entries()) {
        share += swatch.share;
        const end = k === colors.length - 1 ? height : Math.round(share * height);
        const color = mask & (1 << k) ? colors[k]! : dim(colors[k]!, ground);
        for (; y < end; y++) pixels[y * width + x] = color;
      }
    }
    for (; y < height; y++) pixels[y * width + x] = empty;
  }
  context.putImageData(image, 0, 0);
}
