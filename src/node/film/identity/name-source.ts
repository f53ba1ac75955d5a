import { stat } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import { parseSequencePattern } from '../sequences/picture-sequence.ts';
import { nameFilm } from './film-url.ts';

/** In the place of the extension that a sequence does not have. */
const SEQUENCE_EXTENSION = '.seq';

/**
 * Name a film for titles and outputs, with an extension: a film as {@link nameFilm} does; a folder by its own name, dots included; a pattern by what
 * its pictures have before their number, or by their folder where that is nothing.
 */
export async function nameSource(path: string): Promise<string> {
  const stats = await stat(path).catch(() => null);
  if (stats?.isDirectory()) return nameFilm(path) + SEQUENCE_EXTENSION;
  const pattern = stats === null ? parseSequencePattern(path) : null;
  if (pattern === null) return nameFilm(path);
  const stem = pattern.prefix.replace(/[\s._-]+$/, '');
  return (stem === '' ? basename(dirname(resolve(path))) : stem) + SEQUENCE_EXTENSION;
}
