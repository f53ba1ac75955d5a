import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { FilmInfo } from '#core/frame/index';
import { createColumnCollector, type FrameColors } from '#core/pipeline/index';

/** A film of four columns at 0.5, 1.5, 2.5 and 3.5 s; the first two show the same frame. */
const film = {
  info: { track: { firstTicks: 100 }, timeBase: { num: 1, den: 10 } } as FilmInfo,
  times: Float64Array.of(0.5, 1.5, 2.5, 3.5),
  answers: Float64Array.of(102, 102, 120, 130),
};
const swatches = [{ color: '#ff0000', share: 1 }];
const frameAt = (pts: number): FrameColors => ({ wanted: pts, pts, swatches });
const sound = { rms: 0.1, lufs: -20 };

function collect(waitsForSound: boolean) {
  const completed: number[] = [];
  const collector = createColumnCollector(film, waitsForSound, (index) => completed.push(index));
  return { collector, completed };
}

describe('The column collector', () => {
  it("puts a frame into each column that it answers, with its time on the film's own clock", () => {
    const { collector, completed } = collect(false);
    assert.deepEqual(collector.putFrame(frameAt(102)), [0, 1]);
    assert.deepEqual(completed, [0, 1]);
    const [one, other] = collector.columns();
    assert.deepEqual(one, { time: 0.5, frameTime: 0.2, swatches });
    assert.deepEqual(other, { time: 1.5, frameTime: 0.2, swatches });
  });

  it('ignores a frame that a retried span gives again', () => {
    const { collector, completed } = collect(false);
    collector.putFrame(frameAt(120));
    assert.deepEqual(collector.putFrame({ wanted: 120, pts: Number.NaN, swatches: [] }), []);
    assert.deepEqual(completed, [2]);
    assert.equal(collector.columns()[2]!.frameTime, 2);
  });

  it('completes a column once both its frame and its sound are there, in either order', () => {
    const { collector, completed } = collect(true);
    collector.putFrame(frameAt(120));
    collector.putSound(3, { sound });
    assert.deepEqual(completed, []);
    collector.putSound(2, { sound });
    collector.putFrame(frameAt(130));
    assert.deepEqual(completed, [2, 3]);
    assert.deepEqual(collector.columns()[3]!.sound, sound);
  });

  it('gives columns without a frame neither swatches nor a time of a frame', () => {
    const { collector } = collect(false);
    collector.putFrame({ wanted: 130, pts: Number.NaN, swatches: [] });
    const empty = { frameTime: null, swatches: [] };
    assert.deepEqual(collector.columns().slice(2), [
      { time: 2.5, ...empty },
      { time: 3.5, ...empty },
    ]);
  });
});
