import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Alignment, type Block, type EndPictures, fillGaps } from '#core/compare/index';
import type { SmallPicture } from '#core/frame/index';
import {
  drawMovingSquare,
  filmOfFrames,
  invertPicture,
  RATE,
  regradePicture,
} from '../../support/pictures/moving-square.ts';

const FRAMES = Array.from({ length: 500 }, (_, i) => i);
const FILM = filmOfFrames(FRAMES.length);
const SECONDS = FRAMES.length / RATE;

const block = (a: readonly [number, number], b: readonly [number, number]): Block => ({
  a: { from: a[0], to: a[1] },
  b: { from: b[0], to: b[1] },
});

/** Only the first ten seconds were found. */
const HALF: Alignment = {
  isSameFilm: true,
  speed: 1,
  speedMargin: 0,
  blocks: [block([0, 10], [0, 10])],
  onlyA: [{ from: 10, to: SECONDS }],
  onlyB: [{ from: 10, to: SECONDS }],
};

/** B shows at 12 s what A shows from 5 to 8 s: nothing but its length tells where it belongs. */
const MOVED: Alignment = {
  ...HALF,
  blocks: [block([0, 5], [0, 5]), block([8, 15], [5, 12]), block([15, 20], [15, 20])],
  onlyA: [{ from: 5, to: 8 }],
  onlyB: [{ from: 12, to: 15 }],
};

const readerOf =
  (drawA: (frame: number) => SmallPicture, drawB: (frame: number) => SmallPicture): EndPictures =>
  async (film, times) =>
    times.map((time) => {
      const frame = FRAMES[Math.floor(time * RATE)];
      if (frame === undefined) return null;
      return film === 'a' ? drawA(frame) : regradePicture(drawB(frame));
    });

const timesOf = ({ blocks }: Alignment) => blocks.map(({ a, b }) => [a.from, a.to, b.from, b.to]);

describe('gaps filled by pictures', () => {
  it('extends a block over what pictures show to be the same', async () => {
    const filled = await fillGaps(HALF, FILM, FILM, null, readerOf(drawMovingSquare, drawMovingSquare));
    assert.deepEqual(timesOf(filled), [[0, SECONDS, 0, SECONDS]]);
    assert.deepEqual([filled.onlyA, filled.onlyB], [[], []]);
  });

  it('adds a scene that was moved by the length of its gap', async () => {
    const read = readerOf(drawMovingSquare, (frame) => drawMovingSquare(frame - 7 * RATE));
    const filled = await fillGaps(MOVED, FILM, FILM, null, read);
    assert.deepEqual(timesOf(filled)[1], [5, 8, 12, 15]);
    assert.deepEqual([filled.onlyA, filled.onlyB], [[], []]);
  });

  it('changes nothing where the pictures differ', async () => {
    const read = readerOf(drawMovingSquare, (frame) => invertPicture(drawMovingSquare(frame)));
    assert.equal(await fillGaps(HALF, FILM, FILM, null, read), HALF);
  });

  it('extends a block over a still picture that both films show after it', async () => {
    const still = () => drawMovingSquare(0);
    const filled = await fillGaps(HALF, FILM, FILM, null, readerOf(still, still));
    assert.deepEqual(timesOf(filled), [[0, SECONDS, 0, SECONDS]]);
  });

  it('adds no block of its own for a still picture, which agrees with every moment', async () => {
    const still = () => drawMovingSquare(0);
    assert.equal(await fillGaps(MOVED, FILM, FILM, null, readerOf(still, still)), MOVED);
  });

  it('reads nothing without a gap in both films', async () => {
    const refuse: EndPictures = () => assert.fail('a picture was read');
    const longer = { ...HALF, onlyB: [] };
    assert.equal(await fillGaps(longer, FILM, FILM, null, refuse), longer);
  });
});
