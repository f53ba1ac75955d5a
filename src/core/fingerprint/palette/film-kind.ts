import { parseHex } from '../../color/index.ts';
import type { Column, Swatch } from '../fingerprint.ts';
import { isBlackColumn } from '../trim.ts';

/**
 * `neutral`: black and white. `tinted`: one hue over the whole picture, such as a sepia or a blue
 * night print. `color`: all others.
 */
export type ColorKind = 'neutral' | 'tinted' | 'color';

/** The kind of a film as a whole. */
export interface FilmKind {
  /**
   * The kind of nine columns in ten (a tinted film may have neutral columns in between); else
   * `color`.
   */
  readonly kind: ColorKind;
  /**
   * For each kind, its share of the columns whose kind is known. The shares sum to 1, or are all 0
   * when no kind is known (a film of black).
   */
  readonly shares: Readonly<Record<ColorKind, number>>;
}

// Chroma is measured in codes of Cb and Cr (full range, -128 to 128). There the noise of
// compression is the same in dark and light areas; in OKLab, one code beside black would count as a
// colour. The limits were chosen on films made for this purpose: docs/color.md, "Kinds of film".

/**
 * A colour cast of this many codes over the whole picture is still a grey: old prints, slightly
 * wrong transfers, rounding.
 */
const NEUTRAL_CAST = 3;
/**
 * Maximum mean chroma of all swatches, in any direction: the noise along which clusters divide a
 * flat grey.
 */
const NEUTRAL_MEAN = 4;
/**
 * Maximum chroma of any swatch: an accent of one part in a thousand makes the film a colour film.
 */
const NEUTRAL_MOST = 8;
/**
 * Maximum share of clearly coloured pixels (`Measures.vivid`), even if they are too few for a
 * swatch: blue words on a grey screen.
 */
const NEUTRAL_VIVID = 0.001;
/** Where pixels were measured, smaller swatches are ignored. */
const NOISE_SHARE = 0.02;
/**
 * How much of the chroma points in one direction, as a cosine: the mean angle is then within some
 * 10 degrees.
 */
const ONE_HUE = 0.985;
/** No swatch with a hue is further from it than this: cos 15 degrees. */
const ONE_HUE_MOST = 0.9659;
/**
 * The same for clipped swatches. Clipping changes their hue: shadows without blue, highlights
 * without more red. cos 30 degrees.
 */
const CLIPPED_HUE_MOST = 0.866;
/**
 * From this value of its highest channel on, a light swatch contains clipped pixels, even if its
 * mean is below the maximum.
 */
const LIGHT_END = 250;
/** From this chroma on, in codes, a swatch has a meaningful hue. */
const HAS_HUE = 6;
/**
 * A tint is a function of lightness: swatches of similar luma have similar chroma. If not, one is
 * an object with a colour beside another without, such as skin beside a grey wall. Specks and blown
 * highlights are ignored.
 */
const LIKE_LUMA = 25;
const LIKE_CHROMA = 0.4;
const LIKE_CODES = 5;
const SPECK = 0.02;
/**
 * Maximum share of grey under a tint, of everything that is not dark: highlights. A grey picture
 * with one coloured object has more.
 */
const UNTINTED_SHARE = 0.2;
const DARK_LUMA = 50;
/** Share of the columns that decides the kind. */
const NEARLY_ALL = 0.9;

/** The parts of a column that determine its kind. */
type ColoredColumn = Pick<Column, 'swatches' | 'measures'>;

interface Toned {
  readonly share: number;
  readonly luma: number;
  readonly cb: number;
  readonly cr: number;
  readonly chroma: number;
  /** Whether a channel is clipped: at the lower end in a dark swatch, or at the upper end. */
  readonly isClipped: boolean;
  /** Whether it is clipped at the upper end: a highlight, which has lost chroma too. */
  readonly isBlown: boolean;
}

/** Y'CbCr by BT.709's weights, in codes. */
function toneOf({ color, share }: Swatch): Toned {
  const [r, g, b] = parseHex(color);
  const luma = 0.2126 * r + 0.7152 * g + 0.0722 * b;
  const cb = (b - luma) / 1.8556;
  const cr = (r - luma) / 1.5748;
  const isBlown = Math.max(r, g, b) >= LIGHT_END;
  const isClipped = isBlown || (luma <= DARK_LUMA && Math.min(r, g, b) === 0);
  return { share, luma, cb, cr, chroma: Math.sqrt(cb * cb + cr * cr), isClipped, isBlown };
}

