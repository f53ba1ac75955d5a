import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { describeTrackChoice, needsTrackStarts, rankVideoTracks, type VideoTrack } from '#core/frame/index';

const track = (stream: number, rest: Partial<VideoTrack> = {}): VideoTrack => ({
  stream,
  width: 640,
  height: 480,
  isDefault: false,
  isForImpaired: false,
  frames: 1000,
  seconds: 40,
  ...rest,
});

const rank = (...args: Parameters<typeof rankVideoTracks>) => rankVideoTracks(...args).map(({ stream }) => stream);

describe('The rank of video tracks', () => {
  it('ranks a still last, regardless of its size and flags', () => {
    assert.deepEqual(rank([track(0, { frames: 1, seconds: 0.04, width: 4000, isDefault: true }), track(1)]), [1, 0]);
    assert.deepEqual(rank([track(0, { frames: 1, seconds: 40, isDefault: true }), track(1)]), [1, 0]);
  });

  it('ranks an intro after the film', () => {
    assert.deepEqual(rank([track(0, { frames: 200, seconds: 8, isDefault: true }), track(1)]), [1, 0]);
  });

  it('ranks moving pictures before longer slides', () => {
    assert.deepEqual(rank([track(0, { frames: 10, seconds: 100 }), track(1)]), [1, 0]);
  });

  it('ranks tracks of similar length by flags, then size, then order', () => {
    assert.deepEqual(rank([track(0), track(1, { isDefault: true, width: 320 })]), [1, 0]);
    assert.deepEqual(rank([track(0, { isForImpaired: true }), track(1)]), [1, 0]);
    assert.deepEqual(rank([track(0), track(1, { width: 1920 })]), [1, 0]);
    assert.deepEqual(rank([track(1, { frames: 990 }), track(0)]), [0, 1]);
  });

  it('ranks a track without any frame last', () => {
    assert.deepEqual(rank([track(0, { width: 0, isDefault: true }), track(1)]), [1, 0]);
  });

  it('compares counted packets if one track states no length', () => {
    const tracks = [track(0, { frames: 1, seconds: null }), track(1, { frames: null, seconds: 40 })];
    assert.ok(needsTrackStarts(tracks));
    const starts = new Map([
      [0, { packets: 1, seconds: 0 }],
      [1, { packets: 999, seconds: 39.9 }],
    ]);
    assert.deepEqual(rank(tracks, starts), [1, 0]);
  });

  it('counts no packets if there is one track, or all lengths are stated', () => {
    assert.ok(!needsTrackStarts([track(0, { frames: null })]));
    assert.ok(!needsTrackStarts([track(0), track(1)]));
  });

  it('describes the chosen track if there are several', () => {
    assert.equal(describeTrackChoice([track(0)]), null);
    assert.equal(
      describeTrackChoice([track(2), track(1, { width: 320 }), track(0)]),
      'the file has 3 video tracks; stream 2 (640x480) is read, not stream 0 (640x480), stream 1 (320x480)',
    );
  });
});
