import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { findBlackEnds, isBlackColumn } from '#core/fingerprint/index';
import { columnOf } from '../../support/fingerprints/synthetic-fingerprint.ts';

const black = columnOf(0, '#000000', '#0c0a0d');
const lit = columnOf(0, '#000000', '#203040');
const missing = columnOf(0);

describe('Black at both ends', () => {
  it('trims black columns before the first and after the last visible one', () => {
    assert.deepEqual(findBlackEnds([black, black, lit, black, lit, black]), { first: 2, end: 5 });
    assert.deepEqual(findBlackEnds([lit, black, lit]), { first: 0, end: 3 });
    assert.deepEqual(findBlackEnds([lit]), { first: 0, end: 1 });
  });

  it('does not trim a column whose frame could not be decoded', () => {
    assert.equal(isBlackColumn(missing), false);
    assert.deepEqual(findBlackEnds([black, missing, lit, missing, black]), { first: 1, end: 4 });
  });

  it('trims nothing from a film that is black throughout', () => {
    assert.deepEqual(findBlackEnds([black, black]), { first: 0, end: 2 });
  });
});
