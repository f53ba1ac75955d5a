import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Alignment, type Block, type EndPictures, refineEnds } from '#core/compare/index';
import { drawMovingSquare, filmOfFrames, RATE, regradePicture, STEP } from '../../support/pictures/moving-square.ts';

const ORIGINAL = Array.from({ length: 500 }, (_, i) => i);

const readerOf =
  (a: readonly number[], b: readonly number[], draw = drawMovingSquare): EndPictures =>
  async (film, times) =>
    times.map((time) => {
      const frame = (film === 'a' ? a : b)[Math.floor(time * RATE)];
      if (frame === undefined) return null;
      return film === 'a' ? draw(frame) : regradePicture(draw(frame));
    });

const block = (a: readonly [number, number], b: readonly [number, number]): Block => ({
  a: { from: a[0], to: a[1] },
  b: { from: b[0], to: b[1] },
  margin: { from: STEP, to: STEP },
});

const alignmentOf = (blocks: readonly Block[]): Alignment => ({
  isSameFilm: true,
  speed: 1,
  speedMargin: 0,
  blocks,
  onlyA: [],
  onlyB: [],
});

const timesOf = ({ blocks }: Alignment) => blocks.map(({ a, b }) => [a.from, a.to, b.from, b.to]);

describe('ends of blocks by pictures', () => {
  const cut = [...ORIGINAL.slice(0, 203), ...ORIGINAL.slice(303)];
  const [a, b] = [filmOfFrames(ORIGINAL.length), filmOfFrames(cut.length)];
  // The cut is at 8.12 s, and goes on at 12.12 s.
  const blocks = [block([0, 8.5], [0, 8.5]), block([12.5, 20], [8.5, 16])];

  it('finds a cut inside a still shot to the frame, under another grade and a logo', async () => {
    const refined = await refineEnds(alignmentOf(blocks), a, b, null, readerOf(ORIGINAL, cut));
    assert.deepEqual(timesOf(refined), [
      [0, 8.12, 0, 8.12],
      [12.12, 20, 8.12, 16],
    ]);
    assert.deepEqual(refined.onlyA, [{ from: 8.12, to: 12.12 }]);
    assert.deepEqual(refined.onlyB, []);
    for (const margin of [refined.blocks[0]!.margin!.to, refined.blocks[1]!.margin!.from]) {
      assert.ok(margin >= 1 / RATE && margin <= 0.3, `${margin}`);
    }
  });

  it('finds what B shows twice', async () => {
    const twice = [...ORIGINAL.slice(0, 303), ...ORIGINAL.slice(203)];
    const reversed = [block([0, 12.5], [0, 12.5]), block([8.5, 20], [12.5, 24])];
    const refined = await refineEnds(
      alignmentOf(reversed),
      a,
      filmOfFrames(twice.length),
      null,
      readerOf(ORIGINAL, twice),
    );
    assert.deepEqual(timesOf(refined), [
      [0, 12.12, 0, 12.12],
      [8.12, 20, 12.12, 24],
    ]);
  });

  it('leaves ends where they are if no picture tells', async () => {
    const still = readerOf(ORIGINAL, cut, () => drawMovingSquare(0));
    assert.deepEqual(timesOf(await refineEnds(alignmentOf(blocks), a, b, null, still)), timesOf(alignmentOf(blocks)));
  });

  it('leaves ends where they are if pictures cannot be read', async () => {
    const none: EndPictures = async (_, times) => times.map(() => null);
    assert.deepEqual(timesOf(await refineEnds(alignmentOf(blocks), a, b, null, none)), timesOf(alignmentOf(blocks)));
  });

  it('reads nothing if no film jumps', async () => {
    const whole = alignmentOf([block([0, 20], [0, 20])]);
    const refuse: EndPictures = () => assert.fail('a picture was read');
    assert.equal(await refineEnds(whole, a, a, null, refuse), whole);
  });
});
