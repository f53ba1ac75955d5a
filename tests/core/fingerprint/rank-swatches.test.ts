import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rankSwatches, type Swatch } from '#core/fingerprint/index';

const SWATCHES: readonly Swatch[] = [
  { color: '#0a0a0a', share: 0.7 },
  { color: '#c03020', pixel: '#c13020', share: 0.2 },
  { color: '#304050', share: 0.1 },
];

test('swatches are put in order and nothing else: shares, colours and pixels stay', () => {
  for (const rank of ['area', 'presence'] as const) {
    const ranked = rankSwatches(SWATCHES, rank);
    assert.deepEqual(new Set(ranked), new Set(SWATCHES));
    assert.equal(ranked[0]!.color, rank === 'area' ? '#0a0a0a' : '#c03020');
  }
});

test('a column without swatches has none in any order', () => {
  assert.deepEqual(rankSwatches([], 'area'), []);
  assert.deepEqual(rankSwatches([], 'presence'), []);
});
