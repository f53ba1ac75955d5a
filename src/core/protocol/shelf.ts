import { expectField, expectObject, isNatural, isText, type JsonObject } from './json.ts';

/** A file that the server may read: named on the command line, or inside a folder that was. */
export interface ShelfItem {
  /** The server's identifier of the file, to be sent back unchanged. */
  readonly path: string;
  readonly kind: 'film' | 'fingerprint' | 'still';
  /** File name without its folder. */
  readonly name: string;
  /**
   * Its folders for display, from the named one: `Films/Westerns`. Empty for a file that was named
   * itself.
   */
  readonly folder: string;
  /** Identifies, with `name` and `modifiedMs`, a file that is dropped into the page. */
  readonly bytes: number;
  /** Modification time, whole milliseconds since 1970, as in `File.lastModified`. */
  readonly modifiedMs: number;
}

/** The shelf: the files that the server offers. */
export interface Shelf {
  /** In the order of the command line; inside a folder by name, subfolders after files. */
  readonly items: readonly ShelfItem[];
  /** Whether files are missing from the list: too many files, or folders too deep. */
  readonly isCut: boolean;
}

/** Parse a shelf. @throws {MessageError} */
export function parseShelf(value: unknown): Shelf {
  const { items, isCut } = expectObject(value, 'shelf');
  expectField(Array.isArray(items), 'items', 'a list', items);
  expectField(typeof isCut === 'boolean', 'isCut', 'true or false', isCut);
  return { items: (items as unknown[]).map(parseItem), isCut: isCut as boolean };
}

function parseItem(value: unknown, at: number): ShelfItem {
  const item: JsonObject = expectObject(value, `items[${at}]`);
  for (const field of ['path', 'name', 'folder']) {
    expectField(isText(item[field]), `items[${at}].${field}`, 'a text', item[field]);
  }
  for (const field of ['bytes', 'modifiedMs']) {
    expectField(isNatural(item[field]), `items[${at}].${field}`, 'a whole number', item[field]);
  }
  const { path, kind, name, folder, bytes, modifiedMs } = item;
  const isKnown = kind === 'film' || kind === 'fingerprint' || kind === 'still';
  expectField(isKnown, `items[${at}].kind`, 'film, fingerprint or still', kind);
  return { path, kind, name, folder, bytes, modifiedMs } as ShelfItem;
}
