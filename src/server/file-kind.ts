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

/** Tell by its name what a file in a folder is; null for what is neither film nor fingerprint, and for what is hidden. */
export function findKind(name: string): ShelfItem['kind'] | null {
  if (name.startsWith('.')) return null;
  if (isFingerprintFile(name)) return 'fingerprint';
  return FILM_EXTENSIONS.has(extname(name).slice(1).toLowerCase()) ? 'film' : null;
}

/** Tell what a file is that was itself named: a film, whatever it is called, unless it is a fingerprint. */
export const findNamedKind = (name: string): ShelfItem['kind'] => (isFingerprintFile(name) ? 'fingerprint' : 'film');
