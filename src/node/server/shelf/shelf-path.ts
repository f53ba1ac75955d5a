/** What a client may name: which root, and the way from there. */
export interface ShelfPath {
  /** Its place on the command line, counted from 0. */
  readonly root: number;
  /** Names of folders and, last, of the file; at least one. None empty, none `.` or `..`. */
  readonly parts: readonly string[];
}

/** Characters at most: PATH_MAX of Linux. */
const MAX_CHARACTERS = 4096;

/** Name a file: `0/Westerns/film.mkv`. */
export const formatShelfPath = ({ root, parts }: ShelfPath): string => [root, ...parts].join('/');

/**
 * Read what a client names. It is one spelling, that of {@link formatShelfPath}: nothing is decoded again, completed or tidied up, and what
 * is not in that spelling names nothing.
 *
 * @param platform whose separators count.
 */
export function parseShelfPath(text: string, platform: NodeJS.Platform = process.platform): ShelfPath | null {
  if (text.length > MAX_CHARACTERS || text.includes('\0')) return null;
  const [root = '', ...parts] = text.split('/');
  if (!/^(?:0|[1-9]\d{0,4})$/.test(root) || parts.length === 0) return null;
  // On Windows a backslash separates, and a colon names a drive or a stream within a file; names end in no dot or space.
  const isForeign = (part: string) => platform === 'win32' && /[\\:]|[. ]$/.test(part);
  if (parts.some((part) => ['', '.', '..'].includes(part) || isForeign(part))) return null;
  return { root: Number(root), parts };
}
