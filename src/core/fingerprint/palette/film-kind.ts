import { parseHex } from '../../color/index.ts';
import type { Column, Swatch } from '../fingerprint.ts';
import { isBlackColumn } from '../trim.ts';

/** `neutral`: black and white. `tinted`: one hue over everything, as a sepia or a blue night print. `color`: all else. */
export type ColorKind = 'neutral' | 'tinted' | 'color';

/** What kind of film it is as a whole. */
export interface FilmKind {
  /** That of nine columns in ten, where tinted ones may have neutral ones between; else `color`. */
  readonly kind: ColorKind;
  /** Share of the columns that tell, of each kind; they sum to 1, or are all 0 when nothing tells (a film of black). */
  readonly shares: Readonly<Record<ColorKind, number>>;
}

// Chroma is measured in codes of Cb and Cr (full range, -128 to 128), where compression makes its noise, alike in the dark and in the light; OKLab
// would take one code beside black for a colour. Limits were chosen on films made for it: docs/color.md, "Kinds of film".

/** A cast of this many codes over all is still a grey: old prints, transfers that are a little off, rounding. */
const NEUTRAL_CAST = 3;
/** The mean of all swatches, each way: noise that clusters of a flat grey are cut along. */
const NEUTRAL_MEAN = 4;
/** No swatch further from grey than this: an accent of one part in a thousand makes a colour film of it. */
const NEUTRAL_MOST = 8;
/** Nor are more pixels than this plainly coloured (`Measures.vivid`), be they too few for a swatch: blue words on a grey screen. */
const NEUTRAL_VIVID = 0.001;
/** Swatches smaller than this have no say in it where pixels were measured. */
const NOISE_SHARE = 0.02;
/** How much of the chroma points one way: a cosine, the mean angle is then within some 10 degrees. */
const ONE_HUE = 0.985;
/** No swatch that has a hue is further from it than this: cos 15 degrees. */
const ONE_HUE_MOST = 0.9659;
/** The same for swatches that were clipped, which turned their hue: shadows without blue, highlights without more red. cos 30 degrees. */
const CLIPPED_HUE_MOST = 0.866;
/** The highest channel of a light swatch from which on some of it was clipped; the mean of it need not be at the end itself. */
const LIGHT_END = 250;
/** Codes from which on a swatch has a hue to speak of. */
const HAS_HUE = 6;
/**
 * A tint is a function of lightness: swatches of like luma have like chroma. Where they do not, one is a thing with a colour of its own beside
 * another with none, as skin beside a grey wall. Specks are not asked, nor blown highlights.
 */
const LIKE_LUMA = 25;
const LIKE_CHROMA = 0.4;
const LIKE_CODES = 5;
const SPECK = 0.02;
/** Of all that is not dark, at most this share is grey under a tint: highlights. A grey picture with one coloured thing in it has more. */
const UNTINTED_SHARE = 0.2;
const DARK_LUMA = 50;
/** How many of the columns decide. */
const NEARLY_ALL = 0.9;

/** What of a column tells its kind. */
type ColoredColumn = Pick<Column, 'swatches' | 'measures'>;

interface Toned {
  readonly share: number;
  readonly luma: number;
  readonly cb: number;
  readonly cr: number;
  readonly chroma: number;
  /** Whether a channel of it has come to its end: the lower one of a dark swatch, or the upper one. */
  readonly isClipped: boolean;
  /** Whether it is the upper one: of a highlight, that has lost chroma too. */
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
 * Tell what kind of picture a column shows.
 *
 * @returns null where nothing tells: the frame could not be decoded, or is black.
 */
export function findColumnKind(column: ColoredColumn): ColorKind | null {
  if (column.swatches.length === 0 || isBlackColumn(column)) return null;
  const tones = column.swatches.map(toneOf);
  const all = castOf(tones);
  // With measures every pixel has been asked, and a small swatch may be the noise of compression.
  const large = column.measures === undefined ? tones : tones.filter(({ share }) => share >= NOISE_SHARE);
  const most = Math.max(...large.map((tone) => tone.chroma));
  const vivid = column.measures?.vivid ?? 0;
  const isGrey = all.cast <= NEUTRAL_CAST * all.share && all.chroma <= NEUTRAL_MEAN * all.share && most <= NEUTRAL_MOST;
  if (isGrey) return vivid <= NEUTRAL_VIVID ? 'neutral' : 'color';
  // Blown highlights do not say which hue the others have.
  const whole = tones.filter(({ isBlown }) => !isBlown);
  const tint = whole.length > 0 ? castOf(whole) : all;
  const isOneHue =
    tint.cast >= ONE_HUE * tint.chroma &&
    tones.every((tone) => isAlong(tone, tint.cb / tint.cast, tint.cr / tint.cast));
  return isOneHue && isTint(tones) ? 'tinted' : 'color';
}

/** Sums over swatches, weighted by share: where their colours lead together, and how much chroma they have each for itself. */
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

/** Tell whether chroma is nearly everywhere, and follows from luma. */
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
      // A dye lends chroma in proportion to light.
      return isLike(one.chroma * other.luma, other.chroma * one.luma);
    }),
  );
}

const isLike = (x: number, y: number): boolean => Math.abs(x - y) <= LIKE_CHROMA * Math.max(x, y);

/** Tell what kind of film it is, from the swatches of its columns. */
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
  // A film of nothing but black is black and white.
  const isNeutral = counts.neutral >= NEARLY_ALL * told;
  const isTinted = counts.neutral + counts.tinted >= NEARLY_ALL * told;
  return { kind: isNeutral ? 'neutral' : isTinted ? 'tinted' : 'color', shares };
}
