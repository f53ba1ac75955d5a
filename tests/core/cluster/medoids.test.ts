import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { chooseMedoids } from '#core/cluster/index';
import fc from '../../support/fast-check.ts';

type Point = readonly [place: number, weight: number];

/** Costs of points on a line: squared distances to each candidate, times how much the point counts. */
function costsOf(points: readonly Point[], candidates: readonly number[]): Float64Array {
  return Float64Array.from(candidates.flatMap((y) => points.map(([x, weight]) => weight * (x - y) * (x - y))));
}

function sumCosts(costs: Float64Array, n: number, chosen: readonly number[]): number {
  const m = costs.length / n;
  const least = Array.from({ length: m }, (_, i) => Math.min(...chosen.map((j) => costs[j * m + i]!)));
  return least.reduce((a, b) => a + b, 0);
}

describe('chooseMedoids', () => {
  it('chooseMedoids finds a choice that no exchange of one candidate improves', () => {
    const place = fc.integer({ min: 0, max: 100 });
    const points = fc.array(fc.tuple(place, fc.integer({ min: 1, max: 9 })), { minLength: 1, maxLength: 12 });
    const candidates = fc.array(place, { minLength: 5, maxLength: 12 });
    fc.assert(
      fc.property(points, candidates, fc.integer({ min: 1, max: 4 }), (points, candidates, k) => {
        const n = candidates.length;
        const costs = costsOf(points, candidates);
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
    const places = [0, 1, 2, 50, 98, 99, 100];
    const points = places.map((place): Point => [place, 1]);
    assert.deepEqual(chooseMedoids(costsOf(points, places), 7, 3), [1, 3, 5]);
  });

  it('chooseMedoids exchanges a candidate that lies between two groups for the middle of one', () => {
    // The first choice is 10, nearest to all; the best two are 0 and 20.
    const points = [0, 0, 20, 20].map((place): Point => [place, 1]);
    assert.deepEqual(chooseMedoids(costsOf(points, [10, 0, 20]), 3, 2), [1, 2]);
  });

  it('chooseMedoids chooses all candidates where there are no more than are wanted', () => {
    assert.deepEqual(chooseMedoids(new Float64Array(4), 2, 16), [0, 1]);
  });
});
