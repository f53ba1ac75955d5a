/** A place on a map, y down. */
export interface MapPlace {
  readonly x: number;
  readonly y: number;
}

/** Cells of a map, row by row. All rows but the last have the same number. */
export interface MapGrid {
  /** Cells of a whole row. */
  readonly across: number;
  readonly rows: number;
  /** Place of each cell, in cells from the top left; cells of a shorter last row are in its middle. */
  readonly cells: readonly MapPlace[];
}

/**
 * Choose the grid of a map: about as wide in proportion to its height as asked, with a last row that
 * is as full as possible.
 *
 * @param films from 1 up.
 * @param proportion width of the map divided by its height, with square cells.
 */
export function planMapGrid(films: number, proportion: number): MapGrid {
  const ideal = Math.sqrt(films * proportion);
  let [across, least] = [1, Number.POSITIVE_INFINITY];
  for (let candidate = 1; candidate <= films; candidate++) {
    const free = (films % candidate === 0 ? 0 : candidate - (films % candidate)) / candidate;
    const stretch = candidate > ideal ? candidate / ideal : ideal / candidate;
    // A map a tenth wider or higher is as good as one with a fifth of its last row free.
    const cost = 2 * (stretch - 1) + free;
    if (cost >= least) continue;
    least = cost;
    across = candidate;
  }
  return createMapGrid(films, across);
}

/** Create a grid with a given number of cells in a row. */
export function createMapGrid(films: number, across: number): MapGrid {
  const rows = Math.ceil(films / across);
  const last = films - (rows - 1) * across;
  const cells = Array.from({ length: films }, (_, i) => {
    const y = Math.floor(i / across);
    return { x: (i % across) + (y === rows - 1 ? (across - last) / 2 : 0), y };
  });
  return { across, rows, cells };
}
