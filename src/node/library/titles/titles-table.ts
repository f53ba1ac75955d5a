import { isUtf8 } from 'node:buffer';
import { ChromathequeError } from '../../../core/options/index.ts';

/**
 * An invalid table of titles, which is not the caller's mistake. The message names the file, and
 * the line if there is one.
 */
export class TitlesError extends ChromathequeError<'malformed'> {
  override readonly name = 'TitlesError';
}

/** A row of a table of titles. */
export interface TitlesRow {
  /** Line of the file in which the row ends, from 1. */
  readonly line: number;
  /** The name or path that identifies the film. */
  readonly file: string;
  /** Trimmed text by name of column, in lower case. Empty cells are absent. */
  readonly cells: Readonly<Record<string, string>>;
}

/** A table of titles. */
export interface TitlesTable {
  /** Names of the columns in lower case, in order. */
  readonly columns: readonly string[];
  readonly rows: readonly TitlesRow[];
}

/** Columns with a meaning. All but `file` may be missing. */
export const TITLES_COLUMNS = ['file', 'title', 'subtitle', 'year', 'director', 'genre'] as const;

/**
 * Parse a table of titles: CSV (RFC 4180, in UTF-8 or in UTF-16 with a byte order mark) with a first
 * line of names, one of which is `file`. Line breaks in quotes are kept.
 *
 * @param path for messages.
 * @throws {TitlesError} for a file that is not such a table: another encoding, other separators, no
 *   header, unclosed quotes.
 */
export async function parseTitlesTable(path: string, bytes: Uint8Array): Promise<TitlesTable> {
  const { CsvError, parse } = await import('csv-parse/sync');
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  checkEncoding(path, buffer);
  let columns: string[] | undefined;
  const readHeader = (header: string[]): string[] => {
    columns = checkHeader(path, header);
    return columns;
  };
  try {
    // Programs that write tables omit empty fields at the end of a row.
    const layout = { skip_empty_lines: true, relax_column_count_less: true, info: true };
    const rows = parse<Parsed>(buffer, { bom: true, columns: readHeader, ...layout });
    if (columns === undefined) readHeader([]);
    return { columns: columns ?? [], rows: rows.map(toRow) };
  } catch (cause) {
    if (!(cause instanceof CsvError)) throw cause;
    throw new TitlesError('malformed', `${path}: ${cause.message}`, { cause });
  }
}

/** A row as the parser returns it. */
interface Parsed {
  readonly info: { readonly lines: number };
  readonly record: Readonly<Record<string, string>>;
}

function toRow({ info, record }: Parsed): TitlesRow {
  const cells = Object.entries(record).map(([name, text]) => [name, text.trim()] as const);
  return {
    line: info.lines,
    file: record.file?.trim() ?? '',
    cells: Object.fromEntries(cells.filter(([, text]) => text !== '')),
  };
}

function checkHeader(path: string, header: readonly string[]): string[] {
  const names = header.map((name) => name.trim().toLowerCase());
  if (names.includes('file')) return names;
  const isOther = names.length === 1 && /[;\t]/.test(names[0]!);
  throw new TitlesError(
    'malformed',
    isOther
      ? `${path}: its columns are separated by ${names[0]!.includes(';') ? 'semicolons' : 'tabs'}; save it as CSV with commas`
      : `${path}: expected a first line with the columns ${TITLES_COLUMNS.join(',')}, got ${header.join(',') || 'nothing'}`,
  );
}

/**
 * @throws {TitlesError} for bytes that the parser cannot read: neither UTF-8, nor UTF-16 with a
 *   byte order mark.
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

/**
 * Whether two names of files are the same. macOS stores accents in file names as separate
 * characters (NFD); tables usually have accented letters as one character (NFC).
 */
export const isSameName = (one: string, other: string): boolean => one.normalize('NFC') === other.normalize('NFC');

/** Convert line breaks as for `--title`. */
export const toTitleText = (text: string): string => text.replaceAll('\\n', '\n').replaceAll('\r\n', '\n').trim();
