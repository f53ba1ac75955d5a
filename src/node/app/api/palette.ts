import { type NamedSwatch, namePalette } from '../../../core/export/index.ts';
import type { Fingerprint } from '../../../core/fingerprint/index.ts';
import { PALETTE_OPTIONS } from '../../../core/options/index.ts';
import { type FoundPalette, findPalette, paletteOfFilm } from '../outputs/palette.ts';
import { checkPaletteOptions, type FilmPaletteOptions } from '../outputs/palette-options.ts';
import { type CallOptions, checkNames, reportWarnings } from './call-options.ts';
import type { FilmInput } from './film-input.ts';
import { openFew } from './open-few.ts';

/** The colours of a picture or a film. */
export interface InputPalette extends Omit<FoundPalette, 'swatches' | 'warnings'> {
  /** The first colours by rank, each with its name and its share of the whole picture. */
  readonly swatches: readonly NamedSwatch[];
}

/**
 * Find the colours that a viewer would name in a still, a film or a fingerprint (`.json`,
 * `.json.gz`, or one that was read). `render` makes a card or a file of swatches of them.
 *
 * @throws {OptionError} for options out of range, before any work.
 * @throws {ChromathequeError} `FilmError` for a file that cannot be read or decoded.
 */
export async function palette(
  input: FilmInput | Fingerprint,
  options: FilmPaletteOptions & CallOptions = {},
): Promise<InputPalette> {
  checkNames(options, PALETTE_OPTIONS);
  const { title, swatches, source, warnings } = await findColors(input, options);
  reportWarnings(options, warnings);
  return { title, swatches: namePalette(title, swatches).swatches, source };
}

async function findColors(
  input: FilmInput | Fingerprint,
  { colors, rank, samples, ...call }: FilmPaletteOptions & CallOptions,
): Promise<FoundPalette> {
  const asked = { colors, rank, samples };
  const checked = checkPaletteOptions(asked);
  return openFew(input, samples, call, {
    ofFilm: (film, warnings) => paletteOfFilm(film, checked, warnings),
    ofFile: (path, work) => findPalette(path, asked, work),
  });
}