/**
 * Find the kind of picture that a column shows.
 *
 * @returns null when it is unknown: the frame could not be decoded, or is black.
 */
export function findColumnKind(column: ColoredColumn): ColorKind | null {
  if (column.swatches.length === 0 || isBlackColumn(column)) return null;
  const tones = column.swatches.map(toneOf);
  const all = castOf(tones);
  // With measures, every pixel was examined, so a small swatch may be the noise of compression.
  const large = column.measures === undefined ? tones : tones.filter(({ share }) => share >= NOISE_SHARE);
  const most = Math.max(...large.map((tone) => tone.chroma));
  const vivid = column.measures?.vivid ?? 0;
  const isGrey = all.cast <= NEUTRAL_CAST * all.share && all.chroma <= NEUTRAL_MEAN * all.share && most <= NEUTRAL_MOST;
  if (isGrey) return vivid <= NEUTRAL_VIVID ? 'neutral' : 'color';
  // Blown highlights give no evidence of the hue of the others.
  const whole = tones.filter(({ isBlown }) => !isBlown);
  const tint = whole.length > 0 ? castOf(whole) : all;
  const isOneHue =
    tint.cast >= ONE_HUE * tint.chroma &&
    tones.every((tone) => isAlong(tone, tint.cb / tint.cast, tint.cr / tint.cast));
  return isOneHue && isTint(tones) ? 'tinted' : 'color';
}

/**
 * Sums over swatches, weighted by share: the cast of all colours together, and the chroma of each.
 */
function castOf(tones: readonly Toned[]): { share: number; cb: number; cr: number; cast: number; chroma: number } {
  let share = 0;
  let cb = 0;
  let cr = 0;
  let chroma = 0;
  for (const tone of tones) {
    share += tone.share;
    cb += tone.share * tone.cb;
    cr += tone.share * tone.cr;
    chroma += tone.share * tone.chroma;
  }
  return { share, cb, cr, cast: Math.sqrt(cb * cb + cr * cr), chroma };
}

function isAlong({ cb, cr, chroma, isClipped }: Toned, towardsCb: number, towardsCr: number): boolean {
  const least = isClipped ? CLIPPED_HUE_MOST : ONE_HUE_MOST;
  return chroma < HAS_HUE || cb * towardsCb + cr * towardsCr >= least * chroma;
}

/** Whether chroma is nearly everywhere, and follows from luma. */
function isTint(tones: readonly Toned[]): boolean {
  let light = 0;
  let untinted = 0;
  for (const { share, luma, chroma } of tones) {
    if (luma <= DARK_LUMA) continue;
    light += share;
    if (chroma <= NEUTRAL_CAST) untinted += share;
  }
  if (untinted > UNTINTED_SHARE * light) return false;
  const large = tones.filter(({ share, isBlown }) => share >= SPECK && !isBlown);
  return large.every((one, i) =>
    large.slice(i + 1).every((other) => {
      if (Math.abs(one.luma - other.luma) > LIKE_LUMA) return true;
      const apart = Math.abs(one.chroma - other.chroma);
      if (apart <= LIKE_CODES || isLike(one.chroma, other.chroma)) return true;
      // A dye gives chroma in proportion to light.
      return isLike(one.chroma * other.luma, other.chroma * one.luma);
    }),
  );
}

const isLike = (x: number, y: number): boolean => Math.abs(x - y) <= LIKE_CHROMA * Math.max(x, y);

/** Find the kind of a film from the swatches of its columns. */
export function findFilmKind(columns: readonly ColoredColumn[]): FilmKind {
  const counts = { neutral: 0, tinted: 0, color: 0 };
  let told = 0;
  for (const column of columns) {
    const kind = findColumnKind(column);
    if (kind === null) continue;
    counts[kind]++;
    told++;
  }
  const shareOf = (count: number) => (told === 0 ? 0 : count / told);
  const shares = { neutral: shareOf(counts.neutral), tinted: shareOf(counts.tinted), color: shareOf(counts.color) };
  // A film that is entirely black counts as black and white.
  const isNeutral = counts.neutral >= NEARLY_ALL * told;
  const isTinted = counts.neutral + counts.tinted >= NEARLY_ALL * told;
  return { kind: isNeutral ? 'neutral' : isTinted ? 'tinted' : 'color', shares };
}
