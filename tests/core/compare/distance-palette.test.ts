import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { comparePalettes, measurePaletteDistance, preparePalette } from '#core/compare/index';
import { buildFilmPalette } from '#core/fingerprint/index';
import { columnOf, syntheticFingerprint } from '../../support/fingerprints/synthetic-fingerprint.ts';

type Shares = Readonly<Record<string, number>>;

const paletteOf = (shares: Shares) =>
  preparePalette(Object.entries(shares).map(([color, share]) => ({ color, share })));
const distanceOf = (one: Shares, other: Shares): number => comparePalettes(paletteOf(one), paletteOf(other));

describe('Palette distance', () => {
  it('equal films are at 0', () => {
    const film = syntheticFingerprint(60);
    assert.equal(measurePaletteDistance(film, structuredClone(film)), 0);
  });

  it('a film with a stored palette and the same film without one are at 0', () => {
    const film = syntheticFingerprint(60);
    const palette = buildFilmPalette(film.columns)!;
    assert.equal(measurePaletteDistance(film, { columns: [], palette }), 0);
  });

  it('the order of films and of colours does not change the palette distance', () => {
    const films = [1, 2, 3, 4, 5].map((seed) => syntheticFingerprint(40, { seed }));
    for (const one of films) {
      for (const other of films) {
        assert.equal(measurePaletteDistance(one, other), measurePaletteDistance(other, one));
      }
    }
    assert.equal(distanceOf({ '#102030': 0.7, '#a0b0c0': 0.3 }, { '#a0b0c0': 0.3, '#102030': 0.7 }), 0);
  });

  it('two films of one colour each are at twice their reduced CIELAB difference', () => {
    // L 100 and 0: 100 counts as 100 / (1 + 100 / 80). Both terms are the same.
    assert.equal(distanceOf({ '#ffffff': 1 }, { '#000000': 1 }), 88.8889);
  });

  it('the same colours in other amounts are apart, and farther in more different amounts', () => {
    const half = { '#c02020': 0.5, '#2020c0': 0.5 };
    const some = distanceOf(half, { '#c02020': 0.7, '#2020c0': 0.3 });
    const more = distanceOf(half, { '#c02020': 0.95, '#2020c0': 0.05 });
    assert.ok(some > 0.1 && more > 2 * some, `${some}, ${more}`);
  });

  it('a colour that one film lacks counts more than one that has another amount', () => {
    const film = { '#808080': 0.6, '#303030': 0.3, '#c02020': 0.1 };
    const lacking = distanceOf(film, { '#808080': 0.65, '#303030': 0.35 });
    const less = distanceOf(film, { '#808080': 0.62, '#303030': 0.32, '#c02020': 0.06 });
    assert.ok(lacking > 4 * less, `${lacking}, ${less}`);
  });

  it('a small shift of all colours is a small palette distance', () => {
    const shifted = distanceOf({ '#808080': 0.5, '#402010': 0.5 }, { '#838383': 0.5, '#432313': 0.5 });
    assert.ok(shifted > 0.5 && shifted < 3, String(shifted));
  });

  it('shares need not sum to 1', () => {
    assert.equal(distanceOf({ '#c02020': 5, '#2020c0': 15 }, { '#c02020': 0.25, '#2020c0': 0.75 }), 0);
  });

  it('rejects a film without colours, and a share that is not above 0', () => {
    const [blank, grey] = [{ columns: [columnOf(0)] }, { columns: [columnOf(0, '#808080')] }];
    assert.throws(() => measurePaletteDistance(blank, grey), RangeError);
    assert.throws(() => preparePalette([]), RangeError);
    for (const share of [0, -1, Number.NaN, Number.POSITIVE_INFINITY]) {
      assert.throws(() => preparePalette([{ color: '#808080', share }]), RangeError);
    }
  });
});
