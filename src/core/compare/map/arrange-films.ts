import { createRandom, DEFAULT_SEED } from '../../cluster/index.ts';
import { assignRows } from '../../fingerprint/index.ts';
import type { EmbeddedFilms } from './embed-films.ts';
import type { MapGrid, MapPlace } from './map-grid.ts';

/** The first radius as a share of the longer side of the grid, and its factor per step. */
const FIRST_RADIUS = 0.35;
const NARROWER = 0.9;
/** The radius of the last step: a cell and its eight neighbours. */
const LAST_RADIUS = 1;
/** Films that change places in one assignment, whose time is the cube of their number. */
const GROUP = 128;

/**
 * Arrange films on a grid so that neighbours are similar: linear assignment sorting. Each cell takes
 * the mean of the films around it, films are assigned to the cells that they resemble most, and the
 * radius of the mean shrinks.
 *
 * @param start a place of each film, in any unit, x to the right and y down. Films start in these
 *   directions from each other, and mostly keep them.
 * @returns the film of each cell.
 * @see Barthel, Hezel, Jung & Schall 2023, "Improved evaluation and generation of grid layouts using
 *   distance preservation quality and linear assignment sorting", Comput. Graph. Forum 42, 261-276.
 */
export function arrangeFilms(films: EmbeddedFilms, start: readonly MapPlace[], grid: MapGrid): number[] {
  const shuffle = createShuffle();
  let filmOf = placeByRank(start, grid);
  const cells = [...filmOf.keys()];
  for (let radius = FIRST_RADIUS * Math.max(grid.across, grid.rows); ; radius *= NARROWER) {
    const means = averageAround(films, filmOf, grid, Math.max(LAST_RADIUS, radius));
    filmOf = reassign(filmOf, shuffle(cells), (film, cell) => {
      let sum = 0;
      for (let axis = 0; axis < films.axes; axis++) {
        const difference = films.points[film * films.axes + axis]! - means[cell * films.axes + axis]!;
        sum += difference * difference;
      }
      return sum;
    });
    if (radius <= LAST_RADIUS) return filmOf;
  }
}

/** Sort films into rows from top to bottom, and each row from left to right. */
function placeByRank(start: readonly MapPlace[], { across }: MapGrid): number[] {
  const films = [...start.keys()].sort((i, j) => start[i]!.y - start[j]!.y || i - j);
  const rows: number[] = [];
  for (let at = 0; at < films.length; at += across) {
    rows.push(...films.slice(at, at + across).sort((i, j) => start[i]!.x - start[j]!.x || i - j));
  }
  return rows;
}

/**
 * Let the films of some cells change places so that the sum of costs is least, group by group.
 *
 * @param cells in the order in which they form groups.
 */
function reassign(
  filmOf: readonly number[],
  cells: readonly number[],
  costOf: (film: number, cell: number) => number,
): number[] {
  const next = [...filmOf];
  const groups = Math.ceil(cells.length / GROUP);
  for (let i = 0; i < groups; i++) {
    const group = cells.slice(Math.floor((i * cells.length) / groups), Math.floor(((i + 1) * cells.length) / groups));
    const films = group.map((cell) => filmOf[cell]!);
    const places = assignRows(films.map((film) => group.map((cell) => costOf(film, cell))));
    for (const [k, film] of films.entries()) next[group[places[k]!]!] = film;
  }
  return next;
}

/** The mean point of the films around each cell, in a square. Shape (cells, axes). */
function averageAround(
  { axes, points }: EmbeddedFilms,
  filmOf: readonly number[],
  { cells }: MapGrid,
  radius: number,
): Float64Array {
  const means = new Float64Array(cells.length * axes);
  for (const [i, { x, y }] of cells.entries()) {
    let count = 0;
    for (const [j, other] of cells.entries()) {
      if (Math.abs(other.y - y) > radius || Math.abs(other.x - x) > radius) continue;
      count++;
      for (let axis = 0; axis < axes; axis++) means[i * axes + axis]! += points[filmOf[j]! * axes + axis]!;
    }
    for (let axis = 0; axis < axes; axis++) means[i * axes + axis]! /= count;
  }
  return means;
}

/** Create a function that shuffles (Fisher-Yates), the same each time the program runs. */
function createShuffle(): (values: readonly number[]) => number[] {
  const random = createRandom(DEFAULT_SEED);
  return (values) => {
    const shuffled = [...values];
    for (let i = shuffled.length - 1; i > 0; i--) {
      const j = Math.floor(random() * (i + 1));
      [shuffled[i], shuffled[j]] = [shuffled[j]!, shuffled[i]!];
    }
    return shuffled;
  };
}
