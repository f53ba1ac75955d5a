import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { applyShift, fitShift, makeCube, measureDifferences, pairPictureColors } from '#core/compare/index';
import { gradePairs, gradePicture, paintPairs, paintPicture } from '../../support/fingerprints/graded-pairs.ts';

/** Read a cube as Adobe's Cube LUT Specification 1.0 has it. */
function readCube(text: string): {
  readonly keywords: readonly string[];
  readonly points: readonly (readonly number[])[];
} {
  const lines = text.trimEnd().split('\n');
  const isPoint = (line: string): boolean => /^[\d.]+ [\d.]+ [\d.]+$/.test(line);
  return {
    keywords: lines.filter((line) => !isPoint(line)),
    points: lines.filter(isPoint).map((line) => line.split(' ').map(Number)),
  };
}

const warm = (r: number, g: number, b: number) => [1.05 * r, 0.95 * g, 0.7 * b + 0.05] as const;

describe('A LUT of a shift', () => {
  it('has 33 points per side, red fastest, and leaves colours alone without a shift', () => {
    const pairs = gradePairs((r, g, b) => [r, g, b]);
    const { keywords, points } = readCube(makeCube(fitShift(pairs), pairs, 'Name'));
    assert.deepEqual(keywords, ['TITLE "Name"', 'LUT_3D_SIZE 33']);
    assert.equal(points.length, 33 ** 3);
    assert.deepEqual(points[1], [0.03125, 0, 0]);
    assert.deepEqual(points[33 * 2], [0, 0.0625, 0]);
    assert.deepEqual(points.at(-1), [1, 1, 1]);
  });

  it('has a title without quotation marks and letters that the format lacks', () => {
    const pairs = gradePairs((r, g, b) => [r, g, b]);
    const [title] = makeCube(fitShift(pairs), null, 'Film — "1" & 2\nLUT_3D_SIZE 2').split('\n');
    assert.equal(title, 'TITLE "Film  1 & 2LUT_3D_SIZE 2"');
  });

  it('takes the greys of A to what the shift predicts, and never falls along them', () => {
    const pairs = gradePairs(warm);
    const shift = fitShift(pairs);
    const { points } = readCube(makeCube(shift, null, ''));
    let last = -1;
    for (let i = 0; i < 33; i++) {
      const point = points[i * (33 * 33 + 33 + 1)]!;
      const code = Math.round((255 * i) / 32);
      for (const [channel, expected] of applyShift(shift, [code, code, code]).entries()) {
        assert.ok(Math.abs(255 * point[channel]! - expected) < 3, `${point} is not ${expected}`);
      }
      const luma = 0.2126 * point[0]! + 0.7152 * point[1]! + 0.0722 * point[2]!;
      assert.ok(luma >= last);
      last = luma;
    }
  });

  it('corrects the shift where pairs show that it is off', () => {
    // A step in tone, which no smooth curve has, in many colours.
    const odd = (r: number, g: number, b: number) => [r, g, b + (r > 0.4 ? 0.2 : 0)] as const;
    const pairs = gradePairs(odd, { count: 9000 });
    const shift = fitShift(pairs);
    const errorOf = (text: string): number => {
      const { points } = readCube(text);
      let sum = 0;
      for (const gray of [9, 10, 11, 15, 16, 17]) {
        const expected = odd(gray / 32, gray / 32, gray / 32);
        const point = points[gray * (33 * 33 + 33 + 1)]!;
        sum += Math.max(...point.map((value, channel) => Math.abs(value - expected[channel]!)));
      }
      return sum;
    };
    const [corrected, fitted] = [errorOf(makeCube(shift, pairs, '')), errorOf(makeCube(shift, null, ''))];
    assert.ok(corrected < 0.8 * fitted, `${corrected} instead of ${fitted}`);
  });

  it('is the same text each time', () => {
    const pairs = gradePairs(warm, { noise: 2 });
    assert.equal(makeCube(fitShift(pairs), pairs, ''), makeCube(fitShift(pairs), pairs, ''));
  });
});

describe('Differences of pairs of pictures', () => {
  it('are large for a grade, small after the shift, and stay large where the picture differs', () => {
    const pairs = paintPairs(16, [0, 0, 1, 1]).map(({ a }) => ({ a, b: gradePicture(a, warm) }));
    // The same blocks in other colours.
    pairs[5] = { a: pairs[5]!.a, b: gradePicture(pairs[5]!.a, (r, g, b) => [0.9 * b, 0.95 * g, r]) };
    const colors = pairPictureColors(pairs, null);
    const differences = measureDifferences(colors, fitShift(colors));
    assert.equal(differences.length, 16);
    for (const [i, difference] of differences.entries()) {
      assert.ok(difference);
      if (i === 5) assert.ok(difference.afterShift > 5, JSON.stringify(difference));
      else assert.ok(difference.asIs > 4 && difference.afterShift < 1.5, JSON.stringify(difference));
    }
  });

  it('mark pictures of different things, and are null without colours in common', () => {
    const pairs = paintPairs(8, [0, 0, 1, 1]);
    pairs[2] = { a: pairs[2]!.a, b: paintPicture(88, 128, 72) };
    const data = Uint8Array.from({ length: 3 * 128 * 72 }, (_, i) => (Math.floor(i / 3) % 2) * 255);
    pairs[4] = { a: pairs[4]!.a, b: { width: 128, height: 72, data } };
    const colors = pairPictureColors(pairs, null);
    const differences = measureDifferences(colors, fitShift(colors));
    assert.equal(differences[2]?.isMismatch, true);
    assert.equal(differences[4], null);
    assert.deepEqual(differences[0], { asIs: 0, afterShift: 0, isMismatch: false });
  });
});
