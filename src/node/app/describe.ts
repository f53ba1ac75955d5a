import { type Description, describeFingerprint } from '../../core/fingerprint/index.ts';
import { checkPaletteOptions, type FilmPaletteOptions } from './outputs/palette-options.ts';
import { type PaletteWork, sampleFew } from './sample-few.ts';

/** How a film is sampled before it is described: the `samples` of `PALETTE_OPTIONS`. */
export type DescribeOptions = Pick<FilmPaletteOptions, 'samples'>;

/** The description of a film, and warnings about the film. */
export interface DescribedFilm {
  readonly description: Description;
  readonly warnings: readonly string[];
}

/**
 * Check options before any work.
 *
 * @throws {OptionError}
 */
export function checkDescribeOptions({ samples }: DescribeOptions): void {
  checkPaletteOptions({ samples });
}

/**
 * Describe a film, or a fingerprint (`.json`, `.json.gz`), in words.
 *
 * @throws {OptionError} for options out of range, before any work.
 * @throws {FilmError} for a film that cannot be read or decoded.
 * @throws {FormatError} for a `.json` that is not a fingerprint.
 */
export async function describeFilmFile(
  path: string,
  options: DescribeOptions,
  work: PaletteWork,
): Promise<DescribedFilm> {
  checkDescribeOptions(options);
  const { fingerprint, warnings } = await sampleFew(path, { samples: options.samples }, work);
  return { description: describeFingerprint(fingerprint), warnings };
}
