import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createSignalRecorder, FEATURES, joinSignals, type ShotSignal, type SmallFrame } from '#core/shots/index';
import fc from '../../support/fast-check.ts';
import { makeSmallFrame } from '../../support/pictures/small-frames.ts';

const FRAMES = 260;
const film = Array.from({ length: FRAMES }, (_, i) => makeSmallFrame(Math.floor(i / 37), i));

/** Record the frames from one up to another. */
function record(from: number, to: number): ShotSignal {
  const recorder = createSignalRecorder();
  for (let i = from; i < to; i++) recorder.put(10 * i, film[i]!);
  return recorder.finish();
}

describe('The signal of a film', () => {
  const whole = joinSignals([record(0, FRAMES)]);

  it('has a row of features per frame, and its time', () => {
    assert.deepEqual(
      [...whole.times],
      Array.from(film, (_, i) => 10 * i),
    );
    assert.equal(whole.features.length, FRAMES * FEATURES);
    // The first frames of scenes differ from the frames before them.
    assert.ok(whole.features[FEATURES * 37]! > whole.features[FEATURES * 36]! + 20);
  });

  it('is the same for any number of parts, in any order, short ones too', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 1, max: FRAMES - 1 }), { minLength: 1, maxLength: 6 }),
        fc.boolean(),
        (cuts, reverse) => {
          const borders = [0, ...cuts.sort((a, b) => a - b), FRAMES];
          const parts = borders.slice(1).map((end, i) => record(borders[i]!, end));
          const joined = joinSignals(reverse ? parts.reverse() : parts);
          assert.deepEqual(joined.times, whole.times);
          assert.deepEqual(joined.features, whole.features);
        },
      ),
      { numRuns: 10 },
    );
  });

  it('leaves out a frame that comes later than its successor', () => {
    const recorder = createSignalRecorder();
    for (const [i, frame] of film.slice(0, 50).entries()) {
      recorder.put(10 * i, frame);
      if (i === 30) recorder.put(250, film[200]!);
    }
    const { times, features } = joinSignals([recorder.finish()]);
    const expected = joinSignals([record(0, 50)]);
    assert.deepEqual(times, expected.times);
    assert.deepEqual(features, expected.features);
  });

  it('is empty without frames', () => {
    const empty = joinSignals([createSignalRecorder().finish()]);
    assert.equal(empty.times.length, 0);
    assert.equal(empty.features.length, 0);
  });

  it('has a row for a single frame', () => {
    const recorder = createSignalRecorder();
    recorder.put(0, film[0] as SmallFrame);
    assert.equal(joinSignals([recorder.finish()]).features.length, FEATURES);
  });
});
