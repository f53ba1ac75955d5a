import * as v from 'valibot';
import { natural, type Schema, text } from '../schema/index.ts';
import { parseMessage } from './parse-message.ts';

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

const shelf: Schema<Shelf> = v.object({
  items: v.array(
    v.object({
      path: text,
      kind: v.picklist(['film', 'fingerprint', 'still'], 'expected film, fingerprint or still'),
      name: text,
      folder: text,
      bytes: natural,
      modifiedMs: natural,
    }),
  ),
  isCut: v.boolean('expected true or false'),
});

/** Check a shelf. @throws {MessageError} */
export const parseShelf = (value: unknown): Shelf => parseMessage(shelf, value, 'shelf');
