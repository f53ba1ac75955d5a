import { extname } from 'node:path';
import type { ShelfItem } from '../../../core/protocol/index.ts';
import { hasFilmExtension, isFingerprintFile } from '../../app/internal.ts';

/** Extensions of stills that browsers can show. */
const STILL_EXTENSIONS = new Set('avif gif jpeg jpg png webp'.split(' '));

/** Find the kind of a file in a folder by its name; null for hidden files and other kinds. */
export function findKind(name: string): ShelfItem['kind'] | null {
  if (name.startsWith('.')) return null;
  if (isFingerprintFile(name)) return 'fingerprint';
  if (STILL_EXTENSIONS.has(extensionOf(name))) return 'still';
  return hasFilmExtension(name) ? 'film' : null;
}

const extensionOf = (name: string): string => extname(name).slice(1).toLowerCase();

/** Find the kind of a file named on the command line: a film unless a fingerprint or a still. */
export function findNamedKind(name: string): ShelfItem['kind'] {
  if (isFingerprintFile(name)) return 'fingerprint';
  return STILL_EXTENSIONS.has(extensionOf(name)) ? 'still' : 'film';
}
