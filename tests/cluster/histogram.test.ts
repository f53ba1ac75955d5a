import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createHistogram } from 'chromatheque/cluster';
import { linearSrgbToOklab, SRGB8_TO_LINEAR } from 'chromatheque/color';
import fc from 'fast-check';

const pictures = fc
  .array(fc.tuple(fc.nat(255), fc.nat(255), fc.nat(255)), { minLength: 1, maxLength: 200 })
  .map((colors) => Uint8Array.from(colors.flat()));

/** Bins by a Map and means by the exact conversion: the oracle. */
function countSlowly(pixels: Uint8Array, bits: number): { mean: number[]; weight: number }[] {
  const bins = new Map<number, { sum: number[]; weight: number }>();
  for (let i = 0; i < pixels.length; i += 3) {
    const codes = [...pixels.subarray(i, i + 3)];
    const key = codes.reduce((sum, code) => sum * 2 ** bits + Math.floor(code / 2 ** (8 - bits)), 0);
    const bin = bins.get(key) ?? { sum: [0, 0, 0], weight: 0 };
    const [r, g, b] = codes.map((code) => SRGB8_TO_LINEAR[code]!) as [number, number, number];
    linearSrgbToOklab(r, g, b).forEach((value, axis) => {
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
  for (const bits of [3, 4, 5, 6]) {
    const count = createHistogram({ bits });
    fc.assert(
      fc.property(pictures, (pixels) => {
        const { colors, weights, pixels: total } = count(pixels);
        const expected = countSlowly(pixels, bits);
        assert.deepEqual(
          [...weights],
          expected.map(({ weight }) => weight),
        );
        assert.equal(total, pixels.length / 3);
        expected.forEach(({ mean }, bin) => {
          mean.forEach((value, axis) => {
            assert.ok(Math.abs(colors[3 * bin + axis]! - value) < 2e-6);
          });
        });
      }),
      { numRuns: 50 },
    );
  }
});

test('the order of the pixels is irrelevant to the last bit', () => {
  const count = createHistogram({ bits: 3 });
  fc.assert(
    fc.property(pictures, (pixels) => {
      const forward = count(pixels).colors.slice();
      const backward = new Uint8Array(pixels.length);
      for (let i = 0; i < pixels.length; i += 3) backward.set(pixels.subarray(i, i + 3), pixels.length - 3 - i);
      assert.deepEqual(count(backward).colors, forward);
    }),
  );
});

test('what was counted before is irrelevant', () => {
  const used = createHistogram();
  fc.assert(
    fc.property(pictures, (pixels) => assert.deepEqual(used(pixels), createHistogram()(pixels))),
    {
      numRuns: 30,
    },
  );
});

test('bits out of range and pixels that are none are refused', () => {
  for (const bits of [2, 7, 4.5]) assert.throws(() => createHistogram({ bits }), RangeError);
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
