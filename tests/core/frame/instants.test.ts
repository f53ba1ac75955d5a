import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { limitSamples, planInstants, toTicks } from '#core/frame/index';
import fc from '../../support/fast-check.ts';

describe('Instants', () => {
  it('plans instants at the midpoints of equal slices', () => {
    assert.deepEqual([...planInstants(10, 14, 4)], [10.5, 11.5, 12.5, 13.5]);
  });

  it('plans instants inside their range, in order', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1e5, noNaN: true }),
        fc.double({ min: 0.01, max: 1e5, noNaN: true }),
        fc.integer({ min: 1, max: 500 }),
        (from, length, n) => {
          const instants = planInstants(from, from + length, n);
          assert.equal(instants.length, n);
          for (const [i, time] of instants.entries()) {
            assert.ok(time >= from && time <= from + length);
            if (i > 0) assert.ok(time > instants[i - 1]!);
          }
        },
      ),
    );
  });

  it('limits instants to the number of frames, with at least one', () => {
    assert.equal(limitSamples(3600, 231.45833333333334, 24), 3600);
    assert.equal(limitSamples(10_000, 231.45833333333334, 24), 5555);
    assert.equal(limitSamples(10_000, 0.001, 24), 1);
    assert.equal(limitSamples(7, 1000, 24), 7);
  });

  it('converts an instant at the time of a frame to exactly its ticks', () => {
    const timeBase = { num: 1, den: 90_000 };
    const ticks = toTicks(Float64Array.of(31 / 25, 1 / 3), 126_000, timeBase);
    assert.equal(ticks[0], 126_000 + 111_600);
    assert.equal(ticks[1], 126_000 + 30_000);
  });
});
