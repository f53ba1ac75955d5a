import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clusterHistogram, createHistogram, createRandom, kmeans, SPACE_NAMES } from '#core/cluster/index';
import fc from '../../support/fast-check.ts';

const pictures = fc
  .array(fc.tuple(fc.nat(255), fc.nat(255), fc.nat(255)), { minLength: 1, maxLength: 300 })
  .map((colors) => Uint8Array.from(colors.flat()));

/** Blobs of colour, soft and of several sizes, within `reach` codes above `floor`. */
function makeBlobs(seed: number, floor: number, reach: number): Uint8Array {
  const random = createRandom(seed);
  const blobs = Array.from({ length: 12 }, () => [random(), random(), random()].map((x) => floor + reach * x));
  const pixels = Array.from({ length: 5000 }, () => {
    const blob = blobs[Math.floor(12 * random() * random())]!;
    return blob.map((code) => Math.max(0, Math.min(255, Math.round(code + 0.2 * reach * (random() + random() - 1)))));
  });
  return Uint8Array.from(pixels.flat());
}

/** Mean squared distance of all pixels to the nearest of the centroids, codes / 255. */
function measureInertia(pixels: Uint8Array, centroids: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < pixels.length; i += 3) {
    let least = Number.POSITIVE_INFINITY;
    for (let c = 0; c < centroids.length; c += 3) {
      const [r, g, b] = [0, 1, 2].map((axis) => pixels[i + axis]! / 255 - centroids[c + axis]!) as [
        number,
        number,
        number,
      ];
      least = Math.min(least, r * r + g * g + b * b);
    }
    sum += least;
  }
  return sum / (pixels.length / 3);
}

test('pictures are clustered within 1 % of the best of fifty starts over every pixel, near-black ones of some twelve codes within 5 %', () => {
  for (const [floor, reach, most] of [
    [0, 255, 1.01],
    [1, 12, 1.05],
    [100, 40, 1.01],
  ] as const) {
    const count = createHistogram({ space: 'rgb' });
    let ours = 0;
    let best = 0;
    for (let seed = 1; seed <= 4; seed++) {
      const pixels = makeBlobs(seed, floor, reach);
      ours += measureInertia(pixels, clusterHistogram(count(pixels), 7, 1).centroids);
      const points = Float64Array.from(pixels, (code) => code / 255);
      const weights = new Float64Array(pixels.length / 3).fill(1);
      best += kmeans(points, weights, { clusters: 7, restarts: 50, tolerance: 1e-5 }).inertia;
    }
    assert.ok(ours <= most * best, `codes from ${floor} over ${reach}: ${(ours / best).toFixed(4)} times the best`);
  }
});

test('clusters are no more than asked or than the bins, none empty, no two alike, heaviest first, in every space', () => {
  for (const space of SPACE_NAMES) {
    const count = createHistogram({ space });
    fc.assert(
      fc.property(pictures, fc.integer({ min: 1, max: 32 }), (pixels, k) => {
        const histogram = count(pixels);
        const { centroids, shares } = clusterHistogram(histogram, k, 1);
        assert.ok(shares.length >= 1 && shares.length <= Math.min(k, histogram.weights.length));
        assert.ok(shares.every((share, c) => share > 0 && (c === 0 || share <= shares[c - 1]!)));
        assert.ok(Math.abs(shares.reduce((sum, share) => sum + share, 0) - 1) < 1e-9);
        assert.equal(
          new Set(Array.from(shares, (_, c) => centroids.slice(3 * c, 3 * c + 3).join())).size,
          shares.length,
        );
      }),
      { numRuns: 60 },
    );
  }
});

test('a picture twice as large with the same colours has the same clusters, to the last bit', () => {
  const count = createHistogram();
  fc.assert(
    fc.property(pictures, fc.integer({ min: 1, max: 12 }), (pixels, k) => {
      const once = clusterHistogram(count(pixels), k, 1);
      assert.deepEqual(clusterHistogram(count(Uint8Array.from([...pixels, ...pixels])), k, 1), once);
    }),
    { numRuns: 60 },
  );
});
