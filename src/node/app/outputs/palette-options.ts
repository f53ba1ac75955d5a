import type { Rank } from '../../../core/fingerprint/index.ts';
import { checkOptions, type OptionValues, PALETTE_OPTIONS } from '../../../core/options/index.ts';

/** Which colours of a picture or a film make its palette: the options of `PALETTE_OPTIONS`. */
export interface FilmPaletteOptions extends OptionValues<typeof PALETTE_OPTIONS> {}

/** Palette options in range, with defaults. */
export interface CheckedPaletteOptions {
  readonly colors: number;
  /** Whether the caller asked for this number. */
  readonly hasColors: boolean;
  readonly rank: Rank;
}

/** The usual number of colours for a picture; the ranking was evaluated with it. */
const DEFAULT_COLORS = 5;
/** Default number of sampled instants of a film. */
export const PALETTE_SAMPLES: number = PALETTE_OPTIONS.samples.default;

/**
 * Check options before any work, and fill in the defaults.
 *
 * @throws {OptionError}
 */
export function checkPaletteOptions(options: FilmPaletteOptions): CheckedPaletteOptions {
  checkOptions(PALETTE_OPTIONS, options);
  const { colors = DEFAULT_COLORS, rank = 'presence' } = options;
  return { colors, hasColors: options.colors !== undefined, rank };
}
