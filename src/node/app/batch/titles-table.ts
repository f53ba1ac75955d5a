import { isUtf8 } from 'node:buffer';
import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { ChromathequeError } from '../../../core/options/index.ts';
import { explainOpenError, nameFilm } from '../../film/index.ts';
import { listFirst } from './list-films.ts';

/**
 * An invalid table of titles, which is not the caller's mistake. The message names the file, and
 * the line if there is one.
 */
export class TitlesError extends ChromathequeError<'malformed'> {
  override readonly name = 'TitlesError';
}

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

const COLUMNS = ['file', 'title', 'subtitle', 'year'] as const;
type Row = Partial<Record<(typeof COLUMNS)[number], string>>;

/**
 * Read a table of titles: CSV (RFC 4180, UTF-8) with the columns `file`, `title`, `subtitle` and
 * `year`, of which only `file` is required.
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
  checkEncoding(path, bytes);
  const { rows, unknown } = await parseRows(path, bytes);
  const found = new Map<string, FilmTitle>();
  const unmatched: string[] = [];
  for (const row of rows) {
    const file = row.file?.trim() ?? '';
    const matches = films.filter(
      (film) => isSameName(nameFilm(film), file) || isSameName(resolve(film), resolve(dirname(path), file)),
    );
    if (matches.length === 0) unmatched.push(file);
    for (const film of matches) {
      if (found.has(film)) throw new TitlesError('malformed', `${path}: has two rows for ${file}`);
      found.set(film, toTitle(row));
    }
  }
  const warnings = [
    ...(unknown.length > 0
      ? [`columns that are not known: ${unknown.join(', ')}; those are ${COLUMNS.join(', ')}`]
      : []),
    ...(unmatched.length > 0 ? [`rows whose file is none of the films: ${listFirst(unmatched)}`] : []),
  ];
  return { titleOf: (film) => found.get(film) ?? {}, warnings };
}

/**
 * macOS stores accents in file names as separate characters (NFD); tables usually have accented
 * letters as one character (NFC).
 */
const isSameName = (one: string, other: string): boolean => one.normalize('NFC') === other.normalize('NFC');

/**
 * @throws {TitlesError} for bytes that the parser cannot read: neither UTF-8, nor UTF-16 with a
 * BOM.
 */
function checkEncoding(path: string, bytes: Buffer): void {
  const isUtf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
  if (isUtf16 || isUtf8(bytes)) return;
  let line = 1;
  for (let from = 0; ; line++) {
    const end = bytes.indexOf(0x0a, from);
    if (end < 0 || !isUtf8(bytes.subarray(from, end))) break;
    from = end + 1;
  }
  throw new TitlesError('malformed', `${path}: is not UTF-8 (line ${line}); save it as "CSV UTF-8"`);
}

async function parseRows(path: string, bytes: Buffer): Promise<{ rows: Row[]; unknown: string[] }> {
  const { CsvError, parse } = await import('csv-parse/sync');
  let unknown: string[] | undefined;
  const readHeader = (header: string[]): string[] => {
    const names = header.map((name) => name.trim().toLowerCase());
    if (!names.includes('file')) {
      const isOther = names.length === 1 && /[;\t]/.test(names[0]!);
      throw new TitlesError(
        'malformed',
        isOther
          ? `${path}: its columns are separated by ${names[0]!.includes(';') ? 'semicolons' : 'tabs'}; save it as CSV with commas`
          : `${path}: expected a first line with the columns ${COLUMNS.join(',')}, got ${header.join(',') || 'nothing'}`,
      );
    }
    unknown = names.filter((name) => !(COLUMNS as readonly string[]).includes(name));
    return names;
  };
  try {
    // Programs that write tables omit empty fields at the end of a row.
    const layout = { skip_empty_lines: true, relax_column_count_less: true };
    const rows = parse<Row>(bytes, { bom: true, columns: readHeader, ...layout });
    if (unknown === undefined) readHeader([]);
    return { rows, unknown: unknown ?? [] };
  } catch (cause) {
    if (!(cause instanceof CsvError)) throw cause;
    throw new TitlesError('malformed', `${path}: ${cause.message}`, { cause });
  }
}

function toTitle({ title = '', subtitle = '', year = '' }: Row): FilmTitle {
  const below = [subtitle, year].map(toText).filter((text) => text !== '');
  return {
    ...(title.trim() !== '' && { title: toText(title) }),
    ...(below.length > 0 && { subtitle: below.join(', ') }),
  };
}

/** Convert line breaks as for `--title`. */
const toText = (text: string): string => text.replaceAll('\\n', '\n').replaceAll('\r\n', '\n').trim();
