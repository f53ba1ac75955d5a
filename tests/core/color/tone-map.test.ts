import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PQ_PEAK_NITS, REFERENCE_WHITE_NITS, toneMap } from '#core/color/index';
import fc from '../../support/fast-check.ts';

const MOST = PQ_PEAK_NITS / REFERENCE_WHITE_NITS;

test('light up to 176 cd/m2 is left as it is', () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 176 / 203, noNaN: true }), (light) => assert.equal(toneMap(light), light)),
  );
});

test('reference white lands on 96 % of the signal, 10,000 cd/m2 on all of it', () => {
  assert.ok(Math.abs(toneMap(1) - 0.96 ** 2.4) < 1e-12);
  assert.ok(Math.abs(toneMap(MOST) - 1) < 1e-12);
  assert.equal(toneMap(2 * MOST), 1);
});

test('more light never gives less, nor more than itself, and the curve has no bend at the knee', () => {
  const lights = fc.double({ min: 0, max: MOST, noNaN: true });
  fc.assert(
    fc.property(lights, lights, (a, b) => {
      assert.ok(toneMap(Math.min(a, b)) <= toneMap(Math.max(a, b)));
      assert.ok(toneMap(a) <= a);
    }),
  );
  for (let light = 0; light < 2; light += 1e-4) {
    const slopes = [toneMap(light + 1e-4) - toneMap(light), toneMap(light + 2e-4) - toneMap(light + 1e-4)];
    assert.ok(Math.abs(slopes[1]! - slopes[0]!) < 1e-6, `${light}`);
  }
});
