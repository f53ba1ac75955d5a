import assert from 'node:assert/strict';
import { test } from 'node:test';
import { absorbPhantoms, type Clusters, mergeSimilar } from 'chromatheque/cluster';
import { deltaE2000, linearSrgbToLab, oklabToLinearSrgb, parseHex, srgb8ToOklab } from 'chromatheque/color';
import fc from '../support/fast-check.ts';

/** Clusters of hex colours with shares in parts of a thousand, heaviest first. */
function clustersOf(colors: Record<string, number>): Clusters {
  const rows = Object.entries(colors).sort(([, share], [, share2]) => share2 - share);
  return {
    centroids: Float64Array.from(srgb8ToOklab(Uint8Array.from(rows.flatMap(([hex]) => parseHex(hex))))),
    shares: Float64Array.from(rows, ([, share]) => share / 1000),
  };
}

const anyClusters = fc
  .uniqueArray(fc.nat(0xffffff), { minLength: 1, maxLength: 10 })
  .map((codes) =>
    clustersOf(
      Object.fromEntries(codes.map((code) => [`#${code.toString(16).padStart(6, '0')}`, 1000 / codes.length])),
    ),
  );

function smallestDifference({ centroids, shares }: Clusters): number {
  const labs = Array.from(shares, (_, i) => {
    const [L, a, b] = centroids.subarray(3 * i, 3 * i + 3) as unknown as [number, number, number];
    return linearSrgbToLab(...oklabToLinearSrgb(L, a, b));
  });
  return Math.min(...labs.flatMap((lab, i) => labs.slice(0, i).map((other) => deltaE2000(other, lab))));
}

test('after merging, all clusters are the threshold apart, and nothing of the shares or the mean is lost', () => {
  fc.assert(
    fc.property(anyClusters, fc.integer({ min: 0, max: 40 }), (clusters, threshold) => {
      const merged = mergeSimilar(clusters, { threshold });
      assert.ok(smallestDifference(merged) >= threshold);
      assert.ok(Math.abs(merged.shares.reduce((sum, share) => sum + share, 0) - 1) < 1e-12);
      for (let axis = 0; axis < 3; axis++) {
        const mean = ({ centroids, shares }: Clusters) =>
          shares.reduce((sum, share, i) => sum + share * centroids[3 * i + axis]!, 0);
        assert.ok(Math.abs(mean(merged) - mean(clusters)) < 1e-12);
      }
    }),
  );
});

test('clusters that are the threshold apart already are left as they are', () => {
  fc.assert(
    fc.property(anyClusters, (clusters) => {
      const merged = mergeSimilar(clusters, { threshold: Math.min(100, smallestDifference(clusters)) });
      assert.deepEqual([...merged.shares].sort(), [...clusters.shares].sort());
    }),
  );
});

test('two reds that nobody would name apart become one, weighted by their shares; a blue stays', () => {
  const { centroids, shares } = mergeSimilar(clustersOf({ '#c03028': 600, '#c83830': 200, '#2040a0': 200 }));
  assert.deepEqual([...shares], [0.8, 0.2]);
  const reds = srgb8ToOklab(Uint8Array.of(0xc0, 0x30, 0x28, 0xc8, 0x38, 0x30));
  assert.ok(Math.abs(centroids[0]! - (0.75 * reds[0]! + 0.25 * reds[3]!)) < 1e-12);
});

test('a small blend of two heavier colours goes to the nearer of them, which keeps its colour', () => {
  const clusters = clustersOf({ '#000000': 900, '#ffffff': 90, '#bcbcbc': 10 });
  const { centroids, shares } = absorbPhantoms(clusters);
  assert.deepEqual(centroids, clusters.centroids.slice(0, 6));
  assert.ok(Math.abs(shares[1]! - 0.1) < 1e-12);
});

test('a blend that fills more than an edge stays', () => {
  assert.equal(absorbPhantoms(clustersOf({ '#000000': 800, '#ffffff': 170, '#bcbcbc': 30 })).shares.length, 3);
});

test('a small red in a grey picture is no blend and stays, but a speck of it does not', () => {
  const greys = { '#101010': 600, '#f0f0f0': 300 };
  assert.equal(absorbPhantoms(clustersOf({ ...greys, '#808080': 96, '#c01020': 4 })).shares.length, 4);
  assert.equal(absorbPhantoms(clustersOf({ ...greys, '#808080': 99.5, '#c01020': 0.5 })).shares.length, 3);
});

test('an edge whose lightness is of one colour and whose chroma is half-way to another, as in video, is a blend', () => {
  // Luma of the yellow, chroma between it and the purple: far off the straight line between the two.
  const clusters = clustersOf({ '#a00087': 860, '#fbf747': 130, '#ffd59f': 10 });
  assert.deepEqual(
    [...absorbPhantoms(clusters).shares].map((share) => Math.round(1000 * share)),
    [860, 140],
  );
});
