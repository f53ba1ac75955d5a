/** The path of a file for clients: a root, and the path from there. */
export interface ShelfPath {
  /** Index on the command line, from 0. */
  readonly root: number;
  /** Names of folders, then of the file; at least one. No name is empty, `.` or `..`. */
  readonly parts: readonly string[];
}

/** PATH_MAX of Linux. */
const MAX_CHARACTERS = 4096;

/** Format a path: `0/Westerns/film.mkv`. */
export const formatShelfPath = ({ root, parts }: ShelfPath): string => [root, ...parts].join('/');

/**
 * Parse a path from a client. Only the spelling of {@link formatShelfPath} is valid: nothing is
 * decoded, completed or normalized. Other texts return null.
 *
 * @param platform the system whose separators apply.
 */
export function parseShelfPath(text: string, platform: NodeJS.Platform = process.platform): ShelfPath | null {
  if (text.length > MAX_CHARACTERS || text.includes('\0')) return null;
  const [root = '', ...parts] = text.split('/');
  if (!/^(?:0|[1-9]\d{0,4})$/.test(root) || parts.length === 0) return null;
  // On Windows, a backslash is a separator, and a colon marks a drive or a stream within a file. A
  // name cannot end in a dot or a space.
  const isForeign = (part: string) => platform === 'win32' && /[\\:]|[. ]$/.test(part);
  if (parts.some((part) => ['', '.', '..'].includes(part) || isForeign(part))) return null;
  return { root: Number(root), parts };
}
