import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createRandom, kmeans } from '#core/cluster/index';
import fc from '../../support/fast-check.ts';

/** Points on a coarse lattice, so that many coincide, and whole weights, some 0 but never all. */
const weighted = fc
  .array(fc.tuple(fc.nat(4), fc.nat(4), fc.nat(4), fc.nat(9)), { minLength: 1, maxLength: 60 })
  .filter((rows) => rows.some(([, , , weight]) => weight > 0))
  .map((rows) => ({
    points: Float64Array.from(rows.flatMap(([x, y, z]) => [x / 4, y / 4, z / 4])),
    weights: Float64Array.from(rows, ([, , , weight]) => weight),
  }));
const clusters = fc.integer({ min: 1, max: 12 });
const seed = fc.integer({ min: 0, max: 0xffffffff });

function squaredDistance(points: Float64Array, i: number, centroids: Float64Array, c: number): number {
  return [0, 1, 2].reduce((sum, axis) => sum + (points[3 * i + axis]! - centroids[3 * c + axis]!) ** 2, 0);
}

function countDistinct(points: Float64Array, weights: Float64Array): number {
  return new Set([...weights.keys()].filter((i) => weights[i]! > 0).map((i) => points.slice(3 * i, 3 * i + 3).join()))
    .size;
}

test('every point is labelled with a nearest centroid, and shares and inertia say what the labels say', () => {
  fc.assert(
    fc.property(weighted, clusters, seed, ({ points, weights }, k, start) => {
      const { centroids, shares, labels, inertia } = kmeans(points, weights, { clusters: k, seed: start });
      const total = weights.reduce((sum, weight) => sum + weight, 0);
      const masses = new Float64Array(shares.length);
      let cost = 0;
      labels.forEach((label, i) => {
        const own = squaredDistance(points, i, centroids, label);
        for (let c = 0; c < shares.length; c++) assert.ok(own <= squaredDistance(points, i, centroids, c) + 1e-12);
        masses[label]! += weights[i]! / total;
        cost += (weights[i]! / total) * own;
      });
      masses.forEach((mass, c) => {
        assert.ok(Math.abs(mass - shares[c]!) < 1e-12);
      });
      assert.ok(Math.abs(cost - inertia) < 1e-12);
    }),
  );
});

test('clusters are no more than asked or than the distinct points, none empty, no two alike, heaviest first', () => {
  fc.assert(
    fc.property(weighted, clusters, seed, ({ points, weights }, k, start) => {
      const { centroids, shares } = kmeans(points, weights, { clusters: k, seed: start });
      assert.ok(shares.length >= 1 && shares.length <= Math.min(k, countDistinct(points, weights)));
      assert.equal(centroids.length, 3 * shares.length);
      assert.ok(shares.every((share, c) => share > 0 && (c === 0 || share <= shares[c - 1]!)));
      assert.ok(Math.abs(shares.reduce((sum, share) => sum + share, 0) - 1) < 1e-9);
      const spots = [...shares.keys()].map((c) => centroids.slice(3 * c, 3 * c + 3).join());
      assert.equal(new Set(spots).size, shares.length);
    }),
  );
});

test('points a last bit apart, whose means round onto each other, still give no empty or double cluster', () => {
  const random = createRandom(5);
  const draw = (below: number) => Math.floor(random() * below);
  for (let trial = 0; trial < 4000; trial++) {
    const n = 3 + draw(6);
    const points = Float64Array.from({ length: 3 * n }, (_, i) => (i % 3 === 0 ? 0.5 + draw(5) * 2 ** -53 : 0));
    const weights = Float64Array.from({ length: n }, () => 1 + draw(9));
    const options = { clusters: 2 + draw(4), seed: draw(100), restarts: 1, maxIterations: draw(6), tolerance: 0 };
    const { centroids, shares, labels } = kmeans(points, weights, options);
    assert.ok(shares.every((share) => share > 0));
    assert.equal(new Set(Array.from(shares, (_, c) => centroids[3 * c])).size, shares.length);
    assert.equal(new Set(labels).size, shares.length);
  }
});

test('as many clusters as distinct points give every point its own centroid', () => {
  fc.assert(
    fc.property(weighted, seed, ({ points, weights }, start) => {
      const distinct = countDistinct(points, weights);
      const result = kmeans(points, weights, { clusters: distinct, seed: start });
      assert.equal(result.shares.length, distinct);
      assert.ok(result.inertia < 1e-30);
    }),
  );
});

test('inertia never rises from one iteration to the next', () => {
  fc.assert(
    fc.property(weighted, clusters, seed, ({ points, weights }, k, start) => {
      let last = Number.POSITIVE_INFINITY;
      for (let maxIterations = 0; maxIterations < 10; maxIterations++) {
        const options = { clusters: k, seed: start, restarts: 1, maxIterations, tolerance: 0 };
        const { inertia } = kmeans(points, weights, options);
        assert.ok(inertia <= last + 1e-15, `${inertia} after ${last}`);
        last = inertia;
      }
    }),
  );
});

test('scaling all weights by a power of two is irrelevant to the last bit', () => {
  fc.assert(
    fc.property(weighted, clusters, fc.integer({ min: -20, max: 20 }), ({ points, weights }, k, power) => {
      const scaled = weights.map((weight) => weight * 2 ** power);
      assert.deepEqual(kmeans(points, scaled, { clusters: k }), kmeans(points, weights, { clusters: k }));
    }),
  );
});

