import { expectField, expectObject, isNatural, isText, type JsonObject } from './json.ts';

/** A file that the server may read, because it was named on the command line or lies in a folder that was. */
export interface ShelfItem {
  /** What the server knows it by: to be handed back as it is. */
  readonly path: string;
  readonly kind: 'film' | 'fingerprint' | 'still';
  /** File name without its folder. */
  readonly name: string;
  /** The folders it lies in, from the one that was named on; empty for a file that was itself named. For people: `Films/Westerns`. */
  readonly folder: string;
  /** With `name` and `modifiedMs` it tells whether a file dropped into the page is this one. */
  readonly bytes: number;
  /** Last change, whole milliseconds since 1970, as `File.lastModified` has it. */
  readonly modifiedMs: number;
}

/** What was named on the command line. */
export interface Shelf {
  /** As they were named; within a folder by name, folders after their files. */
  readonly items: readonly ShelfItem[];
  /** Whether the folders hold more than is listed: too many files, or folders too deep. */
  readonly isCut: boolean;
}

/** Check a shelf. @throws {MessageError} */
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
