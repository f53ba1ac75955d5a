import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isS3Address, readS3 } from '../../s3/index.ts';
import { explainReadError } from '../files/explain-error.ts';
import type { LibraryFile } from '../files/list-library.ts';
import { LibraryError } from '../library-error.ts';
import { parseTitlesTable, TITLES_COLUMNS, TitlesError, type TitlesRow, toTitleText } from './titles-table.ts';

/** What the table of titles of a library says about a film. */
export interface FilmRecord {
  /** Absent if the cell is empty. Line breaks are spaces. */
  readonly title?: string;
  readonly year?: number;
  readonly directors: readonly string[];
  readonly genres: readonly string[];
  /** Text of all other columns that are not empty, by their names in lower case. */
  readonly others: Readonly<Record<string, string>>;
}

/** A fingerprint, as far as tables of titles may name it. */
interface NamedFilm {
  readonly film: { readonly name: string };
}

/** The table of titles of a library. */
export interface FilmRecords {
  /** Names of all columns in lower case. Empty if the library has no table. */
  readonly columns: readonly string[];
  /** Find the record of a film; without one, a record without text. */
  find(file: Pick<LibraryFile, 'name'>, fingerprint: NamedFilm): FilmRecord;
  /** Files of rows that {@link find} did not return yet. */
  listUnused(): string[];
}

/** Name of the table in the folder of a library. */
export const TITLES_NAME = 'titles.csv';

const NO_RECORD: FilmRecord = { directors: [], genres: [], others: {} };

/**
 * Read the table of titles of a library.
 *
 * A row belongs to a film if its `file` is the path of the fingerprint inside the library, its name,
 * or the name of the film's file, each with or without the extension.
 *
 * @param place the library.
 * @param path of the table; `titles.csv` in the library when absent, which may be missing.
 * @throws {LibraryError} for a table that cannot be read.
 * @throws {TitlesError} for a file that is not such a table, a year that is not a number, and two
 *   rows of one film.
 */
export async function readFilmRecords(place: string, path?: string): Promise<FilmRecords> {
  const file = path ?? (isS3Address(place) ? `${place.replace(/\/+$/, '')}/${TITLES_NAME}` : join(place, TITLES_NAME));
  const bytes = await readTable(file, path === undefined);
  if (bytes === null) return { columns: [], find: () => NO_RECORD, listUnused: () => [] };
  const { columns, rows } = await parseTitlesTable(file, bytes);
  const byFile = new Map<string, { readonly row: TitlesRow; readonly record: FilmRecord; isUsed: boolean }>();
  for (const row of rows) {
    const key = row.file.normalize('NFC');
    const before = byFile.get(key);
    if (before !== undefined) {
      throw new TitlesError(
        'malformed',
        `${file}: has two rows for ${row.file}, lines ${before.row.line} and ${row.line}`,
      );
    }
    byFile.set(key, { row, record: toRecord(file, row), isUsed: false });
  }
  return {
    columns,
    find({ name }, { film }) {
      const found = [...new Set(listNames(name, film.name))].flatMap((key) => byFile.get(key) ?? []);
      const [first, second] = found;
      if (first === undefined) return NO_RECORD;
      if (second !== undefined) {
        const rows = `${first.row.file} (line ${first.row.line}) and ${second.row.file} (line ${second.row.line})`;
        throw new TitlesError('malformed', `${file}: has two rows for ${name}: ${rows}`);
      }
      first.isUsed = true;
      return first.record;
    },
    listUnused: () => [...byFile.values()].filter(({ isUsed }) => !isUsed).map(({ row }) => row.file),
  };
}

async function readTable(path: string, isOptional: boolean): Promise<Uint8Array | null> {
  try {
    return isS3Address(path) ? await readS3(path) : await readFile(path);
  } catch (cause) {
    const error = explainReadError(path, cause);
    if (isOptional && error instanceof LibraryError && error.code === 'not-found') return null;
    throw error;
  }
}

/** All names by which a table may call a film. */
function listNames(file: string, film: string): string[] {
  const base = file.slice(file.lastIndexOf('/') + 1);
  return [file, base, film]
    .flatMap((name) => [name, name.replace(/\.json(?:\.gz)?$/i, ''), name.replace(/\.[^./]+$/, '')])
    .map((name) => name.normalize('NFC'));
}

function toRecord(path: string, { line, cells }: TitlesRow): FilmRecord {
  const { title, year, director, genre } = cells;
  const known: readonly string[] = TITLES_COLUMNS;
  const others = Object.entries(cells).filter(([name]) => !known.includes(name) || name === 'subtitle');
  return {
    ...(title !== undefined && { title: toTitleText(title).replaceAll(/\s+/g, ' ') }),
    ...(year !== undefined && { year: readYear(path, line, year) }),
    directors: splitList(director),
    genres: splitList(genre),
    others: Object.fromEntries(others),
  };
}

/** Names of directors contain commas ("Ozu, Y."), so lists are separated by semicolons. */
const splitList = (text = ''): string[] =>
  text
    .split(/[;|]/)
    .map((item) => item.trim())
    .filter((item) => item !== '');

/** Read the first year of a text: 1920 of "c. 1920", 1949 of "1949-50". */
function readYear(path: string, line: number, text: string): number {
  const [year] = /(?<!\d)\d{4}(?!\d)/.exec(text) ?? [];
  if (year !== undefined) return Number(year);
  throw new TitlesError('malformed', `${path}: line ${line}: expected a year such as 1974, got ${text}`);
}
