import { computed, type ReadonlySignal, signal } from '@preact/signals';
import { makePanelKeys, type PanelKeys, type PanelOrder, sortFilms } from '../../../../core/poster/index.ts';
import { type WallFilm, wallContent } from './wall-films.ts';
import { wallResult } from './wall-search.ts';

/** Orders of the wall, with their labels. */
export const WALL_ORDERS = {
  title: 'Title',
  year: 'Year',
  lightness: 'Lightness',
  hue: 'Hue',
} as const satisfies Partial<Record<PanelOrder, string>>;

/** One of {@link WALL_ORDERS}. */
export type WallOrder = keyof typeof WALL_ORDERS;

/** Part of the title, year or file name of the films that are shown. */
export const wallFilter = signal('');
export const wallOrder = signal<WallOrder>('title');
export const wallMode = signal<'list' | 'map'>('list');
/** How far the wall is scrolled, kept while a film is shown. */
export const wallScroll = signal(0);

const foldCase = (text: string): string => text.normalize('NFC').toLowerCase();

const keys = new WeakMap<WallFilm, PanelKeys>();

/** The sort keys of a film: a year of the table of titles goes before that in its file's name. */
export function keysOf(film: WallFilm): PanelKeys {
  let known = keys.get(film);
  if (known === undefined) {
    const made = makePanelKeys(film.title, film.fileName, film.mean);
    known = film.year === null ? made : { ...made, year: film.year };
    keys.set(film, known);
  }
  return known;
}

const sorted: ReadonlySignal<readonly number[]> = computed(() => {
  const films = wallContent.value.films.map((film, index) => ({ index, keys: keysOf(film) }));
  return sortFilms(films, wallOrder.value).map(({ index }) => index);
});

/** Films that are shown, as indices, in order: those that were found, or all, as far as the filter admits. */
export const shownFilms: ReadonlySignal<readonly number[]> = computed(() => {
  const { films } = wallContent.value;
  const wanted = foldCase(wallFilter.value.trim());
  const ordered = wallResult.value?.films ?? sorted.value;
  if (wanted === '') return ordered;
  return ordered.filter((index) => {
    const film = films[index]!;
    return foldCase(`${film.title} ${keysOf(film).year ?? ''} ${film.fileName}`).includes(wanted);
  });
});
