import { type NamedSwatch, namePalette } from '../../../core/export/index.ts';
import type { Fingerprint } from '../../../core/fingerprint/index.ts';
import { PALETTE_OPTIONS } from '../../../core/options/index.ts';
import { type FoundPalette, findPalette, paletteOfFilm } from '../outputs/palette.ts';
import { checkPaletteOptions, type FilmPaletteOptions, PALETTE_SAMPLES } from '../outputs/palette-options.ts';
import { type CallOptions, checkNames, reportWarnings } from './call-options.ts';
import { type FilmInput, openFilmInput } from './film-input.ts';
import { sampleInput } from './fingerprint.ts';
import { openCall, withRunner } from './with-runner.ts';

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
  call.signal?.throwIfAborted();
  if (isFingerprint(input)) return paletteOfFilm(input, checked, []);
  if (typeof input === 'object' && 'source' in input) {
    const { fingerprint, warnings } = await sampleFew(input, samples, call);
    return paletteOfFilm(fingerprint, checked, warnings);
  }
  const { path, close } = await openFilmInput(input);
  try {
    const { signal, onEvent } = openCall(call);
    return await withRunner({ runner: call.runner, signal }, null, (getRunner) =>
      findPalette(path, asked, { getRunner, onEvent }),
    );
  } finally {
    await close();
  }
}

/** Sample as few frames as a palette or a description takes. */
export const sampleFew = (
  film: FilmInput,
  samples: number | undefined,
  call: CallOptions,
): ReturnType<typeof sampleInput> =>
  sampleInput(film, { ...call, samples: samples ?? PALETTE_SAMPLES, pictures: false });

/** Whether an input is a fingerprint that was read. */
export const isFingerprint = (input: FilmInput | Fingerprint): input is Fingerprint =>
  typeof input === 'object' && input !== null && 'columns' in input;
