import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createRandom } from '#core/cluster/index';
import fc from '../../support/fast-check.ts';

const MASK = 0xffffffffn;

/** mulberry32 in unbounded integers, cut to 32 bits by hand: the oracle. */
function* mulberry32(seed: bigint): Generator<number> {
  for (let state = seed; ; ) {
    state = (state + 0x6d2b79f5n) & MASK;
    let x = ((state ^ (state >> 15n)) * (state | 1n)) & MASK;
    x ^= (x + (((x ^ (x >> 7n)) * (x | 61n)) & MASK)) & MASK;
    yield Number(x ^ (x >> 14n)) / 2 ** 32;
  }
}

test('random numbers are those of mulberry32, for any seed', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 0xffffffff }), (seed) => {
      const random = createRandom(seed);
      const oracle = mulberry32(BigInt(seed));
      for (let i = 0; i < 20; i++) assert.equal(random(), oracle.next().value);
    }),
  );
});

test('random numbers spread evenly from 0 to below 1', () => {
  const random = createRandom(1);
  const counts = new Uint32Array(10);
  for (let i = 0; i < 100_000; i++) counts[Math.floor(random() * 10)]!++;
  for (const count of counts) assert.ok(Math.abs(count - 10_000) < 400, `${counts}`);
});

test('rejects a seed that is not an integer from 0 to 2^32 - 1', () => {
  for (const seed of [-1, 0.5, 2 ** 32, Number.NaN]) {
    assert.throws(() => createRandom(seed), {
      name: 'RangeError',
      message: `\`seed\`: expected an integer from 0 to 4294967295, got ${seed}`,
    });
  }
  assert.throws(() => createRandom('1' as unknown as number), TypeError);
});
