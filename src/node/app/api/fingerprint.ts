import type { Column, Fingerprint } from '../../../core/fingerprint/index.ts';
import { FILM_OPTIONS } from '../../../core/options/index.ts';
import type { FilmResult } from '../../../core/pipeline/index.ts';
import { fingerprintFilm } from '../fingerprint/fingerprint-film.ts';
import { checkFingerprintOptions, type FingerprintOptions } from '../fingerprint/options.ts';
import { type CallOptions, checkNames, reportWarnings } from './call-options.ts';
import { type FilmInput, identityOf, openFilmInput } from './film-input.ts';
import { openCall, withRunner } from './with-runner.ts';

/**
 * Sample a film and find the colours of each frame.
 *
 * The same film and options give the same fingerprint, to the byte, on any number of processes.
 *
 * @throws {OptionError} for options out of range, before any work.
 * @throws {ChromathequeError} `FilmError` for a film that cannot be read.
 */
export async function fingerprint(
  film: FilmInput,
  options: FingerprintOptions & CallOptions = {},
): Promise<Fingerprint> {
  const { fingerprint, warnings } = await sampleInput(film, options);
  reportWarnings(options, warnings);
  return fingerprint;
}

/** Fingerprint an input. @param onColumn called for each column when it is complete, in any order. */
export async function sampleInput(
  film: FilmInput,
  options: FingerprintOptions & CallOptions,
  onColumn?: (index: number, column: Column) => void,
): Promise<FilmResult> {
  checkNames(options, FILM_OPTIONS);
  const { runner, signal: _, onProgress: __, onWarning: ___, ...asked } = options;
  checkFingerprintOptions(asked);
  options.signal?.throwIfAborted();
  const input = await openFilmInput(film);
  const { signal, onEvent } = openCall(options, onColumn);
  try {
    return await withRunner({ runner, signal }, input.open?.source ?? null, (getRunner) =>
      fingerprintFilm(input.path, input.open === null ? asked : { ...asked, loudness: false }, {
        runner: getRunner(),
        identity: input.open === null ? undefined : identityOf(input.open),
        onEvent,
      }),
    );
  } finally {
    await input.close();
  }
}
