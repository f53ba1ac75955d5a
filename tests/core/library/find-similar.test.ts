import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Column, Fingerprint } from '#core/fingerprint/index';
import { findSimilar, indexFilm, joinFilms, listPlaces, type SimilarBy, signFilm } from '#core/library/index';
import { fingerprintOf, syntheticFingerprint } from '../../support/fingerprints/synthetic-fingerprint.ts';

const named = (title: string, film: Fingerprint): Fingerprint => ({
  ...film,
  film: { ...film.film, title, id: title.padEnd(32, '0') },
});
const changeColors = (columns: readonly Column[], change: (code: number[]) => number[]): Column[] =>
  columns.map((column) => ({
    ...column,
    swatches: column.swatches.map(({ color, share }) => {
      const codes = [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16));
      const hex = change(codes).map((code) => Math.round(code).toString(16).padStart(2, '0'));
      return { color: `#${hex.join('')}`, share };
    }),
  }));

const film = syntheticFingerprint(900, { seed: 1 });
const toGrey = ([r = 0, g = 0, b = 0]: number[]) => Array<number>(3).fill(0.2126 * r + 0.7152 * g + 0.0722 * b);
const edition = named('edition', fingerprintOf(changeColors(film.columns, toGrey)));
/** The same colours in another order. */
const shuffled = named(
  'shuffled',
  fingerprintOf([...film.columns.slice(450), ...film.columns.slice(0, 450)].reverse()),
);
const others = [5, 6, 7, 8].map((seed) => {
  const { columns } = syntheticFingerprint(900, { seed });
  const turned = changeColors(columns, ([r = 0, g = 0, b = 0]) => (seed % 2 === 0 ? [g, b, r] : [b, r, g]));
  return named(`other ${seed}`, fingerprintOf(turned));
});

const places = listPlaces([joinFilms([...others, shuffled, edition].map(indexFilm))]);
const find = (by: SimilarBy, limit = 10) =>
  findSimilar(places, signFilm(film.columns), { by, limit, filter: () => true });
const titles = (found: ReturnType<typeof find>) => found.map(({ entry }) => entry.title);

describe('Similar films', () => {
  it('by palette are those with the same colours, in any order', () => {
    const found = find('palette');
    assert.equal(found[0]!.entry.title, 'shuffled');
    assert.equal(found[0]!.palette, 1);
  });

  it('by course are those that are light and dark at the same times, in any colours', () => {
    const found = find('course');
    assert.equal(found[0]!.entry.title, 'edition');
    assert.ok(found[0]!.correlation > 0.9);
  });

  it('by both are editions first, and then films with the same colours', () => {
    assert.deepEqual(titles(find('both', 2)), ['edition', 'shuffled']);
  });

  it('have percentiles from 0 to 1 that fall with the likeness', () => {
    const shares = find('palette').map(({ palette }) => palette!);
    assert.deepEqual(
      shares,
      [...shares].sort((one, other) => other - one),
    );
    assert.ok(shares.every((share) => share >= 0 && share <= 1));
  });

  it('of a library with one film have no percentile', () => {
    const single = listPlaces([joinFilms([indexFilm(edition)])]);
    const [found] = findSimilar(single, signFilm(film.columns), { by: 'both', limit: 3, filter: () => true });
    assert.deepEqual([found!.palette, found!.course], [null, null]);
  });

  it('are left out by the filter', () => {
    const options = { by: 'both', limit: 9, filter: ({ title }: { title: string }) => title !== 'edition' } as const;
    assert.ok(!titles(findSimilar(places, signFilm(film.columns), options)).includes('edition'));
  });

  it('a film without colours is like no film', () => {
    const [found] = findSimilar(places, signFilm([]), { by: 'palette', limit: 1, filter: () => true });
    assert.equal(found!.palette, 0);
  });
});
