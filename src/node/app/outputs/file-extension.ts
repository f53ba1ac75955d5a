import { extname } from 'node:path';

/** Tell a file's extension, in lower case and without its first dot: `json.gz` counts as one. */
export function fileExtension(path: string): string {
  const extension = extname(path).slice(1).toLowerCase();
  return extension === 'gz' && /\.json\.gz$/i.test(path) ? 'json.gz' : extension;
}

/** Tell by its name whether a file is a fingerprint, gzipped or not. */
export const isFingerprintFile = (path: string): boolean => ['json', 'json.gz'].includes(fileExtension(path));
