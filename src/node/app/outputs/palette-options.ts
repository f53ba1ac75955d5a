import { RANK_NAMES, type Rank } from '../../../core/fingerprint/index.ts';
import { OptionError, wrongType, wrongValue } from '../../../core/options/index.ts';

/** Which colours of a picture or a film make its palette. */
export interface FilmPaletteOptions {
  /**
   * How many colours, 1 to 16: exactly so many where the picture has them, told apart by a viewer or not.
   *
   * @default up to 5 that a viewer would tell apart
   */
  readonly colors?: number | undefined;
  /**
   * Which come first: `area`, those that fill most of it; `presence`, those a viewer would name.
   *
   * @default 'presence'
   */
  readonly rank?: Rank | undefined;
  /**
   * Instants of a film that are sampled, from 1 up. Nothing to a still or a fingerprint.
   *
   * @default 240
   */
  readonly samples?: number | undefined;
}

/** Palette options with nothing left open. */
export interface CheckedPaletteOptions {
  readonly colors: number;
  /** Whether the caller asked for this number. */
  readonly hasColors: boolean;
  readonly rank: Rank;
}

/** What people ask of a picture, and what the ranking was held against. */
const DEFAULT_COLORS = 5;
const MAX_COLORS = 16;
/** One in half a minute of a feature film. */
export const PALETTE_SAMPLES = 240;

/**
 * Check options before any work, and fill in the defaults.
 *
 * @throws {OptionError} naming the option, what is expected and what was given.
 */
export function checkPaletteOptions(options: FilmPaletteOptions): CheckedPaletteOptions {
  const { colors = DEFAULT_COLORS, rank = 'presence', samples = PALETTE_SAMPLES } = options;
  expectInteger('colors', colors, colors >= 1 && colors <= MAX_COLORS, `an integer from 1 to ${MAX_COLORS}`);
  expectInteger('samples', samples, samples >= 1, 'an integer from 1 up');
  if (!RANK_NAMES.includes(rank)) {
    throw new OptionError('wrong-value', 'rank', `expected ${RANK_NAMES.join(' or ')}, got ${JSON.stringify(rank)}`);
  }
  return { colors, hasColors: options.colors !== undefined, rank };
}

function expectInteger(name: string, value: unknown, isInRange: boolean, expected: string): void {
  if (typeof value !== 'number') throw wrongType(name, expected, value);
  if (!Number.isInteger(value) || !isInRange) throw wrongValue(name, expected, String(value));
}