test('scaling all weights by any factor is irrelevant, within rounding', () => {
  // Corners of a cube, each with a cloud of its own: one best answer, which rounding cannot tip.
  const points = Float64Array.from({ length: 240 }, (_, i) => (((i / 30) >> (i % 3)) & 1) + ((i * 37) % 100) / 1000);
  fc.assert(
    fc.property(fc.double({ min: 1e-6, max: 1e6, noNaN: true }), (factor) => {
      const weights = Float64Array.from({ length: 80 }, (_, i) => 1 + i);
      const plain = kmeans(points, weights, { clusters: 8 });
      const scaled = kmeans(
        points,
        weights.map((weight) => weight * factor),
        { clusters: 8 },
      );
      assert.equal(plain.shares.length, 8);
      plain.centroids.forEach((value, i) => {
        assert.ok(Math.abs(value - scaled.centroids[i]!) < 1e-9);
      });
    }),
  );
});

test('a point of weight two counts as two points', () => {
  fc.assert(
    fc.property(weighted, ({ points, weights }) => {
      const twice = Float64Array.from([...points, ...points]);
      const { centroids } = kmeans(points, weights, { clusters: 1 });
      const double = kmeans(twice, Float64Array.from([...weights, ...weights]), { clusters: 1 });
      centroids.forEach((value, i) => {
        assert.ok(Math.abs(value - double.centroids[i]!) < 1e-12);
      });
    }),
  );
});

test('with enough restarts, few points are split in two as well as any split does', () => {
  const few = fc.array(fc.tuple(fc.nat(99), fc.nat(99), fc.nat(99)), { minLength: 3, maxLength: 7 });
  fc.assert(
    fc.property(few, (rows) => {
      const points = Float64Array.from(rows.flat(), (value) => value / 100);
      const weights = new Float64Array(rows.length).fill(1);
      let least = Number.POSITIVE_INFINITY;
      for (let split = 0; split < 2 ** (rows.length - 1); split++) {
        least = Math.min(least, costOfSplit(points, rows.length, split));
      }
      const { inertia } = kmeans(points, weights, { clusters: 2, restarts: 50, tolerance: 0 });
      assert.ok(Math.abs(inertia - least / rows.length) < 1e-12, `${inertia} for ${least / rows.length}`);
    }),
    { seed: 20, numRuns: 60 },
  );
});

/** Sum of squared distances to the means of the two sides that the bits of `split` name. */
function costOfSplit(points: Float64Array, n: number, split: number): number {
  let cost = 0;
  for (const side of [0, 1]) {
    const members = Array.from({ length: n }, (_, i) => i).filter((i) => ((split >> i) & 1) === side);
    for (let axis = 0; axis < 3; axis++) {
      const values = members.map((i) => points[3 * i + axis]!);
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
      cost += values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
    }
  }
  return cost;
}

test('the same seed gives the same clusters, and inputs are left alone', () => {
  const points = Float64Array.from({ length: 300 }, (_, i) => ((i * 7919) % 1000) / 1000);
  const weights = Float64Array.from({ length: 100 }, (_, i) => 1 + (i % 7));
  const [pointsBefore, weightsBefore] = [points.slice(), weights.slice()];
  const first = kmeans(points, weights, { clusters: 7, seed: 5 });
  assert.deepEqual(kmeans(points, weights, { clusters: 7, seed: 5 }), first);
  assert.deepEqual(points, pointsBefore);
  assert.deepEqual(weights, weightsBefore);
});

test('k-means rejects invalid numbers before any work', () => {
  const [points, weights] = [new Float64Array(6), Float64Array.of(1, 1)];
  const refused = (change: object, message: RegExp) =>
    assert.throws(() => kmeans(points, weights, { clusters: 2, ...change }), { name: 'RangeError', message });
  refused({ clusters: 0 }, /^`clusters`: expected an integer from 1 to 256, got 0$/);
  refused({ restarts: 0 }, /^`restarts`: expected an integer from 1 to 1000, got 0$/);
  refused({ maxIterations: -1 }, /^`maxIterations`/);
  refused({ tolerance: -1 }, /^`tolerance`: expected a number from 0 up, got -1$/);
  refused({ tolerance: Number.NaN }, /^`tolerance`/);
  refused({ seed: -1 }, /^`seed`/);
  assert.throws(() => kmeans(points, Float64Array.of(1), { clusters: 1 }), /^RangeError: `points`: expected 3 values/);
  assert.throws(() => kmeans(points, Float64Array.of(1, -1), { clusters: 1 }), /^RangeError: `weights`/);
  assert.throws(() => kmeans(points, Float64Array.of(0, 0), { clusters: 1 }), /^RangeError: `weights`/);
  assert.throws(() => kmeans(points, Float64Array.of(1, Number.NaN), { clusters: 1 }), /^RangeError: `weights`/);
  assert.throws(() => kmeans(points.fill(Number.NaN), weights, { clusters: 1 }), /^RangeError: `points`/);
  assert.throws(() => kmeans(points, weights, { clusters: '2' as unknown as number }), TypeError);
});
