import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { measureTrack, PACKET_KEY, type PacketIndex, planDraft } from '#core/frame/index';
import fc from '../../support/fast-check.ts';

/** A film with a frame every 10 ticks and key frames at the given indexes. */
function film(frames: number, keys: readonly number[]): PacketIndex {
  return {
    timeBase: { num: 1, den: 100 },
    pts: Float64Array.from({ length: frames }, (_, i) => 10 * i),
    dts: Float64Array.from({ length: frames }, (_, i) => 10 * i),
    durations: new Float64Array(frames).fill(10),
    sizes: new Float64Array(frames).fill(100),
    flags: Uint8Array.from({ length: frames }, (_, i) => (keys.includes(i) ? PACKET_KEY : 0)),
  };
}

const plan = (index: PacketIndex, instants: readonly number[]) =>
  planDraft(index, measureTrack(index, 0), Float64Array.from(instants));

describe('The plan of a draft', () => {
  it('plans a draft from the key frame nearest to each instant, each once', () => {
    const { ticks } = plan(film(100, [0, 20, 50]), [10, 90, 110, 340, 360, 990]);
    assert.deepEqual([...ticks], [0, 200, 500]);
    assert.deepEqual([...plan(film(100, [0, 20, 50]), [90]).ticks], [0]);
  });

  it('decodes one packet per key frame of a draft', () => {
    const { spans, answers } = plan(film(100, [0, 20, 50]), [10, 500]);
    const runs = spans.flatMap(({ runs }) => runs);
    assert.deepEqual(
      runs.map(({ entry, packets }) => [entry.packet, packets]),
      [
        [0, 1],
        [50, 1],
      ],
    );
    assert.deepEqual(
      runs.flatMap(({ wanted }) => [...wanted]),
      [...answers],
    );
  });

  it('plans an empty draft if no packet is marked as key', () => {
    assert.equal(plan(film(10, []), [5, 50]).ticks.length, 0);
  });

  it('never chooses a key frame if another one is nearer to the instant', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 0, max: 99 }), { minLength: 1 }),
        fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 1 }),
        (keys, times) => {
          const instants = times.toSorted((a, b) => a - b);
          const chosen = [...plan(film(100, keys), instants).ticks];
          assert.ok(chosen.length <= instants.length);
          assert.deepEqual(
            chosen,
            [...new Set(chosen)].sort((a, b) => a - b),
          );
          for (const instant of instants) {
            const nearest = Math.min(...keys.map((key) => Math.abs(10 * key - instant)));
            assert.ok(chosen.some((ticks) => Math.abs(ticks - instant) === nearest));
          }
        },
      ),
    );
  });
});
