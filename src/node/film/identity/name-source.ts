import { stat } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import { parseSequencePattern } from '../sequences/picture-sequence.ts';
import { nameFilm } from './film-url.ts';

/** Stands in for the extension that a sequence does not have. */
const SEQUENCE_EXTENSION = '.seq';

/**
 * Name a film for titles and outputs, with an extension: a film like {@link nameFilm}; a folder by
 * its own name, including dots; a pattern by the text before the number, or by its folder if there
 * is none.
 */
export async function nameSource(path: string): Promise<string> {
  const stats = await stat(path).catch(() => null);
  if (stats?.isDirectory()) return nameFilm(path) + SEQUENCE_EXTENSION;
  const pattern = stats === null ? parseSequencePattern(path) : null;
  if (pattern === null) return nameFilm(path);
  const stem = pattern.prefix.replace(/[\s._-]+$/, '');
  return (stem === '' ? basename(dirname(resolve(path))) : stem) + SEQUENCE_EXTENSION;
}
