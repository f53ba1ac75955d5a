import { type Description, describeFingerprint, type Fingerprint } from '../../../core/fingerprint/index.ts';
import { PALETTE_OPTIONS } from '../../../core/options/index.ts';
import { checkDescribeOptions, type DescribeOptions, describeFilmFile } from '../describe.ts';
import { type CallOptions, checkNames, reportWarnings } from './call-options.ts';
import type { FilmInput } from './film-input.ts';
import { openFew } from './open-few.ts';

/**
 * Describe the colours of a film or a fingerprint in words.
 *
 * @throws {OptionError} for options out of range, before any work.
 * @throws {ChromathequeError} `FilmError` for a film that cannot be read or decoded.
 */
export async function describe(
  input: FilmInput | Fingerprint,
  options: DescribeOptions & CallOptions = {},
): Promise<Description> {
  checkNames(options, { samples: PALETTE_OPTIONS.samples });
  const { samples, ...call } = options;
  checkDescribeOptions({ samples });
  const { description, warnings } = await openFew(input, samples, call, {
    ofFilm: (film, warnings) => ({ description: describeFingerprint(film), warnings }),
    ofFile: (path, work) => describeFilmFile(path, { samples }, work),
  });
  reportWarnings(options, warnings);
  return description;
}
