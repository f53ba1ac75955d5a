import { extname } from 'node:path';
import { isFingerprintFile } from '../app/index.ts';
import type { ShelfItem } from '../protocol/index.ts';

/** Extensions that a folder's films are known by: those of the containers that are read and hold films as people have them. A film of another name is named itself. */
const FILM_EXTENSIONS = new Set(
  (
    '3g2 3gp asf avi divx dv f4v flv gxf h264 hevc ivf m2ts m2v m4v mkv mov mp4 mpe mpeg mpg mts mxf nut ogg ogm ogv ' +
    'rm rmvb ts vob webm wmv wtv y4m'
  ).split(' '),
);

/** Extensions of stills: of those that browsers show. */
const STILL_EXTENSIONS = new Set('avif gif jpeg jpg png webp'.split(' '));

/** Tell by its name what a file in a folder is; null for what is neither film, fingerprint nor still, and for what is hidden. */
export function findKind(name: string): ShelfItem['kind'] | null {
  if (name.startsWith('.')) return null;
  const extension = extensionOf(name);
  if (isFingerprintFile(name)) return 'fingerprint';
  if (STILL_EXTENSIONS.has(extension)) return 'still';
  return FILM_EXTENSIONS.has(extension) ? 'film' : null;
}

const extensionOf = (name: string): string => extname(name).slice(1).toLowerCase();

/** Tell what a file is that was itself named: a film, whatever it is called, unless it is a fingerprint or a still. */
export function findNamedKind(name: string): ShelfItem['kind'] {
  if (isFingerprintFile(name)) return 'fingerprint';
  return STILL_EXTENSIONS.has(extensionOf(name)) ? 'still' : 'film';
}
