import { existsSync } from 'node:fs';
import { OptionError } from '../../../core/options/index.ts';
import { nearestName } from '../../../core/text/index.ts';
import { FONT_NAMES, type Font, type FontName } from '../../../core/type/index.ts';
import { completeFonts, listFontFiles, loadFamily, readFontFile } from '../../raster/index.ts';

/** Endings of the font files that are taken. */
const FONT_FILE = /\.(ttf|otf|woff2?)$/i;

/**
 * Load the fonts that draw a text: the one asked for, the sans for what it lacks, and what the scripts of the text need beside these.
 *
 * @param name one of {@link FONT_NAMES}, or the path of a font file; `sans` when absent.
 * @param text all that will be written, any number of lines.
 * @returns a chain, to be tried in order; at least one. Fonts are read once and kept.
 * @throws {OptionError} for a name that is neither.
 * @throws {RenderError} `font-missing` when no font has a letter, `font-unreadable` when a file is no font.
 */
export async function loadPosterFonts(name: string | undefined, text: string): Promise<readonly Font[]> {
  const asked = name ?? 'sans';
  const sans = await loadFamily('sans', text);
  if (asked === 'sans') return completeFonts(sans, text);
  const first = isFontName(asked) ? await loadFamily(asked, text) : [await readFontFile(checkFile(asked))];
  return completeFonts([...first, ...sans], text);
}

/**
 * Check a font's name before any work.
 *
 * @throws {OptionError} for a name that is neither one of {@link FONT_NAMES} nor the path of a font file that exists.
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
