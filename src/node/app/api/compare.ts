import type { Comparison } from '../../../core/compare/index.ts';
import type { Fingerprint } from '../../../core/fingerprint/index.ts';
import { compareTwoFilms } from '../compare/compare-two.ts';

/**
 * Compare two films, or two editions of one, by their fingerprints: which stretch of one is which of
 * the other, what is missing, and how their colours differ. About a second for 3,600 columns each.
 *
 * @throws {ChromathequeError} `CompareError` for a fingerprint with too few frames.
 */
export async function compare(a: Fingerprint, b: Fingerprint): Promise<Comparison> {
  const films = [a, b].map((fingerprint) => ({ input: fingerprint.film.name, fingerprint }));
  const { comparison } = await compareTwoFilms(films[0]!, films[1]!, async () => null, null);
  return comparison;
}
