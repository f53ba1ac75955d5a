import { extname } from 'node:path';
import type { ShelfItem } from '../../../core/protocol/index.ts';
import { hasFilmExtension, isFingerprintFile } from '../../app/index.ts';

/** Extensions of stills: of those that browsers show. */
const STILL_EXTENSIONS = new Set('avif gif jpeg jpg png webp'.split(' '));

/** Tell by its name what a file in a folder is; null for what is neither film, fingerprint nor still, and for what is hidden. */
export function findKind(name: string): ShelfItem['kind'] | null {
  if (name.startsWith('.')) return null;
  if (isFingerprintFile(name)) return 'fingerprint';
  if (STILL_EXTENSIONS.has(extensionOf(name))) return 'still';
  return hasFilmExtension(name) ? 'film' : null;
}

const extensionOf = (name: string): string => extname(name).slice(1).toLowerCase();

/** Tell what a file is that was itself named: a film, whatever it is called, unless it is a fingerprint or a still. */
export function findNamedKind(name: string): ShelfItem['kind'] {
  if (isFingerprintFile(name)) return 'fingerprint';
  return STILL_EXTENSIONS.has(extensionOf(name)) ? 'still' : 'film';
}
