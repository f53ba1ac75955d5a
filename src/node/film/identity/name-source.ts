import { stat } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import { parseSequencePattern } from '../sequences/picture-sequence.ts';
import { nameFilm } from './film-url.ts';

/** Stands for the extension that a sequence does not have. */
const SEQUENCE_EXTENSION = '.seq';

/**
 * Name a film for titles and outputs, with an extension: a film like {@link nameFilm}; a folder by
 * its name, dots included; a pattern by what precedes the number of its pictures, or by their
 * folder if nothing does.
 */
export async function nameSource(path: string): Promise<string> {
  const stats = await stat(path).catch(() => null);
  if (stats?.isDirectory()) return nameFilm(path) + SEQUENCE_EXTENSION;
  const pattern = stats === null ? parseSequencePattern(path) : null;
  if (pattern === null) return nameFilm(path);
  const stem = pattern.prefix.replace(/[\s._-]+$/, '');
  return (stem === '' ? basename(dirname(resolve(path))) : stem) + SEQUENCE_EXTENSION;
}
