import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { measureTrack, PACKET_HIDDEN, type PacketIndex } from '#core/frame/index';

function index(packets: readonly { pts?: number; dts?: number; duration?: number; flags?: number }[]): PacketIndex {
  return {
    timeBase: { num: 1, den: 25 },
    pts: Float64Array.from(packets, ({ pts = Number.NaN }) => pts),
    dts: Float64Array.from(packets, ({ dts = Number.NaN }) => dts),
    durations: Float64Array.from(packets, ({ duration = 0 }) => duration),
    sizes: new Float64Array(packets.length).fill(1),
    flags: Uint8Array.from(packets, ({ flags = 0 }) => flags),
  };
}

describe('A track', () => {
  it('measures a track from its first frame to the end of its last in presentation order', () => {
    const track = measureTrack(
      index([
        { pts: 2, duration: 1 },
        { pts: 5, duration: 3 },
        { pts: 3, duration: 1 },
      ]),
      2,
    );
    assert.deepEqual(track, { firstTicks: 2, endTicks: 8, frames: 3, isTimed: true });
  });

  it('ignores packets outside the edit list', () => {
    const hidden = { pts: -5, duration: 1, flags: PACKET_HIDDEN };
    const track = measureTrack(index([hidden, { pts: 0, duration: 1 }, { pts: 1, duration: 1 }]), 0);
    assert.deepEqual([track.firstTicks, track.endTicks, track.frames], [0, 2, 2]);
  });

  it('gives the last frame the average duration if none is stated', () => {
    assert.equal(measureTrack(index([{ pts: 0 }, { pts: 2 }, { pts: 4 }]), 0).endTicks, 6);
  });

  it('measures a track without presentation times by decoding times from its first frame', () => {
    const track = measureTrack(
      index([
        { dts: 0, duration: 1 },
        { dts: 1, duration: 1 },
        { pts: 9, dts: 2, duration: 1 },
      ]),
      1,
    );
    assert.deepEqual(track, { firstTicks: 1, endTicks: 4, frames: 3, isTimed: false });
  });
});
