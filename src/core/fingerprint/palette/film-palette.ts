import { formatHex, oklabToSrgb8, parseHex, srgb8ToOklab } from '../../color/index.ts';
import type { Column, FilmPalette, Fingerprint, PaletteSwatch } from '../fingerprint.ts';
import { roundNumber } from '../format/round-number.ts';
import { chooseLeaves, type SharedColors } from './palette-leaves.ts';
import { joinColors } from './palette-tree.ts';

/** Maximum number of colours of a film's palette, and its number of leaves. */
export const MAX_FILM_COLORS = 16;

/**
 * Find the colours of a whole film from the swatches of all its columns, as a tree. Each column
 * counts the same.
 *
 * The palette lists the colours that a film has, including rare vivid ones. Its 16 leaves are
 * chosen so that every colour that is named in 2 % of the columns is within CIEDE2000 12 of a leaf,
 * as far as 16 leaves allow. The tree joins leaves two at a time until one is left. It gives any
 * number of colours without clustering again, and n colours differ from n + 1 in only one pair. Of
 * two joined colours, the more appealing one keeps its colour: a mean of a blue sky and a green
 * meadow would be in neither.
 *
 * @returns null when no column has swatches.
 */
export function buildFilmPalette(columns: readonly Pick<Column, 'swatches'>[]): FilmPalette | null {
  const leaves = chooseLeaves(columns, MAX_FILM_COLORS);
  if (leaves.weights.length === 0) return null;
  const colors = roundLeaves(leaves);
  const points = oklabOf(colors);
  const weights = Float64Array.from(colors, ({ share }) => Math.sqrt(share));
  return { colors, merges: joinColors({ points, weights }) };
}

/**
 * Return the colours of a whole film from its stored palette. For an older file without one,
 * compute the palette in the same way.
 *
 * @param count 1 to 16.
 * @returns heaviest first, shares summing to 1 within 1e-4; fewer than `count` when the film has
 *   fewer; empty when no column has any.
 * @throws {RangeError} for another count.
 */
export function filmPalette(
  { palette, columns }: Pick<Fingerprint, 'palette' | 'columns'>,
  count: number,
): PaletteSwatch[] {
  if (!(Number.isInteger(count) && count >= 1 && count <= MAX_FILM_COLORS)) {
    throw new RangeError(`\`count\`: expected an integer from 1 to ${MAX_FILM_COLORS}, got ${count}`);
  }
  const tree = palette ?? buildFilmPalette(columns);
  if (tree === null) return [];
  const shares = tree.colors.map(({ share }) => share);
  const gone = new Set<number>();
  for (const [kept, joined] of tree.merges.slice(0, Math.max(0, tree.colors.length - count))) {
    shares[kept]! += shares[joined]!;
    gone.add(joined);
  }
  return tree.colors
    .map(({ color }, i) => ({ color, share: roundNumber(shares[i]!) }))
    .filter((_, i) => !gone.has(i))
    .sort(byWeight);
}

const byWeight = (one: PaletteSwatch, other: PaletteSwatch): number =>
  other.share - one.share || (one.color < other.color ? -1 : 1);

function oklabOf(colors: readonly { readonly color: string }[]): Float64Array {
  return Float64Array.from(srgb8ToOklab(Uint8Array.from(colors.flatMap(({ color }) => parseHex(color)))));
}

/** Round to codes, heaviest first. Swatches that round to one colour become one swatch. */
function roundLeaves({ points, shares }: SharedColors): PaletteSwatch[] {
  const total = shares.reduce((sum, share) => sum + share, 0);
  const areas = new Map<string, number>();
  for (const [i, share] of shares.entries()) {
    const color = formatHex(...oklabToSrgb8(points[3 * i]!, points[3 * i + 1]!, points[3 * i + 2]!));
    areas.set(color, (areas.get(color) ?? 0) + share);
  }
  return [...areas]
    .map(([color, area]) => ({ color, share: roundNumber(area / total) }))
    .filter(({ share }) => share > 0)
    .sort(byWeight);
}
