import type { Crop } from '../crop/crop.ts';

/**
 * Cells of the sampling grid, about: 160 x 90 for a 16:9 picture. Frackiewicz and others (2019, "Fast color quantization
 * by k-means clustering combined with image sampling") found no loss at such sizes; see docs/color.md for our figures.
 */
export const SAMPLE_CELLS = 14_400;

/**
 * Cells side by side that take their points at one height. Of a 1080p picture they are 60 pixels, about as many bytes as memory moves at a time: a frame
 * just decoded is in no cache, and points each at a height of its own take twice as long to read (docs/decisions/0041-sample-points-in-short-rows.md).
 */
const ROW_CELLS = 5;

/**
 * 2^32 / golden ratio: its multiples fill the circle more evenly than lots do (Weyl 1916). Short rows are few: lots would miss the mean of
 * alternating black and white lines by as much as eight codes.
 */
const GOLDEN_RATIO = 0x9e3779b1;

/** Stored positions of the sampled pixels. */
export interface SampleGrid {
  readonly width: number;
  readonly height: number;
  /** The part of the picture that they lie in, if not all of it. */
  readonly crop: Crop | undefined;
  /** Column and row of each sampled pixel, shape (n,) each, cell by cell in rows. */
  readonly xs: Uint16Array;
  readonly ys: Uint16Array;
}

/** 32-bit integer hash of a cell's number: "lowbias32" of Chris Wellons' hash-prospector (public domain). */
function hash32(value: number): number {
  let h = value | 0;
  h = Math.imul(h ^ (h >>> 16), 0x7feb352d);
  h = Math.imul(h ^ (h >>> 15), 0x846ca68b);
  return (h ^ (h >>> 16)) >>> 0;
}

/**
 * Place one sampling point in each cell of a grid over a picture, or over a part of it, at a fixed pseudo-random place within its
 * cell; cells side by side, a few at a time, take their points at the same height.
 *
 * Points are jittered because a regular lattice meets regular pictures (screens, fences, test patterns) in moire; they are the
 * same for every picture of a size, so that equal pictures give equal pixels. A picture with fewer pixels than cells
 * along a side gives every pixel of that side once.
 *
 * @param width  stored pixels, 1 to 65535.
 * @param height stored pixels, 1 to 65535.
 * @param crop   the part to sample, inside the picture. All of it when absent.
 */
export function makeSampleGrid(width: number, height: number, crop?: Crop): SampleGrid {
  const area = crop ?? { x: 0, y: 0, width, height };
  const { across, down } = countCells(area);
  const xs = new Uint16Array(across * down);
  const ys = new Uint16Array(across * down);
  for (let row = 0, cell = 0; row < down; row++) {
    // Heights are even along each row of cells, and no two rows of cells begin alike.
    const start = hash32(~row);
    for (let column = 0; column < across; column++, cell++) {
      const turn = start + Math.imul(Math.floor(column / ROW_CELLS), GOLDEN_RATIO);
      // Cells are not cut at whole pixels: then those that hold fewer would speak for more each.
      xs[cell] = area.x + Math.floor(((column + toUnit(hash32(cell))) * area.width) / across);
      ys[cell] = area.y + Math.floor(((row + toUnit(turn)) * area.height) / down);
    }
  }
  return { width, height, crop, xs, ys };
}

/** How many cells a part of a picture is sampled in, side by side and one below the other. */
export function countCells({ width, height }: Pick<Crop, 'width' | 'height'>): { across: number; down: number } {
  const across = Math.max(1, Math.min(width, Math.round(Math.sqrt((SAMPLE_CELLS * width) / height))));
  return { across, down: Math.max(1, Math.min(height, Math.round(SAMPLE_CELLS / across))) };
}

/** The low 32 bits of an integer as a fraction, 0 to below 1. */
const toUnit = (value: number): number => (value >>> 0) / 2 ** 32;
