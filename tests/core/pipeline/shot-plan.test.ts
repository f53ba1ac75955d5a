import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type FilmInfo, PACKET_HIDDEN, PACKET_KEY, type PacketIndex } from '#core/frame/index';
import { planSamples } from '#core/pipeline/index';

/** A film of 25 frames per second, with a key frame per second. */
function makeTrack(frames: number): { info: FilmInfo; index: PacketIndex } {
  const pts = Float64Array.from({ length: frames }, (_, i) => 100 + 40 * i);
  const index = {
    timeBase: { num: 1, den: 1000 },
    pts,
    dts: pts,
    durations: new Float64Array(frames).fill(40),
    sizes: new Float64Array(frames).fill(1000),
    flags: Uint8Array.from(pts, (_, i) => (i % 25 === 0 ? PACKET_KEY : 0)),
  };
  const track = { firstTicks: 100, endTicks: 100 + 40 * frames, frames, isTimed: true };
  return { info: { track, timeBase: index.timeBase } as FilmInfo, index };
}

const wantedOf = ({ spans }: ReturnType<typeof planSamples>) =>
  spans.flatMap(({ runs }) => runs.flatMap(({ wanted }) => [...wanted]));

describe('The plan of a film with shots', () => {
  const film = makeTrack(250);

  it('wants every frame once, and answers the same instants with the same frames', () => {
    const range = { from: 0, to: 10, samples: 7 };
    const plan = planSamples(film, range, 'exact', true);
    assert.deepEqual(wantedOf(plan), [...film.index.pts]);
    const without = planSamples(film, range, 'exact', false);
    assert.deepEqual([plan.times, plan.answers], [without.times, without.answers]);
    assert.equal(without.shots, null);
  });

  it('wants the frames of a range, with their numbers in the film', () => {
    const plan = planSamples(film, { from: 1.01, to: 2, samples: 3 }, 'exact', true);
    const { first, end, frames } = plan.shots!;
    // 1.01 s is in the middle of frame 25, and frame 50 begins at 2 s.
    assert.deepEqual([first, end, frames.length], [25, 50, 250]);
    assert.deepEqual(wantedOf(plan), [...frames.subarray(25, 50)]);
  });

  it('has two key frames per second, the same ones for a part of the film', () => {
    const keysOf = (from: number, to: number) => [
      ...planSamples(film, { from, to, samples: 3 }, 'exact', true).shots!.keys,
    ];
    const all = keysOf(0, 10);
    assert.equal(all.length, 20);
    const part = keysOf(3, 5);
    assert.deepEqual(
      part,
      all.filter((ticks) => ticks >= 100 + 3000 && ticks < 100 + 5000),
    );
  });

  it('leaves out frames that are not shown', () => {
    const flags = film.index.flags.map((flag, i) => (i === 30 ? PACKET_HIDDEN : flag));
    const plan = planSamples(
      { ...film, index: { ...film.index, flags } },
      { from: 0, to: 10, samples: 7 },
      'exact',
      true,
    );
    assert.equal(wantedOf(plan).length, 249);
    assert.equal(plan.shots!.frames.length, 249);
  });
});
