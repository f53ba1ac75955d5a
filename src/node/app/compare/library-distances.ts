import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pickEvenly } from '../../../core/compare/index.ts';
import { type Fingerprint, FormatError } from '../../../core/fingerprint/index.ts';
import { FilmError } from '../../../core/frame/index.ts';
import { readFingerprint } from '../read-fingerprint.ts';
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
 * Measure the distances of pairs of films of a library: a folder of fingerprints (`.json`,
 * `.json.gz`). Of a large library, films and pairs are evenly picked.
 *
 * @param onSkip is called for a file that is not a fingerprint: it is left out.
 * @throws {FilmError} for a folder that cannot be read, or has fewer than two fingerprints.
 */
export async function measureLibrary(
  folder: string,
  onSkip: (path: string, error: FormatError | FilmError) => void,
): Promise<LibraryDistances> {
  const names = await listFingerprints(folder);
  const films: Fingerprint[] = [];
  for (const name of pickEvenly(names, MAX_FILMS)) {
    const path = join(folder, name);
    try {
      films.push(await readFingerprint(path));
    } catch (error) {
      if (!(error instanceof FormatError || error instanceof FilmError)) throw error;
      onSkip(path, error);
    }
  }
  if (films.length < 2) throw new FilmError('not-found', `${folder}: a library needs at least two fingerprints`);
  const pairs = films.flatMap((one, i) => films.slice(i + 1).map((other) => [one, other] as const));
  const picked = pickEvenly(pairs, MAX_PAIRS);
  const measure = (distance: (one: Fingerprint, other: Fingerprint) => number) =>
    Float64Array.from(picked, ([one, other]) => distance(one, other)).sort();
  return { films: films.length, palette: measure(MEASURES.palette), course: measure(MEASURES.course) };
}

async function listFingerprints(folder: string): Promise<string[]> {
  try {
    const names = await readdir(folder);
    return names.filter((name) => /\.json(?:\.gz)?$/i.test(name) && !name.startsWith('.')).sort();
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code === 'ENOENT' ? 'not-found' : 'unreadable';
    throw new FilmError(code, `${folder}: cannot be read as a folder of fingerprints`, { cause });
  }
}
