import { parseHex, srgb8ToOklab } from '../../../core/color/index.ts';
import type { Column, Swatch } from '../../../core/fingerprint/index.ts';
import type { StripState } from '../state/strip-state.ts';
import type { ColorMatches } from '../state/studio.ts';

/**
 * Opacity of colours that do not match the highlighted one: in columns with a match, and in columns
 * without.
 */
const DIM_BESIDE = 0.42;
const DIM_AWAY = 0.13;

/**
 * A colour of a column. `swatch`: its index in the column; `color`: packed as in a canvas, r in the
 * lowest byte; `end`: its lower edge, share of the height from the top.
 */
interface Layer {
  readonly swatch: number;
  readonly color: number;
  readonly end: number;
}

const layers = new WeakMap<Column, readonly Layer[]>();

/**
 * Sort a column's colours, lightest at the top (like the sky): similar colours of neighbouring
 * columns are then at similar heights.
 */
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

/**
 * The colour that the strip shows at a height of a column.
 *
 * @param share of the height, from the top, 0 to 1.
 * @returns null for a column without colours.
 */
export function colorAtHeight(column: Column, share: number): string | null {
  const known = layOut(column);
  const layer = known.find(({ end }) => share < end) ?? known.at(-1);
  return layer === undefined ? null : column.swatches[layer.swatch]!.color;
}

const dim = (color: number, kept: number, [r, g, b]: readonly [number, number, number]): number => {
  const mix = (shift: number, background: number) =>
    Math.round(((color >> shift) & 255) * kept + background * (1 - kept));
  return ((255 << 24) | (mix(16, b) << 16) | (mix(8, g) << 8) | mix(0, r)) >>> 0;
};

/** The colours of a column in the order of the strip, the lightest first. */
export const listFromTop = (column: Column): readonly Swatch[] =>
  layOut(column).map(({ swatch }) => column.swatches[swatch]!);

/** What a canvas shows. */
interface Picture {
  readonly strip: StripState;
  readonly from: number;
  readonly to: number;
  readonly isLit: boolean;
  readonly background: Background;
  readonly image: ImageData;
  /** Per pixel column: its place of the strip, and the column and the mask that were drawn. */
  readonly places: Int32Array;
  readonly columns: (Column | null | undefined)[];
  readonly masks: Int32Array;
}

/** sRGB, the colour where no column is known yet. */
type Background = readonly [number, number, number];

/**
 * Draws a time range of a film over a whole canvas. Each colour of a column is as high as its share;
 * the lightest is at the top. It keeps the picture, so that only columns that have changed since are
 * drawn again: a film that is read changes a few of them, many times a second.
 */
export class StripPainter {
  #picture: Picture | null = null;

  draw(
    canvas: HTMLCanvasElement,
    strip: StripState,
    range: readonly [from: number, to: number],
    colorMatches: ColorMatches | null,
    background: Background,
  ): void {
    if (canvas.width === 0 || canvas.height === 0) return;
    const picture = this.#take(canvas, strip, range, colorMatches !== null, background);
    const { image, places, columns, masks } = picture;
    const { width, height } = image;
    const pixels = new Uint32Array(image.data.buffer);
    let isChanged = false;
    for (let x = 0; x < width; x++) {
      const place = places[x]!;
      const column = strip.columns[place] ?? null;
      const mask = colorMatches === null ? -1 : colorMatches.masks[place]! | 0;
      if (columns[x] === column && masks[x] === mask) continue;
      columns[x] = column;
      masks[x] = mask;
      isChanged = true;
      if (x > 0 && places[x - 1] === place) {
        for (let at = x; at < pixels.length; at += width) pixels[at] = pixels[at - 1]!;
      } else drawColumn(pixels, x, width, height, column, mask, background);
    }
    if (isChanged) {
      canvas.getContext('2d', { alpha: false, willReadFrequently: true })!.putImageData(image, 0, 0);
    }
  }

  /** The kept picture if it shows the same range in the same way, otherwise a new one. */
  #take(
    canvas: HTMLCanvasElement,
    strip: StripState,
    [from, to]: readonly [number, number],
    isLit: boolean,
    background: Background,
  ): Picture {
    const { width, height } = canvas;
    const kept = this.#picture;
    if (
      kept?.strip === strip &&
      kept.from === from &&
      kept.to === to &&
      kept.isLit === isLit &&
      kept.background === background &&
      kept.image.width === width &&
      kept.image.height === height
    ) {
      return kept;
    }
    this.#picture = {
      strip,
      from,
      to,
      isLit,
      background,
      image: new ImageData(width, height),
      places: Int32Array.from({ length: width }, (_, x) => strip.placeAt(from + ((x + 0.5) / width) * (to - from))),
      columns: new Array(width),
      masks: new Int32Array(width),
    };
    return this.#picture;
  }
}

/** Draw a column into pixel column `x` of a picture. */
function drawColumn(
  pixels: Uint32Array,
  x: number,
  width: number,
  height: number,
  column: Column | null,
  mask: number,
  background: Background,
): void {
  let y = 0;
  if (column !== null) {
    const known = layOut(column);
    for (const [k, { swatch, color, end }] of known.entries()) {
      // Shares are rounded, so the last colour is stretched to the edge.
      const bottom = k === known.length - 1 ? height : Math.round(end * height);
      const drawn = mask & (1 << swatch) ? color : dim(color, mask === 0 ? DIM_AWAY : DIM_BESIDE, background);
      for (; y < bottom; y++) pixels[y * width + x] = drawn;
    }
  }
  const empty = ((255 << 24) | (background[2] << 16) | (background[1] << 8) | background[0]) >>> 0;
  for (; y < height; y++) pixels[y * width + x] = empty;
}
