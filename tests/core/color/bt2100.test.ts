import assert from 'node:assert/strict';
import { test } from 'node:test';
import Color from 'colorjs.io';
import {
  bt1886ToLinear,
  HLG_PEAK_NITS,
  hlgSceneToNits,
  hlgToScene,
  linearToBt1886,
  linearToBt1886Code,
  nitsToPq,
  PQ_PEAK_NITS,
  pqToNits,
  REFERENCE_WHITE_NITS,
  sceneToHlg,
} from '#core/color/index';
import fc from '../../support/fast-check.ts';

const unit = fc.double({ min: 0, max: 1, noNaN: true });
const steps = Array.from({ length: 1024 }, (_, i) => i / 1023);

const close = (actual: number, expected: number, relative: number) =>
  assert.ok(Math.abs(actual - expected) <= relative * Math.max(1e-6, Math.abs(expected)), `${actual} for ${expected}`);

test('every 10-bit PQ code is the luminance that colorjs.io computes', () => {
  for (const code of steps) {
    // colorjs.io counts in whites of 203 cd/m2.
    const expected = new Color('rec2100pq', [code, code, code]).to('rec2100-linear').coords[0]! * 203;
    close(pqToNits(code), expected, 1e-11);
  }
});

test('PQ has its ends and its BT.2408 levels where the standards print them', () => {
  assert.equal(pqToNits(0), 0);
  close(pqToNits(1), PQ_PEAK_NITS, 1e-12);
  // BT.2408-8, table 1: 18 % grey 26 cd/m2 at 38 % PQ, reference white 203 cd/m2 at 58 %.
  assert.equal(Math.round(nitsToPq(26) * 100), 38);
  assert.equal(Math.round(nitsToPq(REFERENCE_WHITE_NITS) * 100), 58);
  fc.assert(fc.property(unit, (code) => assert.ok(Math.abs(nitsToPq(pqToNits(code)) - code) < 1e-6)));
});

test('every 10-bit HLG code is the scene light that colorjs.io computes', () => {
  // colorjs.io has white, 75 %, at 1: it multiplies scene light by 3.7743, and rounds the constants b and c to eight digits.
  for (const code of steps) {
    const expected = new Color('rec2100hlg', [code, code, code]).to('rec2100-linear').coords[0]! / 3.7743;
    close(hlgToScene(code), expected, 1e-7);
  }
  fc.assert(fc.property(unit, (code) => assert.ok(Math.abs(sceneToHlg(hlgToScene(code)) - code) < 1e-12)));
  close(hlgToScene(1), 1, 1e-7);
});

test('HLG on a display of 1,000 cd/m2 has its BT.2408 levels, and its OOTF is a power of 1.2 of luminance', () => {
  const grey = (code: number) => hlgSceneToNits(hlgToScene(code), hlgToScene(code), hlgToScene(code))[1];
  assert.equal(Math.round(grey(0.75)), 203);
  assert.equal(Math.round(grey(0.38)), 26);
  close(grey(1), HLG_PEAK_NITS, 1e-6);
  fc.assert(
    fc.property(unit, unit, unit, (r, g, b) => {
      const gain = 1000 * (0.2627 * r + 0.678 * g + 0.0593 * b) ** 0.2;
      for (const [i, light] of hlgSceneToNits(r, g, b).entries()) close(light, gain * [r, g, b][i]!, 1e-12);
    }),
  );
});

test('the BT.1886 curve is a power of 2.4, and its 8-bit encoding rounds exactly', () => {
  fc.assert(
    fc.property(unit, (code) => {
      close(bt1886ToLinear(code), code ** 2.4, 1e-13);
      close(linearToBt1886(bt1886ToLinear(code)), code, 1e-13);
    }),
  );
  for (let code = 0; code < 255; code++) {
    const edge = bt1886ToLinear((code + 0.5) / 255);
    assert.equal(linearToBt1886Code(edge), code + 1);
    assert.equal(linearToBt1886Code(edge * (1 - Number.EPSILON)), code);
  }
  assert.deepEqual([-1, Number.NaN, 1.5].map(linearToBt1886Code), [0, 0, 255]);
});
