import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createLoudnessCollector, formatCount } from 'chromatheque/frame';

describe('A count in words', () => {
  it('has a singular for 1 alone', () => {
    assert.deepEqual(
      [0, 1, 2].map((count) => formatCount(count, 'frame')),
      ['0 frames', '1 frame', '2 frames'],
    );
    assert.equal(formatCount(1, 'packet is', 'packets are'), '1 packet is');
    assert.equal(formatCount(2, 'packet is', 'packets are'), '2 packets are');
  });

  it('is right for damaged packets of sound', async () => {
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
