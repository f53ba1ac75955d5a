import type { DistanceMatrix, FilmTree } from '../../../core/compare/index.ts';
import type { PaletteSwatch } from '../../../core/fingerprint/index.ts';
import { OptionError } from '../../../core/options/index.ts';
import { layoutMatrix, type MatrixPlan, planMatrix } from '../../../core/poster/index.ts';
import { keepTitle, loadPosterFonts } from './fonts.ts';
import type { PanelResult } from './panel.ts';
import { checkPictureOptions, type PictureOptions, toPosterOptions } from './picture-options.ts';

/** Options of pictures that do not apply to a matrix. */
const REFUSED = ['layout', 'bleed', 'safeArea', 'titleStyle'] as const;

/** Checked matrix options. */
interface CheckedMatrix {
  readonly plan: MatrixPlan;
  readonly dpi: number;
}

/** Films and their distances, to be drawn. */
export interface MatrixInput {
  /** At least two. */
  readonly films: readonly { readonly title: string; readonly palette: readonly PaletteSwatch[] }[];
  readonly matrix: DistanceMatrix;
  readonly tree: FilmTree;
  /** What the distances are: the caption of the scale. */
  readonly caption: string;
}

/**
 * Check options before any film is read.
 *
 * @param films number of films.
 * @throws {OptionError} that names the option.
 */
export function checkMatrixOptions(options: PictureOptions, films: number): CheckedMatrix {
  for (const name of REFUSED) {
    if (options[name] !== undefined) throw new OptionError('wrong-value', name, 'expected nothing for a matrix');
  }
  const { dpi } = checkPictureOptions(options, 'auto');
  return { plan: planMatrix(toPosterOptions(options, '', dpi), films), dpi };
}

/**
 * Draw distances of films as a heat map with their tree. `renderPanel` writes the result as a file.
 *
 * @throws {OptionError} as {@link checkMatrixOptions}. {RenderError} for a title of the matrix that
 *   cannot be drawn, and `too-large` if the films do not fit.
 */
export async function makeMatrix(input: MatrixInput, options: PictureOptions): Promise<PanelResult> {
  const { plan, dpi } = checkMatrixOptions(options, input.films.length);
  const heading = `${plan.title}\n${plan.subtitle}`;
  const films: MatrixInput['films'][number][] = [];
  const warnings: string[] = [];
  for (const film of input.films) {
    const title = await keepTitle(options.font, film.title, (message) => warnings.push(message));
    films.push({ ...film, title });
  }
  const written = [heading, input.caption, ...films.map(({ title }) => title)].join('\n');
  const scene = layoutMatrix({ ...input, films }, plan, await loadPosterFonts(options.font, written));
  return { scene, dpi, warnings };
}
