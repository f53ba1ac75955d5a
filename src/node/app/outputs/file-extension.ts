import { extname } from 'node:path';
import { listChoices, OptionError } from '../../../core/options/index.ts';

/** Return a file's extension in lower case, without its first dot; `json.gz` counts as one. */
export function fileExtension(path: string): string {
  const extension = extname(path).slice(1).toLowerCase();
  return extension === 'gz' && /\.json\.gz$/i.test(path) ? 'json.gz' : extension;
}

/** Whether the name of a file is that of a fingerprint, gzipped or not. */
export const isFingerprintFile = (path: string): boolean => ['json', 'json.gz'].includes(fileExtension(path));

/**
 * Return which of some formats a file's extension names.
 *
 * @param options.extension the extension, where it is not the usual one. `when` is printed before the
 *   formats that are expected.
 * @throws {OptionError} that lists the formats.
 */
export function chooseFormat<Format extends string>(
  path: string,
  formats: readonly Format[],
  { extension = fileExtension(path), when = '' }: { readonly extension?: string; readonly when?: string } = {},
): Format {
  const format = formats.find((known) => known === extension);
  if (format !== undefined) return format;
  const expected = `${when}a file ending in ${listChoices(formats.map((name) => `.${name}`))}`;
  throw new OptionError('wrong-value', 'output', `expected ${expected}, got ${path}`);
}
