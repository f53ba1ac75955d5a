import { pickEvenly } from '../../../core/compare/index.ts';
import type { Fingerprint, FormatError } from '../../../core/fingerprint/index.ts';
import { LibraryError, listLibrary, readFingerprints } from '../../library/index.ts';
import { MEASURES } from './distances.ts';

/** Distances of pairs of films of a library, ascending. */
export interface LibraryDistances {
  /** Films that were read. */
  readonly films: number;
  readonly palette: Float64Array;
  readonly course: Float64Array;
}

/** Pairs at most: percentiles are then known to some 0.1 %. */
const MAX_PAIRS = 2000;
/** Films at most: enough for these pairs. */
const MAX_FILMS = 200;

/**
 * Measure the distances of pairs of films of a library. Of a large library, films and pairs are
 * evenly picked.
 *
 * @param place a folder of fingerprints, or `s3://BUCKET/PREFIX`.
 * @param onSkip is called for a file that is not a fingerprint: it is left out.
 * @throws {LibraryError} for a folder that cannot be read, or has fewer than two fingerprints.
 */
export async function measureLibrary(
  place: string,
  onSkip: (path: string, error: FormatError | LibraryError) => void,
): Promise<LibraryDistances> {
  const files = pickEvenly(await listLibrary(place), MAX_FILMS);
  const films: Fingerprint[] = [];
  for await (const { fingerprint } of readFingerprints(files, ({ path }, error) => onSkip(path, error))) {
    films.push(fingerprint);
  }
  if (films.length < 2) throw new LibraryError('empty', `${place}: a library needs at least two fingerprints`);
  const pairs = films.flatMap((one, i) => films.slice(i + 1).map((other) => [one, other] as const));
  const picked = pickEvenly(pairs, MAX_PAIRS);
  const measure = (distance: (one: Fingerprint, other: Fingerprint) => number) =>
    Float64Array.from(picked, ([one, other]) => distance(one, other)).sort();
  return { films: films.length, palette: measure(MEASURES.palette), course: measure(MEASURES.course) };
}
