/**
 * Similar films: the second half of a film by its first half among all films, and the other edition of
 * a film.
 *
 * The signature was chosen with the even-numbered films, sorted by name; odd-numbered ones are held
 * out. Editions were not used to choose it.
 */
import { findSimilar, type IndexedPlace, indexFilm, joinFilms, listPlaces, signFilm } from '#core/library/index';
import { listFilms, readColors, readTable, toColumns, toFingerprint } from './real-films.ts';

/** How well films are found. */
export interface HalvesScore {
  /** Share of films whose other half is the nearest. */
  readonly atOnce: number;
  /** Mean reciprocal rank. */
  readonly reciprocalRank: number;
}

const ALL = { limit: 10_000, filter: () => true } as const;

const placesOf = (films: readonly { readonly name: string; readonly colors: readonly string[] }[]): IndexedPlace[] =>
  listPlaces([joinFilms(films.map(({ name, colors }) => indexFilm(toFingerprint(name, toColumns(colors)))))]);

function rankOf(
  places: readonly IndexedPlace[],
  colors: readonly string[],
  by: 'palette' | 'both',
  name: string,
  other: string,
): number {
  const filter = ({ title }: { readonly title: string }) => title !== name;
  const found = findSimilar(places, signFilm(toColumns(colors)), { ...ALL, by, filter });
  return 1 + found.findIndex(({ entry }) => entry.title === other);
}

/** Search for the second half of each film with its first half, among the second halves of all films. */
export function scoreHalves(): { readonly development: HalvesScore; readonly heldOut: HalvesScore } {
  const films = listFilms('films-by-second').map((name) => {
    const colors = readColors('films-by-second', name);
    return { name, first: colors.slice(0, colors.length >> 1), colors: colors.slice(colors.length >> 1) };
  });
  const places = placesOf(films);
  const ranks = films.map(({ name, first }) => rankOf(places, first, 'palette', '', name));
  const score = (parity: number): HalvesScore => {
    const of = ranks.filter((_, i) => i % 2 === parity);
    return {
      atOnce: of.filter((rank) => rank === 1).length / of.length,
      reciprocalRank: of.reduce((sum, rank) => sum + 1 / rank, 0) / of.length,
    };
  };
  return { development: score(0), heldOut: score(1) };
}

/** Search for the other edition of each film that has two, among all films of the set. */
export function scoreEditionPartners(): { readonly found: number; readonly missed: readonly string[] } {
  const films = listFilms('editions').map((name) => ({ name, colors: readColors('editions', name) }));
  const places = placesOf(films);
  const colorsOf = new Map(films.map(({ name, colors }) => [name, colors]));
  const pairs = readTable<{ a: string; b: string }[]>('editions', 'pairs.json');
  const searches = pairs.flatMap(({ a, b }) => [
    [a, b],
    [b, a],
  ]) as [string, string][];
  const ranks = searches.map(([name, other]) => ({
    name,
    rank: rankOf(places, colorsOf.get(name)!, 'both', name, other),
  }));
  const missed = ranks.filter(({ rank }) => rank > 1).map(({ name, rank }) => `${name}: its partner is number ${rank}`);
  return { found: ranks.length - missed.length, missed };
}
