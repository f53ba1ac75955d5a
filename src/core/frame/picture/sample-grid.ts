import type { Crop } from '../crop/crop.ts';

/**
 * Approximate number of cells of the sampling grid: 160 x 90 for a 16:9 picture. Frackiewicz and
 * others (2019, "Fast color quantization by k-means clustering combined with image sampling") found
 * no loss at such sizes; see docs/color.md for our figures.
 */
export const SAMPLE_CELLS = 14_400;

/**
 * Number of neighbouring cells whose points have one height. In a 1080p picture they span 60
 * pixels, about one transfer from memory: a decoded frame is in no cache, and points with
 * individual heights take twice as long to read (docs/decisions/0041-sample-points-in-short-rows.md).
 */
const ROW_CELLS = 5;

/**
 * 2^32 / golden ratio: its multiples fill the circle more evenly than random numbers (Weyl 1916).
 * There are few short rows: with random heights, the mean of alternating black and white lines
 * would be wrong by up to eight codes.
 */
const GOLDEN_RATIO = 0x9e3779b1;

/** Stored positions of the sampled pixels. */
export interface SampleGrid {
  readonly width: number;
  readonly height: number;
  /** The part of the picture that is sampled, if not all of it. */
  readonly crop: Crop | undefined;
  /** Column and row of each sampled pixel, shape (n,) each, cell by cell in rows. */
  readonly xs: Uint16Array;
  readonly ys: Uint16Array;
}

/**
 * 32-bit integer hash of a cell's number: "lowbias32" of Chris Wellons' hash-prospector (public
 * domain).
 */
function hash32(value: number): number {
  let h = value | 0;
  h = Math.imul(h ^ (h >>> 16), 0x7feb352d);
  h = Math.imul(h ^ (h >>> 15), 0x846ca68b);
  return (h ^ (h >>> 16)) >>> 0;
}

/**
 * Place one sampling point in each cell of a grid over a picture, or over a part of it, at a fixed
 * pseudo-random position in its cell. Groups of neighbouring cells have their points at the same
 * height.
 *
 * Points are jittered because a regular lattice causes moire on regular pictures (screens, fences,
 * test patterns). They are the same for all pictures of a size, so that equal pictures give equal
 * pixels. A picture with fewer pixels than cells along a side yields every pixel of that side once.
 *
 * @param width  stored pixels, 1 to 65535.
 * @param height stored pixels, 1 to 65535.
 * @param crop   the part to sample, inside the picture; the whole picture if absent.
 */
export function makeSampleGrid(width: number, height: number, crop?: Crop): SampleGrid {
  const area = crop ?? { x: 0, y: 0, width, height };
  const { across, down } = countCells(area);
  const xs = new Uint16Array(across * down);
  const ys = new Uint16Array(across * down);
  for (let row = 0, cell = 0; row < down; row++) {
    // Heights are spread evenly along each row of cells; each row starts with another offset.
    const start = hash32(~row);
    for (let column = 0; column < across; column++, cell++) {
      const turn = start + Math.imul(Math.floor(column / ROW_CELLS), GOLDEN_RATIO);
      // Cells are not cut at whole pixels: otherwise the pixels of smaller cells would have more
      // weight.
      xs[cell] = area.x + Math.floor(((column + toUnit(hash32(cell))) * area.width) / across);
      ys[cell] = area.y + Math.floor(((row + toUnit(turn)) * area.height) / down);
    }
  }
  return { width, height, crop, xs, ys };
}

/** Number of cells that a part of a picture is sampled in, horizontally and vertically. */
export function countCells({ width, height }: Pick<Crop, 'width' | 'height'>): { across: number; down: number } {
  const across = Math.max(1, Math.min(width, Math.round(Math.sqrt((SAMPLE_CELLS * width) / height))));
  return { across, down: Math.max(1, Math.min(height, Math.round(SAMPLE_CELLS / across))) };
}

/** The low 32 bits of an integer as a fraction, 0 <= x < 1. */
const toUnit = (value: number): number => (value >>> 0) / 2 ** 32;
