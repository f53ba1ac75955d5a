import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { planInstants, planSound, splitSoundRuns } from '#core/frame/index';

describe('The sound of a film', () => {
  it('cuts sound into at most 16 spans of about equal length with every instant once, in order', () => {
    for (const n of [1, 2, 15, 16, 17, 300, 3601]) {
      const instants = planInstants(0, 100, n);
      const spans = planSound(instants);
      assert.equal(spans.length, Math.min(16, n));
      assert.deepEqual(
        spans.flatMap((span) => [...span.instants]),
        [...instants],
      );
      for (const { first, instants: part } of spans) assert.equal(part[0], instants[first]);
      const sizes = spans.map((span) => span.instants.length);
      assert.ok(Math.max(...sizes) - Math.min(...sizes) <= 1);
    }
  });

  it('decodes sound in one run if windows are close, in several if not', () => {
    const runs = splitSoundRuns(Float64Array.of(1, 1.1, 1.79, 2.5, 9, 9.7), 0.3);
    assert.deepEqual(
      runs.map((run) => [...run]),
      [[1, 1.1, 1.79], [2.5], [9, 9.7]],
    );
  });
});
