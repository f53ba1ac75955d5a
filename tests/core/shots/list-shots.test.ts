import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Transition } from '#core/fingerprint/index';
import { type FilmFrames, listShots, type ShotFrame } from '#core/shots/index';

/** A film of 100 frames, 10 per second. */
const film: FilmFrames = {
  times: Float64Array.from({ length: 100 }, (_, i) => i / 10),
  first: 0,
  end: 100,
  endSeconds: 10,
};
const cut = (frame: number): Transition => ({ kind: 'cut', fromFrame: frame, toFrame: frame });
const none = () => false;

/** Every fifth frame: red up to a frame, then blue. */
const frames = (border: number): ShotFrame[] =>
  Array.from({ length: 20 }, (_, i) => ({
    frame: 5 * i,
    time: i / 2,
    swatches: [{ color: 5 * i < border ? '#c02020' : '#2040c0', share: 1 }],
  }));

describe('The shots of a film', () => {
  it('cover the film without gaps', () => {
    const shots = listShots(film, [cut(20), cut(50)], frames(20), none);
    assert.deepEqual(
      shots.map(({ from, to, fromFrame, toFrame }) => [from, to, fromFrame, toFrame]),
      [
        [0, 2, 0, 20],
        [2, 5, 20, 50],
        [5, 10, 50, 100],
      ],
    );
    assert.deepEqual(
      shots.map(({ transition }) => transition),
      [null, cut(20), cut(50)],
    );
  });

  it('are one for a film without transitions', () => {
    const [shot, ...others] = listShots(film, [], frames(100), none);
    assert.equal(others.length, 0);
    assert.deepEqual([shot!.from, shot!.to, shot!.transition], [0, 10, null]);
  });

  it('have the colours of the frames outside transitions', () => {
    const dissolve: Transition = { kind: 'dissolve', fromFrame: 40, toFrame: 60 };
    const [first, second] = listShots(film, [dissolve], frames(60), none);
    assert.deepEqual(first!.swatches, [{ color: '#c02020', share: 1 }]);
    // The frames from 40 to 59 are red.
    assert.deepEqual(second!.swatches, [{ color: '#2040c0', share: 1 }]);
    assert.equal(second!.fromFrame, 40);
  });

  it('have the colours of their transition if no other frame was decoded', () => {
    const dissolve: Transition = { kind: 'dissolve', fromFrame: 40, toFrame: 99 };
    const second = listShots(film, [dissolve], frames(50).slice(0, 15), none)[1];
    assert.equal(second!.swatches.length, 2);
  });

  it('are represented by the frame nearest to their middle, one with a picture if there is one', () => {
    const times = (hasPicture: (frame: number) => boolean) =>
      listShots(film, [cut(50)], frames(50), hasPicture).map(({ frameTime }) => frameTime);
    assert.deepEqual(times(none), [2.5, 7.5]);
    assert.deepEqual(
      times((frame) => frame === 10 || frame === 95),
      [1, 9.5],
    );
  });

  it('have no colours where no frame was decoded', () => {
    const [first] = listShots(film, [cut(50)], frames(0).slice(10), none);
    assert.deepEqual([first!.swatches, first!.frameTime, 'measures' in first!], [[], null, false]);
  });

  it('begin after the first frame, also where a film fades in from it', () => {
    const fade: Transition = { kind: 'fade-in', fromFrame: 0, toFrame: 12 };
    const shots = listShots(film, [fade, cut(100)], frames(0), none);
    assert.deepEqual(
      shots.map(({ transition }) => transition),
      [null, { ...fade, fromFrame: 1 }],
    );
  });

  it('of a range lie inside it', () => {
    const range = { ...film, first: 30, end: 60, endSeconds: 6 };
    const shots = listShots(range, [cut(20), cut(30), cut(40), cut(60)], frames(0), none);
    assert.deepEqual(
      shots.map(({ fromFrame, toFrame, to }) => [fromFrame, toFrame, to]),
      [
        [30, 40, 4],
        [40, 60, 6],
      ],
    );
  });
});

describe('The scenes of a film', () => {
  /** Shots of 20 frames each, by their colours. */
  const scenesOf = (...colors: readonly string[]) => {
    const long = { ...film, times: Float64Array.from({ length: 20 * colors.length }, (_, i) => i / 10) };
    const end = long.times.length;
    const shown = colors.map((color, i) => ({ frame: 20 * i + 5, time: 2 * i + 0.5, swatches: [{ color, share: 1 }] }));
    const cuts = colors.slice(1).map((_, i) => cut(20 * (i + 1)));
    return listShots({ ...long, end, endSeconds: end / 10 }, cuts, shown, none).map(({ scene }) => scene);
  };
  const [red, dark, blue] = ['#c02020', '#401010', '#2040c0'];

  it('join shots that look alike, and the shots between them', () => {
    assert.deepEqual(scenesOf(red, dark, red, blue, '#2242c2'), [0, 0, 0, 1, 1]);
  });

  it('do not join shots that look alike but are far apart', () => {
    const greens = Array.from({ length: 9 }, (_, i) => `#${(0x10 + 20 * i).toString(16)}a030`);
    const scenes = scenesOf(red, ...greens.map((_, i) => (i % 2 === 0 ? '#20c040' : '#c0c0c0')), red);
    assert.notEqual(scenes[0], scenes.at(-1));
  });
});
