import assert from 'node:assert/strict';
import { test } from 'node:test';
import { coarsenHistogram, createHistogram, SPACE_NAMES, type Space } from '#core/cluster/index';
import { linearSrgbToOklab, SRGB8_TO_LINEAR, srgb8ToLab } from '#core/color/index';
import fc from '../../support/fast-check.ts';

const pictures = fc
  .array(fc.tuple(fc.nat(255), fc.nat(255), fc.nat(255)), { minLength: 1, maxLength: 200 })
  .map((colors) => Uint8Array.from(colors.flat()));

/** Where white is about 1 away from black, by the exact conversions. */
const POINT_OF: Record<Space, (r: number, g: number, b: number) => readonly number[]> = {
  oklab: (r, g, b) => linearSrgbToOklab(SRGB8_TO_LINEAR[r]!, SRGB8_TO_LINEAR[g]!, SRGB8_TO_LINEAR[b]!),
  rgb: (...codes) => codes.map((code) => code / 255),
  lab: (...codes) => srgb8ToLab(...codes).map((value) => value / 100),
};

/** Bins by a Map and means by the exact conversion: the oracle. */
function countSlowly(pixels: Uint8Array, bits: number, space: Space): { mean: number[]; weight: number }[] {
  const bins = new Map<number, { sum: number[]; weight: number }>();
  for (let i = 0; i < pixels.length; i += 3) {
    const codes = [...pixels.subarray(i, i + 3)];
    const key = codes.reduce((sum, code) => sum * 2 ** bits + Math.floor(code / 2 ** (8 - bits)), 0);
    const bin = bins.get(key) ?? { sum: [0, 0, 0], weight: 0 };
    POINT_OF[space](codes[0]!, codes[1]!, codes[2]!).forEach((value, axis) => {
      bin.sum[axis]! += value;
    });
    bin.weight++;
    bins.set(key, bin);
  }
  return [...bins]
    .sort(([key], [key2]) => key - key2)
    .map(([, { sum, weight }]) => ({ mean: sum.map((value) => value / weight), weight }));
}

test('each bin has the true mean of its pixels and their number, in the order of the codes', () => {
  for (const [bits, space] of [3, 4, 5, 6].flatMap((n) => SPACE_NAMES.map((name) => [n, name] as const))) {
    const count = createHistogram({ bits, space });
    fc.assert(
      fc.property(pictures, (pixels) => {
        const { colors, weights, codes } = count(pixels);
        const expected = countSlowly(pixels, bits, space);
        assert.deepEqual(
          [...weights],
          expected.map(({ weight }) => weight),
        );
        assert.ok(codes.every((code, i) => i === 0 || code > codes[i - 1]!));
        expected.forEach(({ mean }, bin) => {
          mean.forEach((value, axis) => {
            assert.ok(Math.abs(colors[3 * bin + axis]! - value) < 3e-6);
          });
        });
      }),
      { numRuns: 20 },
    );
  }
});

test('the order of the pixels is irrelevant to the last bit', () => {
  for (const space of SPACE_NAMES) {
    const count = createHistogram({ bits: 3, space });
    fc.assert(
      fc.property(pictures, (pixels) => {
        const forward = count(pixels).colors.slice();
        const backward = new Uint8Array(pixels.length);
        for (let i = 0; i < pixels.length; i += 3) backward.set(pixels.subarray(i, i + 3), pixels.length - 3 - i);
        assert.deepEqual(count(backward).colors, forward);
      }),
    );
  }
});

test('coarser bins are what counting by fewer bits gives', () => {
  const fine = createHistogram();
  fc.assert(
    fc.property(pictures, fc.integer({ min: 3, max: 6 }), (pixels, bits) => {
      const coarse = coarsenHistogram(fine(pixels), bits);
      const direct = createHistogram({ bits })(pixels);
      assert.deepEqual(coarse.codes, direct.codes);
      assert.deepEqual(coarse.weights, direct.weights);
      coarse.colors.forEach((value, i) => {
        assert.ok(Math.abs(value - direct.colors[i]!) < 1e-12);
      });
    }),
    { numRuns: 50 },
  );
});

test('a histogram does not depend on earlier calls', () => {
  const used = createHistogram();
  fc.assert(
    fc.property(pictures, (pixels) => assert.deepEqual(used(pixels), createHistogram()(pixels))),
    {
      numRuns: 30,
    },
  );
});

test('histogram rejects bits out of range and incomplete pixels', () => {
  for (const bits of [2, 7, 4.5]) assert.throws(() => createHistogram({ bits }), RangeError);
  assert.throws(() => createHistogram({ space: 'hsv' as Space }), {
    name: 'RangeError',
    message: '`space`: expected oklab, rgb or lab, got "hsv"',
  });
  assert.throws(() => createHistogram({ space: 7 as unknown as Space }), TypeError);
  const count = createHistogram();
  assert.throws(() => count(new Uint8Array(0)), {
    name: 'RangeError',
    message: '`pixels`: expected r g b triples, at least one, got 0 values',
  });
  assert.throws(() => count(new Uint8Array(5)), RangeError);
  assert.throws(() => count([1, 2, 3] as unknown as Uint8Array), {
    name: 'TypeError',
    message: '`pixels`: expected a Uint8Array, got Array',
  });
});
