import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  type Keyframe,
  listKeyframes,
  PACKET_HIDDEN,
  PACKET_KEY,
  type PacketIndex,
  planKeyframes,
  planLetterboxSamples,
  spreadKeyframes,
  type Track,
} from '#core/frame/index';
import fc from '../../support/fast-check.ts';

const TRACK: Track = { firstTicks: 0, endTicks: 100, frames: 10, isTimed: true };

function index(
  flags: readonly number[],
  times: { pts?: readonly number[]; dts?: readonly number[] } = {},
): PacketIndex {
  const evenly = flags.map((_, i) => 10 * i);
  return {
    timeBase: { num: 1, den: 10 },
    pts: Float64Array.from(times.pts ?? evenly),
    dts: Float64Array.from(times.dts ?? evenly),
    durations: Float64Array.from(flags, () => 10),
    sizes: Float64Array.from(flags, () => 1000),
    flags: Uint8Array.from(flags),
  };
}

const K = PACKET_KEY;

describe('Key frames', () => {
  it('lists key frames in order of time, without hidden ones', () => {
    const packets = index([K | PACKET_HIDDEN, K, 0, K, 0, K], { pts: [0, 10, 20, 50, 40, 30] });
    assert.deepEqual(listKeyframes(packets, TRACK), [
      { packet: 1, ticks: 10 },
      { packet: 5, ticks: 30 },
      { packet: 3, ticks: 50 },
    ]);
  });

  it('estimates times of key frames from decoding times, and drops those without any', () => {
    const none = Number.NaN;
    const packets = index([K, 0, K, K], { pts: [none, none, none, none], dts: [-20, -10, 0, none] });
    const track = { ...TRACK, firstTicks: 5, isTimed: false };
    assert.deepEqual(listKeyframes(packets, track), [
      { packet: 0, ticks: 5 },
      { packet: 2, ticks: 25 },
    ]);
  });

  it('chooses key frames evenly by time, including the first and the last, none twice', () => {
    const times = fc.uniqueArray(fc.integer({ min: 0, max: 10_000 }), { minLength: 1, maxLength: 300 });
    fc.assert(
      fc.property(times, fc.integer({ min: 2, max: 60 }), (ticks, count) => {
        const all = ticks.sort((a, b) => a - b).map((time, packet): Keyframe => ({ packet, ticks: time }));
        const chosen = spreadKeyframes(all, count);
        assert.ok(chosen.length <= count);
        assert.ok(all.length > count || chosen.length === all.length);
        assert.equal(chosen[0], all[0]);
        assert.equal(chosen.at(-1), all.at(-1));
        assert.ok(chosen.every((one, i) => i === 0 || one.ticks > chosen[i - 1]!.ticks));
      }),
    );
  });

  it('decodes each key frame from its own packet, in at most 16 spans', () => {
    const packets = index(Array.from({ length: 100 }, (_, i) => (i % 2 === 0 ? K : 0)));
    const { spans, lead } = planKeyframes(packets, TRACK, listKeyframes(packets, TRACK));
    assert.equal(lead, 0);
    assert.ok(spans.length <= 16 && spans.length > 8);
    const runs = spans.flatMap((span) => span.runs);
    assert.deepEqual(
      runs.map(({ entry, packets: count, wanted }) => [entry.packet, count, ...wanted]),
      Array.from({ length: 50 }, (_, i) => [2 * i, 1, 20 * i]),
    );
    assert.deepEqual(planKeyframes(packets, TRACK, []).spans, []);
  });

  it('requests key frames of a film without times by an instant after its end', () => {
    const none = Number.NaN;
    const packets = index([K, 0, K], { pts: [none, none, none] });
    const track = { ...TRACK, isTimed: false };
    const { spans, lead } = planKeyframes(packets, track, listKeyframes(packets, track));
    const wanted = spans.flatMap(({ runs }) => runs.flatMap((run) => [...run.wanted]));
    assert.ok(wanted.every((instant) => instant >= track.endTicks));
    assert.deepEqual(
      wanted.map((instant) => instant - lead),
      [0, 20],
    );
  });
});

describe('Looks at a short film', () => {
  it('spreads letterbox samples over a short film, regardless of key frames', () => {
    const { spans } = planLetterboxSamples(index([K, 0, 0, 0, 0, 0, 0, 0, 0, 0]), TRACK, 4);
    const wanted = spans.flatMap(({ runs }) => runs.flatMap((run) => [...run.wanted]));
    assert.deepEqual(wanted, [10, 30, 60, 80]);
  });
});
