import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createRandom } from '#core/cluster/index';
import { formatHex, oklabToSrgb8 } from '#core/color/index';
import {
  type ComparedPalette,
  createMapGrid,
  type MapGrid,
  mapFilms,
  planMapGrid,
  preparePalette,
} from '#core/compare/index';

/** A film of three colours around a lightness and a hue. */
function filmAt(L: number, a: number, b: number): ComparedPalette {
  const colors = [-0.1, 0, 0.1].map((step) => formatHex(...oklabToSrgb8(L + step, a, b)));
  return preparePalette([...new Set(colors)].map((color, i) => ({ color, share: [0.5, 0.3, 0.2][i]! })));
}

/** Films of any colours, seeded. */
function inventFilms(count: number): ComparedPalette[] {
  const random = createRandom(5);
  return Array.from({ length: count }, () =>
    filmAt(0.2 + 0.6 * random(), 0.16 * (random() - 0.5), 0.16 * (random() - 0.5)),
  );
}

/** Mean distance of films in neighbouring cells, as a share of that of all pairs. */
function measureNeighbours(
  { cells }: MapGrid,
  filmOf: readonly number[],
  matrix: readonly (readonly number[])[],
): number {
  const sums = { all: [0, 0], near: [0, 0] };
  for (const [i, one] of cells.entries()) {
    for (const [j, other] of cells.entries()) {
      if (i >= j) continue;
      const isNear = Math.abs(one.x - other.x) + Math.abs(one.y - other.y) <= 1;
      for (const sum of isNear ? [sums.all, sums.near] : [sums.all]) {
        sum[0]! += matrix[filmOf[i]!]![filmOf[j]!]!;
        sum[1]!++;
      }
    }
  }
  return sums.near[0]! / sums.near[1]! / (sums.all[0]! / sums.all[1]!);
}

describe('A map of films', () => {
  it('gives every film a cell, and the same map each time', () => {
    for (const count of [2, 3, 7, 61, 150]) {
      const films = inventFilms(count);
      const grid = planMapGrid(count, 1.5);
      const { filmOf, matrix } = mapFilms(films, grid);
      assert.deepEqual(
        [...filmOf].sort((i, j) => i - j),
        films.map((_, i) => i),
      );
      assert.equal(matrix.length, count);
      assert.deepEqual(mapFilms(films, grid).filmOf, filmOf);
    }
  });

  it('makes similar films neighbours, also where lightness and warmth do not tell them apart', () => {
    const random = createRandom(6);
    // From green to magenta, across the direction of warm colours.
    const films = Array.from({ length: 140 }, () => {
      const [t, noise] = [0.18 * (random() - 0.5), () => 0.02 * (random() - 0.5)];
      return filmAt(0.5 + noise(), -0.766 * t + noise(), 0.643 * t + noise());
    });
    const grid = planMapGrid(140, 1.4);
    const { filmOf, matrix } = mapFilms(films, grid);
    const share = measureNeighbours(grid, filmOf, matrix);
    const given = measureNeighbours(grid, [...films.keys()], matrix);
    assert.ok(share < 0.3 && given > 0.9, `${share} ${given}`);
  });

  it('puts light films to the top, dark ones to the bottom, warm ones to the left and cool ones to the right', () => {
    const [warm, cool] = [[0.05, 0.08] as const, [-0.02, -0.08] as const];
    const films = [...[filmAt(0.3, ...cool), filmAt(0.75, ...warm), filmAt(0.3, ...warm), filmAt(0.75, ...cool)]];
    assert.deepEqual(mapFilms(films, createMapGrid(4, 2)).filmOf, [1, 3, 2, 0]);
  });

  it('places films that are all equal', () => {
    const films = Array.from({ length: 6 }, () => filmAt(0.5, 0, 0));
    assert.deepEqual([...mapFilms(films, createMapGrid(6, 3)).filmOf].sort(), [0, 1, 2, 3, 4, 5]);
  });

  it('refuses fewer than two films, more than 1,000, and a grid of another size', () => {
    const films = inventFilms(3);
    assert.throws(() => mapFilms(films.slice(0, 1), createMapGrid(1, 1)), /`palettes`: expected 2 to 1000, got 1/);
    const many = Array.from({ length: 1001 }, () => films[0]!);
    assert.throws(() => mapFilms(many, createMapGrid(1001, 40)), /got 1001/);
    assert.throws(() => mapFilms(films, createMapGrid(4, 2)), /`grid`: expected 3 cells, one for each film, got 4/);
  });
});

describe('The grid of a map', () => {
  it('has about the proportion that was asked for, and a last row as full as possible', () => {
    for (const [films, proportion, across, rows] of [
      [20, 1, 4, 5],
      [20, 1.4, 5, 4],
      [12, 1.2, 4, 3],
      [200, 1, 17, 12],
      [2, 1.4, 2, 1],
      [1000, 2, 40, 25],
    ] as const) {
      const grid = planMapGrid(films, proportion);
      assert.deepEqual([grid.across, grid.rows], [across, rows], `${films} ${proportion}`);
      assert.equal(grid.cells.length, films);
    }
  });

  it('centres a shorter last row', () => {
    assert.deepEqual(createMapGrid(5, 3).cells, [
      { x: 0, y: 0 },
      { x: 1, y: 0 },
      { x: 2, y: 0 },
      { x: 0.5, y: 1 },
      { x: 1.5, y: 1 },
    ]);
  });
});
