import { parseHex, srgb8ToOklab } from '../../../core/color/index.ts';
import type { Column } from '../../../core/fingerprint/index.ts';
import type { StripState } from '../state/strip-state.ts';
import type { ColorMatches } from '../state/studio.ts';

/** How much of its colour keeps what is not the colour that is looked for: in columns that have that one, and in those that have not. */
const DIM_BESIDE = 0.42;
const DIM_AWAY = 0.13;

/** A colour of a column: where among its swatches, as a canvas keeps it (r in the lowest byte), and where it ends, as a share from the top. */
interface Layer {
  readonly swatch: number;
  readonly color: number;
  readonly end: number;
}

const layers = new WeakMap<Column, readonly Layer[]>();

/** The lightest above, as skies are: neighbours then lie at their neighbours' height. */
function layOut(column: Column): readonly Layer[] {
  let known = layers.get(column);
  if (known === undefined) {
    const swatches = column.swatches.map(({ color, share }, swatch) => {
      const [r, g, b] = parseHex(color);
      const [lightness] = srgb8ToOklab(Uint8Array.of(r, g, b));
      return { swatch, share, lightness: lightness!, color: ((255 << 24) | (b << 16) | (g << 8) | r) >>> 0 };
    });
    swatches.sort((one, other) => other.lightness - one.lightness);
    let end = 0;
    known = swatches.map(({ swatch, color, share }) => {
      end += share;
      return { swatch, color, end };
    });
    layers.set(column, known);
  }
  return known;
}

const dim = (color: number, kept: number, [r, g, b]: readonly [number, number, number]): number => {
  const mix = (shift: number, ground: number) => Math.round(((color >> shift) & 255) * kept + ground * (1 - kept));
  return ((255 << 24) | (mix(16, b) << 16) | (mix(8, g) << 8) | mix(0, r)) >>> 0;
};

/**
 * Draw a stretch of film on all of a canvas: each column's colours as high as their shares, the lightest at the top.
 *
 * @param ground sRGB, what shows where there is nothing yet.
 */
export function drawStrip(
  canvas: HTMLCanvasElement,
  board: StripState,
  [from, to]: readonly [number, number],
  lit: ColorMatches | null,
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
      const known = layOut(column);
      const mask = lit === null ? -1 : lit.masks[place]!;
      for (const [k, { swatch, color, end }] of known.entries()) {
        // Shares are rounded; the last reaches the edge.
        const bottom = k === known.length - 1 ? height : Math.round(end * height);
        const drawn = mask & (1 << swatch) ? color : dim(color, mask === 0 ? DIM_AWAY : DIM_BESIDE, ground);
        for (; y < bottom; y++) pixels[y * width + x] = drawn;
      }
    }
    for (; y < height; y++) pixels[y * width + x] = empty;
  }
  context.putImageData(image, 0, 0);
}
