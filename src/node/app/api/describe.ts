import { type Description, describeFingerprint, type Fingerprint } from '../../../core/fingerprint/index.ts';
import { PALETTE_OPTIONS } from '../../../core/options/index.ts';
import { type DescribeOptions, describeFilmFile } from '../describe.ts';
import { type CallOptions, checkNames, reportWarnings } from './call-options.ts';
import { type FilmInput, openFilmInput } from './film-input.ts';
import { isFingerprint, sampleFew } from './palette.ts';
import { openCall, withRunner } from './with-runner.ts';

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
  const { samples } = PALETTE_OPTIONS;
  checkNames(options, { samples });
  options.signal?.throwIfAborted();
  if (isFingerprint(input)) return describeFingerprint(input);
  if (typeof input === 'object' && 'source' in input) {
    const { fingerprint, warnings } = await sampleFew(input, options.samples, options);
    reportWarnings(options, warnings);
    return describeFingerprint(fingerprint);
  }
  const { path, close } = await openFilmInput(input);
  try {
    const { signal, onEvent } = openCall(options);
    const { description, warnings } = await withRunner({ runner: options.runner, signal }, null, (getRunner) =>
      describeFilmFile(path, { samples: options.samples }, { getRunner, onEvent }),
    );
    reportWarnings(options, warnings);
    return description;
  } finally {
    await close();
  }
}
