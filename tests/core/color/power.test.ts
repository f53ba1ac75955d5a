import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exponential, logarithm, power } from '#core/color/index';
import fc from '../../support/fast-check.ts';

const close = (actual: number, expected: number, relative: number) =>
  assert.ok(Math.abs(actual - expected) <= relative * Math.abs(expected), `${actual} for ${expected}`);

test('the exponential agrees with Math.exp to 3 units in the last place', () => {
  fc.assert(
    fc.property(fc.double({ min: -700, max: 700, noNaN: true }), (x) => close(exponential(x), Math.exp(x), 7e-16)),
  );
  assert.equal(exponential(0), 1);
});

test('the logarithm agrees with Math.log to 3 units in the last place, and is 0 of 1', () => {
  fc.assert(
    fc.property(fc.double({ min: 1e-300, max: 1e300, noNaN: true }), (x) => close(logarithm(x), Math.log(x), 7e-16)),
  );
  fc.assert(fc.property(fc.double({ min: 0.5, max: 2, noNaN: true }), (x) => close(logarithm(x), Math.log(x), 7e-16)));
  assert.equal(logarithm(1), 0);
});

test('powers agree with Math.pow, and 0 stays 0', () => {
  const bases = fc.double({ min: 1e-12, max: 1e4, noNaN: true });
  fc.assert(
    fc.property(bases, fc.double({ min: -80, max: 80, noNaN: true }), (base, exponent) => {
      const expected = base ** exponent;
      if (expected > 1e-250 && expected < 1e250) close(power(base, exponent), expected, 1e-12);
    }),
  );
  assert.equal(power(0, 2.4), 0);
});
