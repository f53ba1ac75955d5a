import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from '../fast-check.ts';
import { moveEarth, paletteDistance } from './earth-movers-distance.ts';

const permutations = (items: readonly number[]): number[][] =>
  items.length < 2
    ? [[...items]]
    : items.flatMap((item) => permutations(items.filter((other) => other !== item)).map((rest) => [item, ...rest]));

describe("The earth mover's distance", () => {
  it('of equal parts is the cheapest of all pairings', () => {
    const cost = fc.integer({ min: 0, max: 100 });
    const square = fc
      .integer({ min: 1, max: 5 })
      .chain((n) => fc.array(fc.array(cost, { minLength: n, maxLength: n }), { minLength: n, maxLength: n }));
    fc.assert(
      fc.property(square, (costs) => {
        const n = costs.length;
        const shares = costs.map(() => 1 / n);
        const all = permutations(costs.map((_, i) => i)).map(
          (order) => order.reduce((sum, j, i) => sum + costs[i]![j]!, 0) / n,
        );
        assert.ok(Math.abs(moveEarth(shares, shares, costs) - Math.min(...all)) < 1e-9);
      }),
    );
  });

  it('splits what must be split', () => {
    assert.ok(Math.abs(moveEarth([0.7, 0.3], [0.5, 0.5], [[0, 10], [10, 0]]) - 2) < 1e-9); // biome-ignore format: a table
    assert.ok(Math.abs(moveEarth([0.2, 0.8], [0.6, 0.4], [[1, 3], [2, 7]]) - (0.2 * 3 + 0.6 * 2 + 0.2 * 7)) < 1e-9); // biome-ignore format: a table
  });

  it('is nothing between equal palettes, and the colour difference between single colours', () => {
    const palette = [
      { color: '#203040', share: 0.6 },
      { color: '#a08060', share: 0.4 },
    ];
    assert.equal(paletteDistance(palette, palette.toReversed()), 0);
    const [black, white] = ['#000000', '#ffffff'].map((color) => [{ color, share: 1 }]);
    assert.ok(Math.abs(paletteDistance(black!, white!) - 100) < 0.01);
  });
});
