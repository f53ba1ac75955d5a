import type { Span } from '../../../core/frame/index.ts';
import { type AssemblyOptions, assembleFingerprint, type FilmResult } from '../../../core/pipeline/index.ts';
import { PACKAGE } from '../package-info.ts';
import { collectColumns } from './collect-columns.ts';
import type { FingerprintContext } from './events.ts';
import { type CheckedFingerprintOptions, checkFingerprintOptions, type FingerprintOptions } from './options.ts';
import { type FilmPlan, planFilm } from './plan.ts';

/**
 * Sample a film and find the colours of each frame.
 *
 * The same film and options give the same fingerprint, to the byte, for any number of processes.
 *
 * @param path a local file, a URL, or a sequence of numbered pictures: their folder, or a pattern
 *   such as `frames/f%04d.png`. The frame rate of a sequence is 25.
 * @throws {OptionError} for options out of range, before any work; for a `from` beyond the end of
 *   the film.
 * @throws {FilmError} for a film that cannot be read, or of which no frame can be decoded.
 */
export async function fingerprintFilm(
  path: string,
  options: FingerprintOptions,
  context: FingerprintContext,
): Promise<FilmResult> {
  const checked = checkFingerprintOptions(options, context.defaultSamples);
  const { plan, spans } = await planFilm(path, checked, context);
  return joinFilm(path, plan, spans, checked, context);
}

/**
 * Run the spans of a planned film, and assemble its fingerprint.
 *
 * @param path of the film that was planned.
 * @param options the options that it was planned with.
 * @throws {FilmError} for a film of which no frame can be decoded.
 */
export async function joinFilm(
  path: string,
  plan: FilmPlan,
  spans: readonly Span[],
  options: CheckedFingerprintOptions,
  context: Pick<FingerprintContext, 'runner' | 'onEvent'>,
): Promise<FilmResult> {
  const collected = await collectColumns(path, plan, spans, options, context);
  return assembleFingerprint(path, plan, collected, chooseAssembly(options));
}

/** The options that assembling depends on. */
function chooseAssembly(options: CheckedFingerprintOptions): AssemblyOptions {
  const { mode, crop, trim, clusters, space, seed, reader, samples, hasSamples, to } = options;
  return {
    mode,
    hasShortcuts: reader.hasShortcuts ?? true,
    crop: typeof crop === 'string' ? crop : 'given',
    trim,
    clustering: { clusters, space, seed },
    askedSamples: hasSamples ? samples : null,
    askedEnd: to,
    tool: PACKAGE,
  };
}
