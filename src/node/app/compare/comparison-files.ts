import { makeCube } from '../../../core/compare/index.ts';
import { comparisonToCsv, comparisonToPage } from '../../../core/export/index.ts';
import { drawComparison, RenderError } from '../../../core/poster/index.ts';
import { chooseFormat } from '../outputs/file-extension.ts';
import { loadPosterFonts } from '../outputs/fonts.ts';
import { checkPictureOptions, type PictureOptions, toPosterOptions } from '../outputs/picture-options.ts';
import { renderScene, simulateDrawn } from '../outputs/render.ts';
import type { ComparedFilms } from './compare-two.ts';
import { encodePairs } from './moment-pairs.ts';

/** Formats of the comparison of two films, named by file extension. */
export const COMPARISON_FORMATS = [
  'html',
  'json',
  'csv',
  'png',
  'jpg',
  'jpeg',
  'webp',
  'avif',
  'svg',
  'pdf',
  'cube',
] as const;
/** One of {@link COMPARISON_FORMATS}. */
export type ComparisonFormat = (typeof COMPARISON_FORMATS)[number];

/**
 * Return the format of a file by its extension.
 *
 * @throws {OptionError} for an unknown extension.
 */
export const comparisonFormat = (path: string): ComparisonFormat => chooseFormat(path, COMPARISON_FORMATS);

/**
 * Render the comparison of two films as the content of a file.
 *
 * @throws {RenderError} `lacks-data` for a LUT of films that show nothing alike.
 */
export async function renderComparison(
  compared: ComparedFilms,
  format: ComparisonFormat,
  options: PictureOptions,
): Promise<Uint8Array | string> {
  const { a, b, comparison, colors } = compared;
  switch (format) {
    case 'json':
      return `${JSON.stringify(comparison, null, 1)}\n`;
    case 'csv':
      return comparisonToCsv(comparison);
    case 'html':
      return comparisonToPage(a, b, comparison, await encodePairs(compared), options);
    case 'cube': {
      if (comparison.shift === null) {
        throw new RenderError('lacks-data', 'a LUT needs two editions of one film; these have no moment in common');
      }
      return makeCube(comparison.shift, colors, `${a.film.title} to ${b.film.title}`);
    }
    default: {
      const { dpi } = checkPictureOptions(options, 'auto');
      const text = [options.title, options.subtitle, a.film.title, b.film.title].join('\n');
      const fonts = await loadPosterFonts(options.font, text);
      const scene = drawComparison(a, b, comparison, toPosterOptions(options, '', dpi), fonts);
      return renderScene(await simulateDrawn(scene, options), format, options, dpi);
    }
  }
}
