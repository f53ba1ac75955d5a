import type { Fingerprint } from '../../../core/fingerprint/index.ts';
import { chooseFormat } from '../outputs/file-extension.ts';
import { renderOutput } from '../outputs/render.ts';
import { writeWhole } from '../outputs/store.ts';
import { pathOfUrl } from './film-input.ts';

/**
 * Write a fingerprint to a file or a bucket, whole or not at all.
 *
 * @param path a path, a `file:` URL or an `s3://` address that ends in `.json` or `.json.gz`.
 * @throws {OptionError} for another extension.
 * @throws {ChromathequeError} `WriteError` for a file that cannot be written.
 */
export async function writeFingerprint(path: string | URL, film: Fingerprint): Promise<void> {
  const file = path instanceof URL ? pathOfUrl(path) : path;
  const { content } = await renderOutput(film, chooseFormat(file, ['json', 'json.gz']), {});
  await writeWhole(file, content);
}
