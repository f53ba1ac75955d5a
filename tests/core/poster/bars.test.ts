import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Swatch } from '#core/fingerprint/index';
import { type Bars, layoutPoster, type PosterOptions } from '#core/poster/index';
import { fingerprintOf } from '../../support/fingerprints/synthetic-fingerprint.ts';

/** Night with a lamp: black holds most of it, and no pixel is quite as the centroids are. */
const NIGHT: readonly Swatch[] = [
  { color: '#08090c', pixel: '#08080c', share: 0.75 },
  { color: '#24344c', pixel: '#24354c', share: 0.15 },
  { color: '#e8a040', share: 0.1 },
];

/** Colours of the only column from top to bottom. */
function colorsOf(options: PosterOptions): string[] {
  const fingerprint = fingerprintOf([{ time: 0.5, frameTime: 0.5, swatches: NIGHT }]);
  const bars = layoutPoster(fingerprint, options, []).marks.find((mark): mark is Bars => mark.kind === 'bars');
  return Array.from(bars!.colors, (color) => `#${color.toString(16).padStart(6, '0')}`);
}

test('a column shows what a viewer would name first, or what fills most of it where that is asked for', () => {
  assert.deepEqual(colorsOf({}), ['#e8a040']);
  assert.deepEqual(colorsOf({ rank: 'presence', colors: 3, order: 'rank' }), ['#e8a040', '#08090c', '#24344c']);
  assert.deepEqual(colorsOf({ rank: 'area', colors: 3, order: 'rank' }), ['#08090c', '#24344c', '#e8a040']);
});

test('a swatch is drawn as its centroid, or as the nearest real pixel, which is the centroid where none is stored', () => {
  assert.deepEqual(colorsOf({ rank: 'area', colors: 3, order: 'rank', swatch: 'pixel' }), [
    '#08080c',
    '#24354c',
    '#e8a040',
  ]);
  assert.deepEqual(colorsOf({ rank: 'area', order: 'rank', swatch: 'centroid' }), ['#08090c']);
});
