import { OptionError } from '../../../core/options/index.ts';
import {
  type IndexedEntry,
  listLibrary,
  type OpenLibrary,
  type OpenOptions,
  openLibrary,
  readFilmRecords,
} from '../../library/index.ts';

/** A library with what `titles.csv` says of its films. */
export interface Collection extends OpenLibrary {
  readonly titleOf: (entry: IndexedEntry) => string;
  /** Null if the table does not state it. */
  readonly yearOf: (entry: IndexedEntry) => number | null;
}

/** Whether a folder has files with the names of fingerprints. @throws {LibraryError} */
export const hasFingerprints = async (place: string): Promise<boolean> => (await listLibrary(place)).length > 0;

/** Which films of a library are searched. */
export interface FilmFilter {
  /** `1974`, `1970-1979`, `1970-` or `-1979`. */
  readonly year?: string | undefined;
  readonly title?: string | undefined;
}

/**
 * Open a library with its table of titles.
 *
 * @throws {LibraryError} {TitlesError}
 */
export async function openCollection(place: string, options: OpenOptions): Promise<Collection> {
  const records = await readFilmRecords(place);
  const library = await openLibrary(place, options);
  const recordOf = (entry: IndexedEntry) => records.find(entry, { film: { name: entry.fileName } });
  return {
    ...library,
    titleOf: (entry) => recordOf(entry).title ?? entry.title,
    yearOf: (entry) => recordOf(entry).year ?? null,
  };
}

/**
 * Create the test of a film.
 *
 * @throws {OptionError} for years that are none.
 */
export function createFilter({ year, title }: FilmFilter): (entry: IndexedEntry, collection: Collection) => boolean {
  const years = year === undefined ? null : parseYears(year);
  const wanted = title === undefined ? null : foldCase(title);
  return (entry, { titleOf, yearOf }) => {
    if (wanted !== null && !foldCase(titleOf(entry)).includes(wanted)) return false;
    if (years === null) return true;
    const of = yearOf(entry);
    return of !== null && of >= years.from && of <= years.to;
  };
}

const foldCase = (text: string): string => text.normalize('NFC').toLowerCase();

function parseYears(text: string): { from: number; to: number } {
  const [, from, dash, to] = /^(\d{4})?(-)?(\d{4})?$/.exec(text.trim()) ?? [];
  const isRange = dash !== undefined && (from !== undefined || to !== undefined);
  const isYear = dash === undefined && from !== undefined && to === undefined;
  const years = { from: Number(from ?? 0), to: Number((isYear ? from : to) ?? 9999) };
  if ((isRange || isYear) && years.from <= years.to) return years;
  throw new OptionError('wrong-value', 'year', `expected years such as 1974 or 1970-1979, got ${JSON.stringify(text)}`);
}
