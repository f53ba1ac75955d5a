import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cubeRoot, fifthRoot } from '#core/color/index';
import fc from '../../support/fast-check.ts';

const positive = fc.double({ min: 1e-300, max: 1e300, noNaN: true });

test('roots agree with the engine within two units in the last place', () => {
  fc.assert(
    fc.property(positive, (x) => {
      assert.ok(Math.abs(cubeRoot(x) / Math.cbrt(x) - 1) <= 4.5e-16, `cube root of ${x}`);
      const fifth = fifthRoot(x);
      // Against the power, not against Math.pow(x, 0.2): 0.2 is no double.
      assert.ok(Math.abs((fifth * fifth * fifth * fifth * fifth) / x - 1) <= 3e-15, `fifth root of ${x}`);
    }),
    { numRuns: 2000 },
  );
});

test('roots of powers of whole numbers up to 100 are whole', () => {
  for (let n = 1; n <= 100; n++) {
    assert.ok(Math.abs(cubeRoot(n * n * n) - n) <= n * 3e-16, `cube root of ${n}^3`);
    assert.ok(Math.abs(fifthRoot(n * n * n * n * n) - n) <= n * 3e-16, `fifth root of ${n}^5`);
  }
});

test('roots of negative numbers are negative, and 0, NaN and the infinities are their own', () => {
  assert.equal(cubeRoot(-8), -2);
  assert.equal(fifthRoot(-32), -2);
  for (const root of [cubeRoot, fifthRoot]) {
    for (const own of [0, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]) assert.equal(root(own), own);
  }
});
