import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { chooseMedoids } from 'chromatheque/cluster';
import fc from '../../support/fast-check.ts';

/** Costs of points on a line: squared distances, times how much each counts. */
function costsOf(points: readonly (readonly [place: number, weight: number])[]): Float64Array {
  return Float64Array.from(points.flatMap(([x, weight]) => points.map(([y]) => weight * (x - y) * (x - y))));
}

const sumCosts = (costs: Float64Array, n: number, chosen: readonly number[]): number =>
  Array.from({ length: n }, (_, i) => Math.min(...chosen.map((j) => costs[i * n + j]!))).reduce((a, b) => a + b, 0);

describe('chooseMedoids', () => {
  it('chooseMedoids finds a choice that no exchange of one point improves', () => {
    const point = fc.tuple(fc.integer({ min: 0, max: 100 }), fc.integer({ min: 1, max: 9 }));
    fc.assert(
      fc.property(fc.array(point, { minLength: 5, maxLength: 12 }), fc.integer({ min: 1, max: 4 }), (points, k) => {
        const n = points.length;
        const costs = costsOf(points);
        const chosen = chooseMedoids(costs, n, k);
        assert.equal(new Set(chosen).size, k);
        const total = sumCosts(costs, n, chosen);
        for (const at of chosen.keys()) {
          for (let other = 0; other < n; other++) {
            if (!chosen.includes(other)) assert.ok(sumCosts(costs, n, chosen.with(at, other)) >= total - 1e-9);
          }
        }
      }),
    );
  });

  it('chooseMedoids chooses the middle of each group, not the point between the groups', () => {
    const points = [0, 1, 2, 50, 98, 99, 100].map((place): [number, number] => [place, 1]);
    assert.deepEqual(chooseMedoids(costsOf(points), 7, 3), [1, 3, 5]);
  });

  it('chooseMedoids chooses all points where there are no more than are wanted', () => {
    assert.deepEqual(chooseMedoids(new Float64Array(4), 2, 16), [0, 1]);
  });
});
