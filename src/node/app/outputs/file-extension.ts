import { extname } from 'node:path';

/** Return a file's extension in lower case, without its first dot; `json.gz` counts as one. */
export function fileExtension(path: string): string {
  const extension = extname(path).slice(1).toLowerCase();
  return extension === 'gz' && /\.json\.gz$/i.test(path) ? 'json.gz' : extension;
}

/** Whether the name of a file is that of a fingerprint, gzipped or not. */
export const isFingerprintFile = (path: string): boolean => ['json', 'json.gz'].includes(fileExtension(path));
