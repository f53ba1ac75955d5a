import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { collectionPalette, filmPalette, type PaletteSwatch } from '#core/fingerprint/index';
import { syntheticFingerprint } from '../../support/fingerprints/synthetic-fingerprint.ts';

const paletteOf = (shares: Readonly<Record<string, number>>): PaletteSwatch[] =>
  Object.entries(shares).map(([color, share]) => ({ color, share }));

describe('The palette of a collection', () => {
  it('of one film is the palette of that film', () => {
    const palette = filmPalette(syntheticFingerprint(80), 16);
    const found = collectionPalette([palette], 16);
    assert.deepEqual(
      found.map(({ color }) => color),
      palette.map(({ color }) => color),
    );
    for (const [i, { share }] of found.entries()) assert.ok(Math.abs(share - palette[i]!.share) < 1e-4);
  });

  it('counts each film the same, and does not depend on their order', () => {
    const red = paletteOf({ '#b03020': 1 });
    const others = paletteOf({ '#b03020': 0.25, '#20a0c0': 0.75 });
    const found = collectionPalette([red, others], 4);
    assert.deepEqual(found, [
      { color: '#b03020', share: 0.625 },
      { color: '#20a0c0', share: 0.375 },
    ]);
    assert.deepEqual(collectionPalette([others, red], 4), found);
  });

  it('has a small vivid colour that some films name, and gives fewer colours on request', () => {
    const grey = paletteOf({ '#404040': 0.6, '#808080': 0.4 });
    const accent = paletteOf({ '#404040': 0.57, '#808080': 0.4, '#e01010': 0.03 });
    const films = [...Array(9).fill(grey), accent];
    assert.ok(collectionPalette(films, 16).some(({ color }) => color === '#e01010'));
    assert.equal(collectionPalette(films, 2).length, 2);
  });

  it('is empty without films that have colours', () => {
    assert.deepEqual(collectionPalette([], 5), []);
    assert.deepEqual(collectionPalette([[]], 5), []);
  });
});
