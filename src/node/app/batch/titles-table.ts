import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { explainOpenError, nameFilm } from '../../film/index.ts';
import {
  isSameName,
  parseTitlesTable,
  TITLES_COLUMNS,
  TitlesError,
  type TitlesRow,
  toTitleText,
} from '../../library/index.ts';
import { listFirst } from './list-films.ts';

/** The text on a film's pictures. Fields that the table leaves empty are absent. */
export interface FilmTitle {
  readonly title?: string;
  /** Subtitle and year, if the table has them. */
  readonly subtitle?: string;
}

/** A table of titles, and warnings about it. */
export interface FilmTitles {
  readonly titleOf: (film: string) => FilmTitle;
  /** Unknown columns, and rows whose file is not one of the films. */
  readonly warnings: readonly string[];
}

/**
 * Read a table of titles: CSV (RFC 4180, UTF-8) with the columns `file`, `title`, `subtitle` and
 * `year`, of which only `file` is required. `director` and `genre` are for libraries.
 *
 * `file` is a film's name, or its path relative to the table's folder. Composed and decomposed
 * letters (NFC, NFD) are equal. Line breaks in quotes are kept, and `\n` means a line break.
 *
 * @param films films to find titles for.
 * @throws {FilmError} `not-found`, `unreadable`.
 * @throws {TitlesError} for a file that is not such a table: another encoding, other separators, no
 *   header, unclosed quotes, two rows for a film.
 */
export async function readTitles(path: string, films: readonly string[]): Promise<FilmTitles> {
  const bytes = await readFile(path).catch((error) => {
    throw explainOpenError(path, error);
  });
  const { rows, columns } = await parseTitlesTable(path, bytes);
  const unknown = columns.filter((name) => !(TITLES_COLUMNS as readonly string[]).includes(name));
  const found = new Map<string, FilmTitle>();
  const unmatched: string[] = [];
  for (const { file, line, cells } of rows) {
    const matches = films.filter(
      (film) => isSameName(nameFilm(film), file) || isSameName(resolve(film), resolve(dirname(path), file)),
    );
    if (matches.length === 0) unmatched.push(file);
    for (const film of matches) {
      if (found.has(film))
        throw new TitlesError('malformed', `${path}: has two rows for ${file}; the second is on line ${line}`);
      found.set(film, toTitle(cells));
    }
  }
  const warnings = [
    ...(unknown.length > 0
      ? [`columns that are not known: ${unknown.join(', ')}; those are ${TITLES_COLUMNS.join(', ')}`]
      : []),
    ...(unmatched.length > 0 ? [`rows whose file is none of the films: ${listFirst(unmatched)}`] : []),
  ];
  return { titleOf: (film) => found.get(film) ?? {}, warnings };
}

function toTitle({ title, subtitle, year }: TitlesRow['cells']): FilmTitle {
  const below = [subtitle, year].flatMap((text) => (text === undefined ? [] : [toTitleText(text)]));
  return {
    ...(title !== undefined && { title: toTitleText(title) }),
    ...(below.length > 0 && { subtitle: below.join(', ') }),
  };
}
