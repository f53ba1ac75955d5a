import { joinFilm } from './assemble.ts';
import type { FilmResult, FingerprintContext } from './events.ts';
import type { FingerprintOptions } from './options.ts';
import { planFilm } from './plan.ts';

/**
 * Sample a film and find the colours of each frame.
 *
 * The same film and options give the same fingerprint, to the byte, whatever the number of processes.
 *
 * @param path a local file, a URL, or a sequence of numbered pictures: their folder, or a pattern such as `frames/f%04d.png`. Its frame rate is 25.
 * @throws {OptionError} for options out of range, before any work; for a `from` beyond the film's end.
 * @throws {FilmError} for a film that cannot be read, or of which not one frame can be decoded.
 */
export async function fingerprintFilm(
  path: string,
  options: FingerprintOptions,
  work: FingerprintContext,
): Promise<FilmResult> {
  const { plan, spans } = await planFilm(path, options, work);
  return joinFilm(path, plan, spans, options, work);
}
