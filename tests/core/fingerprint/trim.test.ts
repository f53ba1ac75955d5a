import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { findBlackEnds, isBlackColumn } from 'chromatheque/fingerprint';
import { columnOf } from '../../support/synthetic-fingerprint.ts';

const black = columnOf(0, '#000000', '#0c0a0d');
const lit = columnOf(0, '#000000', '#203040');
const missing = columnOf(0);

describe('Black at both ends', () => {
  it('black at both ends is columns of nothing but black, up to the first and from the last that show anything', () => {
    assert.deepEqual(findBlackEnds([black, black, lit, black, lit, black]), { first: 2, end: 5 });
    assert.deepEqual(findBlackEnds([lit, black, lit]), { first: 0, end: 3 });
    assert.deepEqual(findBlackEnds([lit]), { first: 0, end: 1 });
  });

  it('black at both ends is not where a frame could not be decoded: its content is unknown', () => {
    assert.equal(isBlackColumn(missing), false);
    assert.deepEqual(findBlackEnds([black, missing, lit, missing, black]), { first: 1, end: 4 });
  });

  it('black at both ends is not found in a film that is black throughout', () => {
    assert.deepEqual(findBlackEnds([black, black]), { first: 0, end: 2 });
  });
});
