/** Entry of the comparing worker: aligning two films takes seconds, in which the page stays usable. */
import {
  alignFilms,
  CompareError,
  checkComparable,
  compareFilms,
  describeComparison,
  findWorstMoments,
  measureCourse,
  measurePaletteDistance,
} from '../../../core/compare/index.ts';
import type { Fingerprint } from '../../../core/fingerprint/index.ts';
import type { CompareAnswer, CompareCommand, FilmComparison } from './messages.ts';

interface Scope {
  onmessage: ((event: MessageEvent<CompareCommand>) => void) | null;
  postMessage(answer: CompareAnswer): void;
}
const scope = globalThis as unknown as Scope;

/** Pairs of frames in the row. */
const WORST_MOMENTS = 12;
/** CIEDE2000: smaller differences are not seen. */
const MIN_VISIBLE = 1;

scope.onmessage = ({ data: { id, a, b } }) => {
  try {
    scope.postMessage({ id, compared: compare(a, b), problem: null });
  } catch (error) {
    const problem = error instanceof CompareError ? `${error.message}.` : 'These films could not be compared.';
    scope.postMessage({ id, compared: null, problem });
  }
};

/** Compare by columns, as the command line does without the films. */
function compare(a: Fingerprint, b: Fingerprint): FilmComparison {
  for (const film of [a, b]) checkComparable(film, film.film.title);
  const alignment = alignFilms(a, b);
  const distance = { palette: measurePaletteDistance(a, b), course: measureCourse(a, b, alignment) };
  const { comparison } = compareFilms(a, b, { alignment, distance, pictures: null }, a.tool);
  const visible = comparison.moments.filter(({ difference }) => difference >= MIN_VISIBLE);
  const worst = findWorstMoments(visible, WORST_MOMENTS);
  return { comparison, sentences: describeComparison(comparison), worst };
}
