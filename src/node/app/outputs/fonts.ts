import { existsSync } from 'node:fs';
import { OptionError } from '../../../core/options/index.ts';
import { RenderError } from '../../../core/poster/index.ts';
import { nearestName } from '../../../core/text/index.ts';
import { FONT_NAMES, type Font, type FontName } from '../../../core/type/index.ts';
import { completeFonts, listFontFiles, loadFamily, readFontFile } from '../../raster/index.ts';

/** Extensions of supported font files. */
const FONT_FILE = /\.(ttf|otf|woff2?)$/i;

/**
 * Load the fonts that draw a text: the requested one, the sans for characters that it lacks, and
 * the fonts that the scripts of the text also need.
 *
 * @param name one of {@link FONT_NAMES}, or the path of a font file; `sans` when absent.
 * @param text all text to draw, any number of lines.
 * @returns the fonts to try in order, at least one. Each font is read once and cached.
 * @throws {OptionError} for a name that is neither.
 * @throws {RenderError} `font-missing` if no font has a character, `font-unreadable` if a file is
 *   not a font.
 */
export async function loadPosterFonts(name: string | undefined, text: string): Promise<readonly Font[]> {
  const asked = name ?? 'sans';
  const sans = await loadFamily('sans', text);
  if (asked === 'sans') return completeFonts(sans, text);
  const first = isFontName(asked) ? await loadFamily(asked, text) : [await readFontFile(checkFile(asked))];
  return completeFonts([...first, ...sans], text);
}

/**
 * Return a title, or none if no font has its letters: that must not prevent a picture of many films.
 *
 * @param warn receives the reason for a title that is left out.
 */
export async function keepTitle(
  name: string | undefined,
  title: string,
  warn: (message: string) => void,
): Promise<string> {
  try {
    await loadPosterFonts(name, title);
    return title;
  } catch (error) {
    if (!(error instanceof RenderError) || error.code !== 'font-missing') throw error;
    warn(`${title.split('\n', 1)[0]}: ${error.message}; it stands without a title`);
    return '';
  }
}

/**
 * Check a font's name before any work.
 *
 * @throws {OptionError} for a name that is neither one of {@link FONT_NAMES} nor the path of an
 *   existing font file.
 */
export function checkFontName(name: string): void {
  if (!isFontName(name)) checkFile(name);
}

function isFontName(name: string): name is FontName {
  return FONT_NAMES.some((known) => known === name);
}

function checkFile(path: string): string {
  const isFontFile = FONT_FILE.test(path);
  if (isFontFile && existsSync(path)) return path;
  const nearest = nearestName(path, FONT_NAMES);
  const hint = isFontFile ? ', which does not exist' : nearest === undefined ? '' : `; did you mean ${nearest}?`;
  throw new OptionError(
    'wrong-value',
    'font',
    `expected ${FONT_NAMES.join(', ')} or a .ttf, .otf, .woff or .woff2 file, got ${JSON.stringify(path)}${hint}`,
  );
}

export { FONT_NAMES, listFontFiles };
