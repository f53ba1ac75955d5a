import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { dropShortRepeats } from '#core/compare/align/details/drop-repeats';

const course = { from: 0, step: 0.1, count: 600, features: [], isKnown: new Uint8Array(600) };
const pair = { a: course, b: course, speed: 1 };
/** The film without 27 to 31 s. */
const CUT = [
  { from: 0, to: 27, offset: 0 },
  { from: 31, to: 60, offset: 4 },
];
const drop = (...segments: readonly { from: number; to: number; offset: number }[]) => dropShortRepeats(pair, segments);

describe('Stretches that are shown twice', () => {
  it('are dropped if they last less than 1.6 s: one fade looks like another', () => {
    // 28.4 to 29.9 of A at 28.2 of B, which is 32.2 of A.
    assert.deepEqual(drop(...CUT, { from: 28.4, to: 29.9, offset: 0.2 }), CUT);
    // The same with the films exchanged.
    assert.deepEqual(drop(...CUT, { from: 32.2, to: 33.7, offset: -20 }), CUT);
  });

  it('are kept if they last longer, or if only one block shows them', () => {
    const long = { from: 28.4, to: 30.4, offset: 0.2 };
    assert.deepEqual(drop(...CUT, long), [...CUT, long]);
    const moved = { from: 28.4, to: 29.9, offset: -28.4 };
    assert.deepEqual(drop(...CUT, moved), [...CUT, moved]);
  });
});
