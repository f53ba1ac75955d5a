import assert from 'node:assert/strict';
import { test } from 'node:test';
import { absorbEdgeBlends, type Clusters, type Groups, mergeSimilar } from '#core/cluster/index';
import { parseHex, srgb8ToOklab } from '#core/color/index';
import fc from '../../support/fast-check.ts';

/** Clusters of hex colours with shares in parts of a thousand, heaviest first. */
function clustersOf(colors: Record<string, number>): Clusters {
  const rows = Object.entries(colors).sort(([, share], [, share2]) => share2 - share);
  return {
    centroids: Float64Array.from(srgb8ToOklab(Uint8Array.from(rows.flatMap(([hex]) => parseHex(hex))))),
    shares: Float64Array.from(rows, ([, share]) => share / 1000),
  };
}

const unit = fc.double({ min: 0, max: 0.75, noNaN: true });
const signed = fc.double({ min: -0.4, max: 0.4, noNaN: true });
const share = fc.double({ min: 0.001, max: 1, noNaN: true });
const sum = (values: Float64Array): number => values.reduce((total, value) => total + value, 0);

test('two groups closer than a viewer tells apart become one at their weighted mean; one further away stays', () => {
  const points = Float64Array.of(0.3, 0, 0, 0.34, 0, 0, 0.3, 0.2, 0);
  const merged = mergeSimilar({ points, shares: Float64Array.of(0.3, 0.1, 0.6) });
  assert.deepEqual(
    [...merged.shares].map((share) => Math.round(10 * share)),
    [4, 6],
  );
  assert.ok(Math.abs(merged.points[0]! - 0.31) < 1e-12);
  assert.deepEqual([...merged.points.subarray(3)], [0.3, 0.2, 0]);
});

test('merged colours are the further apart the more there are, at most 16, and keep the sum of shares and the mean', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(unit, signed, signed, share), { minLength: 1, maxLength: 40 }), (rows) => {
      const groups = {
        points: Float64Array.from(rows.flatMap((row) => row.slice(0, 3))),
        shares: Float64Array.from(rows, ([, , , share]) => share),
      };
      const merged = mergeSimilar(groups);
      const count = merged.shares.length;
      assert.ok(count <= 16);
      for (let i = 0; i < count; i++) {
        for (let j = 0; j < i; j++) {
          const [x, y, z] = [0, 1, 2].map((axis) => merged.points[3 * i + axis]! - merged.points[3 * j + axis]!);
          assert.ok(Math.hypot(x!, y!, z!) >= 0.095 + 0.005 * Math.max(0, count - 6) - 1e-12);
        }
      }
      assert.ok(Math.abs(sum(merged.shares) - sum(groups.shares)) < 1e-9);
      for (let axis = 0; axis < 3; axis++) {
        const moment = (of: Groups) => sum(of.shares.map((share, i) => share * of.points[3 * i + axis]!));
        assert.ok(Math.abs(moment(merged) - moment(groups)) < 1e-9);
      }
    }),
  );
});

test('a small blend of two heavier colours goes to the nearer of them, which keeps its colour', () => {
  const clusters = clustersOf({ '#000000': 900, '#ffffff': 90, '#bcbcbc': 10 });
  const { centroids, shares } = absorbEdgeBlends(clusters);
  assert.deepEqual(centroids, clusters.centroids.slice(0, 6));
  assert.ok(Math.abs(shares[1]! - 0.1) < 1e-12);
});

test('a blend that fills more than an edge stays', () => {
  assert.equal(absorbEdgeBlends(clustersOf({ '#000000': 800, '#ffffff': 170, '#bcbcbc': 30 })).shares.length, 3);
});

test('a small red in a grey picture is no blend and stays, but a speck of it does not', () => {
  const greys = { '#101010': 600, '#f0f0f0': 300 };
  assert.equal(absorbEdgeBlends(clustersOf({ ...greys, '#808080': 96, '#c01020': 4 })).shares.length, 4);
  assert.equal(absorbEdgeBlends(clustersOf({ ...greys, '#808080': 99.5, '#c01020': 0.5 })).shares.length, 3);
});

test('an edge whose lightness is of one colour and whose chroma is half-way to another, as in video, is a blend', () => {
  // Luma of the yellow, chroma between it and the purple: far off the straight line between the two.
  const clusters = clustersOf({ '#a00087': 860, '#fbf747': 130, '#ffd59f': 10 });
  assert.deepEqual(
    [...absorbEdgeBlends(clusters).shares].map((share) => Math.round(1000 * share)),
    [860, 140],
  );
});
