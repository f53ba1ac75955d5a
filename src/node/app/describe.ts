import { type Description, describeFingerprint, type Fingerprint } from '../../core/fingerprint/index.ts';
import { fingerprintFilm } from './fingerprint/fingerprint-film.ts';
import { isFingerprintFile } from './outputs/file-extension.ts';
import type { PaletteWork } from './outputs/palette.ts';
import { checkPaletteOptions, type FilmPaletteOptions, PALETTE_SAMPLES } from './outputs/palette-options.ts';
import { readFingerprint } from './read-fingerprint.ts';

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
  const { fingerprint, warnings } = isFingerprintFile(path)
    ? { fingerprint: await readFingerprint(path), warnings: [] }
    : await sampleFilm(path, options, work);
  return { description: describeFingerprint(fingerprint), warnings };
}

async function sampleFilm(
  path: string,
  { samples }: DescribeOptions,
  { getRunner, onFilm, onEvent }: PaletteWork,
): Promise<{ readonly fingerprint: Fingerprint; readonly warnings: readonly string[] }> {
  onFilm?.();
  return await fingerprintFilm(
    path,
    { samples, pictures: false },
    { runner: getRunner(), onEvent, defaultSamples: PALETTE_SAMPLES },
  );
}
