import type { Fingerprint } from '../../core/fingerprint/index.ts';
import type { FilmResult } from '../../core/pipeline/index.ts';
import type { FingerprintEvent } from './fingerprint/events.ts';
import { fingerprintFilm } from './fingerprint/fingerprint-film.ts';
import type { FingerprintOptions } from './fingerprint/options.ts';
import { isFingerprintFile } from './outputs/file-extension.ts';
import { PALETTE_SAMPLES } from './outputs/palette-options.ts';
import { readFingerprint } from './read-fingerprint.ts';
import type { SpanRunner } from './workers/span-runner.ts';

/** How to sample a film and report its progress. Not used for a still or a fingerprint. */
export interface PaletteWork {
  /** Creates the runner; called only for a film. */
  readonly getRunner: () => SpanRunner;
  readonly onFilm?: (() => void) | undefined;
  readonly onEvent?: ((event: FingerprintEvent) => void) | undefined;
}

/** A fingerprint, and warnings about its film. */
type FewSamples = Pick<FilmResult, 'warnings'> & { readonly fingerprint: Fingerprint };

/**
 * Read a fingerprint (`.json`, `.json.gz`), or sample as few frames of a film as a palette or a
 * description needs.
 *
 * @throws {FilmError} for a film that cannot be read or decoded.
 * @throws {FormatError} for a `.json` that is not a fingerprint.
 */
export async function sampleFew(
  path: string,
  options: Pick<FingerprintOptions, 'samples' | 'loudness'>,
  { getRunner, onFilm, onEvent }: PaletteWork,
): Promise<FewSamples> {
  if (isFingerprintFile(path)) return { fingerprint: await readFingerprint(path), warnings: [] };
  onFilm?.();
  return fingerprintFilm(
    path,
    { ...options, pictures: false },
    { runner: getRunner(), onEvent, defaultSamples: PALETTE_SAMPLES },
  );
}
