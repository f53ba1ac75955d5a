import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { findTransitions, scoreFrames } from '#core/shots/index';
import { type Look, measureLooks, mix, move, paintScene, plain } from '../../support/pictures/small-scene.ts';

const FRAMES = 60;
/** Frames by which the ends of a gradual transition may be off. */
const ENDS = 5;

/** A shot under a camera that pans slowly. */
const pan = (seed: number, frames = FRAMES): Look[] =>
  Array.from({ length: frames }, (_, t) => move(paintScene(seed), 0.002 * t));

function detect(looks: readonly Look[]) {
  const features = measureLooks(looks);
  return findTransitions(features, scoreFrames(features));
}

/** Join two shots by `frames` frames that `between` makes; `share` grows from 0 to 1, both exclusive. */
function join(
  one: readonly Look[],
  other: readonly Look[],
  frames: number,
  between: (one: Look, other: Look, share: number) => Look,
): Look[] {
  const joined = Array.from({ length: frames }, (_, i) => between(one.at(-1)!, other[0]!, (i + 1) / (frames + 1)));
  return [...one, ...joined, ...other];
}

/** Check that the one transition found is of a kind, and begins and ends where it should, within {@link ENDS}. */
function assertOnly(looks: readonly Look[], kind: string, begin: number, end: number): void {
  const found = detect(looks);
  assert.deepEqual(
    found.map((one) => one.kind),
    [kind],
  );
  const { fromFrame, toFrame } = found[0]!;
  assert.ok(Math.abs(fromFrame - begin) <= ENDS && Math.abs(toFrame - end) <= ENDS, `${fromFrame} to ${toFrame}`);
}

/** Change some frames of a shot. */
const disturb = (frames: readonly Look[], from: number, to: number, change: (look: Look, t: number) => Look): Look[] =>
  frames.map((look, t) => (t >= from && t < to ? change(look, t - from) : look));

describe('Finding transitions', () => {
  it('finds a cut at the first frame of the new shot', () => {
    for (const seed of [1, 2, 3, 4, 5, 6]) {
      const found = detect([...pan(seed), ...pan(seed + 10)]);
      assert.deepEqual(found, [{ kind: 'cut', fromFrame: FRAMES, toFrame: FRAMES }]);
    }
  });

  it('finds the first and the last frame of a dissolve', () => {
    for (const frames of [12, 24, 40])
      assertOnly(join(pan(1), pan(12), frames, mix), 'dissolve', FRAMES, FRAMES + frames);
  });

  it('names a fade to black, and one from black', () => {
    const black = Array.from({ length: FRAMES }, () => plain(0));
    assertOnly(join(pan(1), black, 20, mix), 'fade-out', FRAMES, FRAMES + 20);
    assertOnly(join(black, pan(2), 20, mix), 'fade-in', FRAMES, FRAMES + 20);
  });

  it('splits a fade through black where the picture is gone', () => {
    const looks = join(join(pan(1), [plain(0)], 15, mix), pan(2), 15, mix);
    const found = detect(looks);
    assert.deepEqual(
      found.map(({ kind }) => kind),
      ['fade-out', 'fade-in'],
    );
    assert.ok(Math.abs(found[0]!.toFrame - (FRAMES + 15)) <= 1, `black at ${found[0]!.toFrame}`);
    assert.equal(found[1]!.fromFrame, found[0]!.toFrame + 1);
  });

  it('names a wipe', () => {
    const wipe = (one: Look, other: Look, share: number) => mix(one, other, (x) => Number(x < share));
    assertOnly(join(pan(1), pan(12), 18, wipe), 'wipe', FRAMES, FRAMES + 18);
  });

  it('finds no transition in a shot', () => {
    assert.deepEqual(detect(pan(1, 200)), []);
  });

  it('finds no transition at a flash', () => {
    const lit = (look: Look): Look => mix(look, plain(255), 0.7);
    for (const frames of [1, 2, 3]) {
      for (const seed of [1, 3, 5]) assert.deepEqual(detect(disturb(pan(seed, 120), 60, 60 + frames, lit)), []);
    }
  });

  it('finds no transition at a whip pan', () => {
    const swing = (look: Look, t: number) => move(look, 0.3 * Math.sin((Math.PI * (t + 1)) / 11));
    assert.deepEqual(detect(disturb(pan(1, 120), 60, 70, swing)), []);
  });

  it('finds no transition at a title that fades in and out', () => {
    const isText = (x: number, y: number) => Number(y > 0.75 && y < 0.85 && x > 0.2 && x < 0.8 && (31 * x) % 1 < 0.6);
    const title = (look: Look, t: number) => {
      const share = Math.min(1, (t + 1) / 6, (40 - t) / 6);
      return mix(look, plain(235), (x, y) => share * isText(x, y));
    };
    assert.deepEqual(detect(disturb(pan(1, 140), 50, 90, title)), []);
  });

  it('finds the same cut where frames are repeated', () => {
    const looks = [...pan(1), ...pan(12)].flatMap((look, t) => (t % 4 === 0 ? [look, look] : [look]));
    const cut = FRAMES + FRAMES / 4;
    assert.deepEqual(detect(looks), [{ kind: 'cut', fromFrame: cut, toFrame: cut }]);
  });

  it('gives transitions in order, which do not overlap', () => {
    const looks = [...join(pan(1), pan(12), 20, mix), ...pan(3, 30), ...pan(14, 25), ...join(pan(5), pan(16), 10, mix)];
    const found = detect(looks);
    assert.ok(found.length >= 4);
    for (const [i, { fromFrame, toFrame }] of found.entries()) {
      assert.ok(fromFrame <= toFrame);
      if (i > 0) assert.ok(fromFrame > found[i - 1]!.toFrame);
    }
  });
});
