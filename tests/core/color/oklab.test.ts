import assert from 'node:assert/strict';
import { test } from 'node:test';
import Color from 'colorjs.io';
import {
  linearSrgbToOklab,
  oklabToLinearSrgb,
  oklabToSrgb8,
  SRGB8_TO_LINEAR,
  srgb8ToOklab,
  XYZ_TO_SRGB,
} from '#core/color/index';
import fc from '../../support/fast-check.ts';

const byte = fc.integer({ min: 0, max: 255 });
const linear = (code: number) => SRGB8_TO_LINEAR[code]!;

/** Every 17th code of each channel, and its neighbours in the dark: 8,000 colours. */
function gridColors(): Uint8Array {
  const codes = [0, 1, 2, 3, 5, 8, 13, 17, 34, 51, 68, 85, 102, 119, 136, 170, 187, 221, 254, 255];
  return Uint8Array.from(codes.flatMap((r) => codes.flatMap((g) => codes.flatMap((b) => [r, g, b]))));
}

test('OKLab agrees with colorjs.io', () => {
  fc.assert(
    fc.property(byte, byte, byte, (r, g, b) => {
      const expected = new Color('srgb', [r / 255, g / 255, b / 255]).to('oklab').coords as number[];
      linearSrgbToOklab(linear(r), linear(g), linear(b)).forEach((value, i) => {
        assert.ok(Math.abs(value - expected[i]!) < 1e-13);
      });
    }),
  );
});

// https://bottosson.github.io/posts/oklab/#table-of-example-xyz-and-oklab-pairs, printed to three decimals.
for (const { xyz, lab } of [
  { xyz: [0.95, 1, 1.089], lab: [1, 0, 0] },
  { xyz: [1, 0, 0], lab: [0.45, 1.236, -0.019] },
  { xyz: [0, 1, 0], lab: [0.922, -0.671, 0.263] },
  { xyz: [0, 0, 1], lab: [0.153, -1.415, -0.449] },
]) {
  test(`XYZ ${xyz.join(' ')} is OKLab ${lab.join(' ')}, as Ottosson prints it`, () => {
    const rgb = [0, 3, 6].map((row) =>
      xyz.reduce((sum, value, column) => sum + value * XYZ_TO_SRGB[row + column]!, 0),
    ) as [number, number, number];
    linearSrgbToOklab(...rgb).forEach((value, i) => {
      assert.ok(Math.abs(value - lab[i]!) < 1.1e-3, `${value} for ${lab[i]}`);
    });
  });
}

test('converting back gives the light that went in', () => {
  fc.assert(
    fc.property(byte, byte, byte, (r, g, b) => {
      const light = [linear(r), linear(g), linear(b)] as const;
      oklabToLinearSrgb(...linearSrgbToOklab(...light)).forEach((value, i) => {
        assert.ok(Math.abs(value - light[i]!) < 1e-13);
      });
    }),
  );
});

test('the batch path is within 2e-6 of the exact one', () => {
  const pixels = gridColors();
  const batch = srgb8ToOklab(pixels);
  let worst = 0;
  for (let i = 0; i < pixels.length; i += 3) {
    const exact = linearSrgbToOklab(linear(pixels[i]!), linear(pixels[i + 1]!), linear(pixels[i + 2]!));
    for (let c = 0; c < 3; c++) worst = Math.max(worst, Math.abs(batch[i + c]! - exact[c]!));
  }
  assert.ok(worst < 2e-6, `worst error ${worst}`);
});

test('the batch path and the way back give every colour of the grid its own codes', () => {
  const pixels = gridColors();
  const batch = srgb8ToOklab(pixels);
  for (let i = 0; i < pixels.length; i += 3) {
    assert.deepEqual(oklabToSrgb8(batch[i]!, batch[i + 1]!, batch[i + 2]!), [...pixels.subarray(i, i + 3)]);
  }
});

test('every grey has a = b = 0 exactly, white has L = 1 and black L = 0', () => {
  const greys = Uint8Array.from({ length: 768 }, (_, i) => Math.floor(i / 3));
  const lab = srgb8ToOklab(greys);
  for (let code = 0; code < 256; code++) {
    assert.deepEqual([...lab.subarray(code * 3 + 1, code * 3 + 3)], [0, 0], `grey ${code}`);
    assert.deepEqual(oklabToSrgb8(lab[code * 3]!, 0, 0), [code, code, code]);
  }
  assert.equal(lab[0], 0);
  assert.equal(lab[765], 1);
});

test('batch values are multiples of 2^-24, so that their sums are exact in any order', () => {
  for (const value of srgb8ToOklab(gridColors())) assert.ok(Number.isInteger(value * 2 ** 24));
});

test('a colour outside the gamut keeps its lightness and hue and gives up chroma', () => {
  const [L, a, b] = [0.6, -0.3, 0.2];
  const codes = oklabToSrgb8(L, a, b);
  const [l2, a2, b2] = linearSrgbToOklab(linear(codes[0]), linear(codes[1]), linear(codes[2]));
  assert.ok(Math.abs(l2 - L) < 0.005);
  assert.ok(Math.abs(Math.atan2(b2, a2) - Math.atan2(b, a)) < 0.03);
  assert.ok(Math.hypot(a2, b2) > 0.1 && Math.hypot(a2, b2) < Math.hypot(a, b));
  assert.deepEqual(oklabToSrgb8(1.2, 0.1, 0), [255, 255, 255]);
  assert.deepEqual(oklabToSrgb8(-0.1, 0.1, 0), [0, 0, 0]);
});

test('pixels that are no triples, or an output of another length, are refused', () => {
  assert.throws(() => srgb8ToOklab(new Uint8Array(4)), {
    name: 'RangeError',
    message: '`pixels`: expected r g b triples, got 4 values',
  });
  assert.throws(() => srgb8ToOklab(new Uint8Array(6), new Float32Array(3)), {
    name: 'RangeError',
    message: '`out`: expected 6 values, got 3',
  });
});
