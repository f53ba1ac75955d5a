import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createLoudnessCollector } from '#core/frame/index';

describe('The loudness collector', () => {
  it('the loudness collector warns of one damaged packet of sound, and of several', async () => {
    for (const [damagedPackets, warning] of [
      [1, '1 damaged packet of sound'],
      [2, '2 damaged packets of sound'],
    ] as const) {
      const listening = createLoudnessCollector(
        Float64Array.of(1),
        async () => ({ info: undefined, loudness: [null], damagedPackets, problem: null }),
        () => {},
      );
      for (const span of listening.spans) await listening.collect(span);
      assert.deepEqual(listening.warnings(), [warning]);
    }
  });
});
