import assert from 'node:assert/strict';
import { test } from 'node:test';
import Color from 'colorjs.io';
import {
  linearToSrgb,
  linearToSrgb8,
  multiplyMatrices,
  SRGB_TO_XYZ,
  SRGB8_TO_LINEAR,
  srgbToLinear,
  XYZ_TO_SRGB,
} from '#core/color/index';
import fc from '../../support/fast-check.ts';

const unit = fc.double({ min: 0, max: 1, noNaN: true });

test('decoding agrees with colorjs.io', () => {
  fc.assert(
    fc.property(unit, (code) => {
      const expected = new Color('srgb', [code, 0, 0]).to('srgb-linear').coords[0]!;
      assert.ok(Math.abs(srgbToLinear(code) - expected) < 1e-14);
    }),
  );
});

test('encoding undoes decoding', () => {
  fc.assert(fc.property(unit, (code) => assert.ok(Math.abs(linearToSrgb(srgbToLinear(code)) - code) < 1e-7)));
});

test('every 8-bit code survives decoding and encoding', () => {
  for (let code = 0; code < 256; code++) assert.equal(linearToSrgb8(SRGB8_TO_LINEAR[code]!), code);
});

test('8-bit encoding rounds exactly at the half way between any two codes', () => {
  for (let code = 0; code < 255; code++) {
    const edge = srgbToLinear((code + 0.5) / 255);
    assert.equal(linearToSrgb8(edge), code + 1);
    assert.equal(linearToSrgb8(edge * (1 - Number.EPSILON)), code);
  }
});

test('8-bit encoding agrees with rounding the encoded value, and clamps what is outside', () => {
  fc.assert(
    fc.property(unit, (light) => assert.equal(linearToSrgb8(light), Math.round(linearToSrgb(light) * 255))),
    { numRuns: 2000 },
  );
  for (const [light, code] of [
    [-1, 0],
    [Number.NaN, 0],
    [1.5, 255],
    [Number.POSITIVE_INFINITY, 255],
  ] as const) {
    assert.equal(linearToSrgb8(light), code);
  }
});

test('the XYZ matrices undo each other and put white at the D65 of IEC 61966-2-1', () => {
  const identity = [1, 0, 0, 0, 1, 0, 0, 0, 1];
  multiplyMatrices(XYZ_TO_SRGB, SRGB_TO_XYZ).forEach((value, i) => {
    assert.ok(Math.abs(value - identity[i]!) < 1e-15);
  });
  const [x, y, z] = [0, 3, 6].map((row) => SRGB_TO_XYZ[row]! + SRGB_TO_XYZ[row + 1]! + SRGB_TO_XYZ[row + 2]!);
  assert.ok(Math.abs(x! - 0.3127 / 0.329) < 1e-15);
  assert.ok(Math.abs(y! - 1) < 1e-15);
  assert.ok(Math.abs(z! - (1 - 0.3127 - 0.329) / 0.329) < 1e-15);
});
