import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { findCropShift, isSamePicture, pairPictureColors, type ShareRect } from '#core/compare/index';
import { gradePicture, paintPairs, paintPicture } from '../../support/fingerprints/graded-pairs.ts';

const PAIRS = 12;

function assertNear(rect: ShareRect | undefined, expected: readonly number[], within = 0.01): void {
  assert.ok(rect, 'no crop was found');
  const found = [rect.left, rect.top, rect.left + rect.width, rect.top + rect.height];
  for (const [i, value] of found.entries()) {
    assert.ok(Math.abs(value - expected[i]!) <= within, `${found} is not ${expected}`);
  }
}

describe('The crop between two editions', () => {
  it('is the whole picture if both show the same', () => {
    const crop = findCropShift(paintPairs(PAIRS, [0, 0, 1, 1], [96, 54]));
    assert.ok(crop && isSamePicture(crop), JSON.stringify(crop));
    assert.equal(crop.stretch, 1);
  });

  it('is found within 1 % if B cuts off the sides', () => {
    const crop = findCropShift(paintPairs(PAIRS, [0.15, 0, 0.7, 1], [90, 72]));
    assertNear(crop?.a, [0.15, 0, 0.85, 1]);
    assertNear(crop?.b, [0, 0, 1, 1]);
  });

  it('is found within 1 % if B shows black bars, and the aspect leaves them out', () => {
    const crop = findCropShift(paintPairs(PAIRS, [0, -0.125, 1, 1.25], [128, 90]));
    assertNear(crop?.a, [0, 0, 1, 1]);
    assertNear(crop?.b, [0, 0.1, 1, 0.9]);
    assert.ok(Math.abs(crop!.aspectB - 16 / 9) < 0.03, `${crop!.aspectB}`);
  });

  it('is found within 1 % if A shows less than B', () => {
    const pairs = paintPairs(PAIRS, [0.1, 0.1, 0.8, 0.8]).map(({ a, b }) => ({ a: b, b: a }));
    const crop = findCropShift(pairs);
    assertNear(crop?.a, [0, 0, 1, 1]);
    assertNear(crop?.b, [0.1, 0.1, 0.9, 0.9]);
  });

  it('is found in a black-and-white edition of another contrast with wrong pairs among the pairs', () => {
    const pairs = paintPairs(PAIRS, [0.05, 0.02, 0.8, 0.9]).map(({ a, b }, i) => ({
      a,
      b: gradePicture(i % 6 === 5 ? paintPicture(99 + i, 128, 72) : b, (r, g, blue) => {
        const gray = (0.3 * r + 0.59 * g + 0.11 * blue) ** 1.6;
        return [gray, gray, gray];
      }),
    }));
    assertNear(findCropShift(pairs)?.a, [0.05, 0.02, 0.85, 0.92]);
  });

  it('reports a mirrored picture', () => {
    const crop = findCropShift(paintPairs(PAIRS, [1, 0, -1, 1]));
    assert.equal(crop?.isMirrored, true);
    assertNear(crop?.a, [0, 0, 1, 1]);
  });

  it('reports a stretched picture', () => {
    const crop = findCropShift(paintPairs(PAIRS, [0, 0, 1, 1], [96, 72]));
    assert.ok(crop && Math.abs(crop.stretch - 0.75) < 0.01, JSON.stringify(crop));
  });

  it('is null for pictures of different things', () => {
    const pairs = paintPairs(PAIRS, [0, 0, 1, 1]).map(({ a }, i) => ({ a, b: paintPicture(70 + i, 128, 72) }));
    assert.equal(findCropShift(pairs), null);
  });

  it('is null without pairs, and for black pictures', () => {
    const black = { width: 32, height: 18, data: new Uint8Array(3 * 32 * 18) };
    assert.equal(findCropShift([]), null);
    assert.equal(findCropShift([{ a: black, b: black }]), null);
  });
});

describe('Colours of pairs of pictures', () => {
  it('are read at the same places under a crop', () => {
    const pairs = paintPairs(PAIRS, [0.15, 0.1, 0.7, 0.8], [90, 60]);
    const { a, b, isMismatch } = pairPictureColors(pairs, findCropShift(pairs));
    assert.ok(a.length > 500);
    const equal = a.filter((code, i) => Math.abs(code - b[i]!) <= 2).length;
    assert.ok(equal > 0.95 * a.length, `${equal} of ${a.length}`);
    assert.ok(isMismatch.every((one) => !one));
  });

  it('weigh nothing if the pictures show different things', () => {
    const pairs = paintPairs(PAIRS, [0, 0, 1, 1]);
    pairs[3] = { a: pairs[3]!.a, b: paintPicture(77, 128, 72) };
    const { weights, starts, isMismatch } = pairPictureColors(pairs, null);
    assert.deepEqual(
      isMismatch.map((one, i) => (one ? i : -1)).filter((i) => i >= 0),
      [3],
    );
    assert.ok(weights.subarray(starts[3], starts[4]).every((weight) => weight === 0));
  });
});
