import { type Fingerprint, filmPalette, type PaletteSwatch } from '../../../core/fingerprint/index.ts';
import { type LibraryQuery, parseQuery, queryColors } from '../../../core/library/index.ts';
import { OptionError } from '../../../core/options/index.ts';
import { findPalette } from '../outputs/palette.ts';
import { readFingerprint } from '../read-fingerprint.ts';

/** What is searched: exactly one of the three. */
export interface SearchRequest {
  /** Colours, see `parseQuery`. */
  readonly colors: readonly string[];
  /** A picture whose colours are searched. */
  readonly image?: string | undefined;
  /** A fingerprint and a time, `film.json@00:41:10`, or a fingerprint alone. */
  readonly like?: string | undefined;
}

/** Colours of a picture or a moment that are searched. */
const QUERY_COLORS = 5;

/**
 * Read what is searched.
 *
 * @param readCss reads a colour as CSS writes it, and returns `#rrggbb`, or null for other text.
 * @throws {OptionError} for none or several of them, and as `parseQuery`.
 * @throws {FilmError} {FormatError} for a picture or a fingerprint that cannot be read.
 */
export async function readQuery(
  { colors, image, like }: SearchRequest,
  readCss: (text: string) => string | null,
): Promise<LibraryQuery> {
  const given = [colors.length > 0, image !== undefined, like !== undefined].filter(Boolean).length;
  if (given !== 1) {
    throw new OptionError('wrong-value', 'query', 'expected colours, a picture (--image) or a moment (--like)');
  }
  if (image !== undefined) return queryColors(await readPicture(image));
  if (like !== undefined) return queryColors(await readMoment(like));
  return parseQuery(colors, readCss);
}

async function readPicture(path: string): Promise<readonly PaletteSwatch[]> {
  const refuse = () => {
    throw new OptionError('wrong-value', 'image', `expected a picture, got ${path}; --like takes a film's fingerprint`);
  };
  const { swatches } = await findPalette(path, {}, { getRunner: refuse });
  return swatches;
}

async function readMoment(like: string): Promise<readonly PaletteSwatch[]> {
  const at = like.lastIndexOf('@');
  const seconds = at < 0 ? null : parseClock(like.slice(at + 1));
  const path = seconds === null ? like : like.slice(0, at);
  const fingerprint = await readFingerprint(path);
  const swatches = seconds === null ? filmPalette(fingerprint, QUERY_COLORS) : findSwatches(fingerprint, seconds);
  const largest = [...swatches].sort((one, other) => other.share - one.share).slice(0, QUERY_COLORS);
  if (largest.length > 0) return largest;
  throw new OptionError('wrong-value', 'like', `expected a moment with colours, got ${like}`);
}

/** The colours of the shot at a time, or of the column nearest to it. */
function findSwatches({ shots, columns }: Fingerprint, seconds: number): readonly PaletteSwatch[] {
  const shot = shots?.find(({ from, to }) => seconds >= from && seconds < to);
  if (shot !== undefined && shot.swatches.length > 0) return shot.swatches;
  const known = columns.filter(({ swatches }) => swatches.length > 0);
  const [first] = known.sort((one, other) => Math.abs(one.time - seconds) - Math.abs(other.time - seconds));
  return first?.swatches ?? [];
}

/** Seconds, or `mm:ss`, or `hh:mm:ss`; null for other text, which is part of a path. */
function parseClock(text: string): number | null {
  if (!/^(?:\d+:){0,2}\d+(?:\.\d+)?$/.test(text)) return null;
  return text.split(':').reduce((seconds, part) => seconds * 60 + Number(part), 0);
}
