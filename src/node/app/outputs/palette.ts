import { DEFAULT_SEED } from '../../../core/cluster/index.ts';
import { formatHex } from '../../../core/color/index.ts';
import {
  createColumnMaker,
  type Fingerprint,
  filmPalette,
  rankSwatches,
  type Swatch,
  titleFromName,
} from '../../../core/fingerprint/index.ts';
import { createPixelSampler, formatCount, type Picture } from '../../../core/frame/index.ts';
import { detectStill, findSequence, nameFilm, readStill, type Still } from '../../film/index.ts';
import { type PaletteWork, sampleFew } from '../sample-few.ts';
import { clusterSwatches } from './cluster-swatches.ts';
import { isFingerprintFile } from './file-extension.ts';
import { type CheckedPaletteOptions, checkPaletteOptions, type FilmPaletteOptions } from './palette-options.ts';

/** A palette and its source. */
export interface FoundPalette {
  readonly title: string;
  /**
   * The first colours by rank, each with its share of the whole picture. The shares sum to less
   * than 1 if other colours were left out.
   */
  readonly swatches: readonly Swatch[];
  /** The still itself, or columns: of the film, or one for each film. */
  readonly source: { readonly still: Picture } | { readonly film: Pick<Fingerprint, 'columns'> };
  readonly warnings: readonly string[];
}

/**
 * Find the palette of a still (JPEG, PNG, WebP, AVIF, GIF or TIFF, detected by content), of a
 * fingerprint (`.json`, `.json.gz`), or of a film or a sequence of numbered pictures.
 *
 * @throws {OptionError} for options out of range, before any work.
 * @throws {FilmError} for a file that cannot be read or decoded.
 * @throws {FormatError} for a `.json` that is not a fingerprint.
 */
export async function findPalette(path: string, options: FilmPaletteOptions, work: PaletteWork): Promise<FoundPalette> {
  const checked = checkPaletteOptions(options);
  const isStill = !isFingerprintFile(path) && (await findSequence(path)) === null;
  const format = isStill ? await detectStill(path) : null;
  if (format !== null) return paletteOfStill(titleFromName(nameFilm(path)), await readStill(path, format), checked);
  const { fingerprint, warnings } = await sampleFew(path, { samples: options.samples, loudness: false }, work);
  return paletteOfFilm(fingerprint, checked, warnings);
}

function paletteOfStill(
  title: string,
  { picture: still, warnings }: Still,
  options: CheckedPaletteOptions,
): FoundPalette {
  const { colors } = options;
  // Use the default seed, as a fingerprint does: a still has the colours that it would have as a
  // frame.
  const ways = [
    () => createColumnMaker({})(still).swatches,
    () => createColumnMaker({ clusters: colors })(still).swatches,
    () => clusterSwatches(countColors(createPixelSampler()(still)), colors, DEFAULT_SEED),
  ];
  const swatches = chooseColors(ways, options);
  return {
    title,
    swatches,
    source: { still },
    warnings: [...warnings, ...noteFewer('picture', swatches.length, options)],
  };
}

/** Find the palette of a fingerprint. */
export function paletteOfFilm(
  film: Fingerprint,
  { colors, hasColors, rank }: CheckedPaletteOptions,
  warnings: readonly string[],
): FoundPalette {
  const swatches = rankSwatches(filmPalette(film, colors), rank);
  const notes = noteFewer('film', swatches.length, { colors, hasColors });
  return { title: film.film.title, swatches, source: { film }, warnings: [...warnings, ...notes] };
}

/** Warn if a palette has fewer colours than requested. */
function noteFewer(
  noun: 'film' | 'picture',
  found: number,
  { colors, hasColors }: Pick<CheckedPaletteOptions, 'colors' | 'hasColors'>,
): string[] {
  if (!hasColors || found >= colors) return [];
  const has = found === 0 ? 'no colours' : `only ${formatCount(found, 'colour')}`;
  return [`the ${noun} has ${has}, so its palette has fewer than ${colors}`];
}

/**
 * Take the first colours by rank, as posters do, of those that a viewer can tell apart. If the
 * caller asks for more, find finer ones; if the last way finds too few, the picture has no more.
 *
 * @param ways functions that find colours, each finer than the previous one.
 */
function chooseColors(
  ways: readonly (() => readonly Swatch[])[],
  { colors, hasColors, rank }: CheckedPaletteOptions,
): Swatch[] {
  let found: readonly Swatch[] = [];
  for (const find of hasColors ? ways : ways.slice(0, 1)) {
    found = find();
    if (found.length >= colors) break;
  }
  return rankSwatches(found, rank).slice(0, colors);
}

/** Find every colour of the pixels, with its share. */
function countColors(pixels: Uint8Array): Swatch[] {
  const counts = new Map<string, number>();
  for (let i = 0; i < pixels.length; i += 3) {
    const color = formatHex(pixels[i]!, pixels[i + 1]!, pixels[i + 2]!);
    counts.set(color, (counts.get(color) ?? 0) + 1);
  }
  return Array.from(counts, ([color, count]) => ({ color, share: (3 * count) / pixels.length }));
}
