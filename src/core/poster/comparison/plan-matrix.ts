import { OptionError } from '../../options/index.ts';
import type { PosterOptions } from '../options/options.ts';
import { resolvePanelLook } from '../panel/panel.ts';
import type { MatrixOptions } from './matrix-grid.ts';

/** Maximum number of films of a matrix. */
export const MAX_MATRIX_FILMS = 300;
/**
 * Width of a matrix that has no size, millimetres: a wide book page, or more for many films, so
 * that titles can be read in print.
 */
const MIN_WIDTH = 250;
const MAX_WIDTH = 600;
const WIDTH_PER_FILM = 4.8;
/** Margin when absent, as a share of the shorter side. */
const MARGIN = 0.04;

/** Everything about a matrix that is known before any film is read. */
export type MatrixPlan = MatrixOptions;

/**
 * Plan a matrix before any film is read.
 *
 * @param options size, margin, theme or background, title and its options. Those that do not apply
 *   to a matrix have no effect. Without a height, the page is as high as its content.
 * @param films number of films.
 * @throws {OptionError} naming the option.
 */
export function planMatrix(options: PosterOptions, films: number): MatrixPlan {
  if (!(films >= 2 && films <= MAX_MATRIX_FILMS)) {
    throw new OptionError('wrong-value', 'films', `expected 2 to ${MAX_MATRIX_FILMS} of them, got ${films}`);
  }
  const look = resolvePanelLook(options);
  const { widthMm = Math.min(MAX_WIDTH, Math.max(MIN_WIDTH, WIDTH_PER_FILM * films)), heightMm } = options;
  const { marginMm = MARGIN * Math.min(widthMm, heightMm ?? widthMm) } = options;
  return { ...look, widthMm, heightMm, marginMm };
}
