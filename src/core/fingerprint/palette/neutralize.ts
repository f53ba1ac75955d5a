import { formatHex, oklabToSrgb8, parseHex, srgb8ToOklab } from '../../color/index.ts';
import type { Column, Shot, Swatch } from '../fingerprint.ts';
import { roundNumber } from '../format/round-number.ts';
import { findColumnKind, findFilmKind } from './film-kind.ts';

/**
 * Convert the swatches of a black-and-white film to greys. Their chroma comes from compression or
 * from the transfer.
 *
 * The function first determines the kind of the whole film. It then changes only columns that are
 * neutral or black by themselves, so that a coloured title or one coloured scene does not change.
 * It never removes more chroma than {@link findColumnKind} accepts as neutral. Lightness stays the
 * same. Swatches that become one grey become one swatch. See
 * docs/decisions/0050-neutralize-black-and-white-films.md.
 *
 * @param columns all of a film's. Not modified.
 * @returns the columns, the same ones for films that are not neutral, and how many were changed.
 */
export function neutralizeColumns(columns: readonly Column[]): { columns: readonly Column[]; neutralized: number } {
  if (!isNeutralFilm(columns)) return { columns, neutralized: 0 };
  const greys = columns.map(neutralize);
  return { columns: greys, neutralized: greys.filter((grey, i) => grey !== columns[i]).length };
}

/**
 * Convert the swatches of shots to grey, like those of columns.
 *
 * @param columns all columns of the film, which determine its kind.
 * @returns the same shots for films that are not neutral.
 */
export const neutralizeShots = (shots: readonly Shot[], columns: readonly Column[]): readonly Shot[] =>
  isNeutralFilm(columns) ? shots.map(neutralize) : shots;

const isNeutralFilm = (columns: readonly Column[]): boolean => findFilmKind(columns).kind === 'neutral';

function neutralize<T extends Pick<Column, 'swatches'>>(frame: T): T {
  const kind = findColumnKind(frame);
  if (kind === 'color' || kind === 'tinted' || isGrey(frame)) return frame;
  return { ...frame, swatches: neutralizeSwatches(frame.swatches) };
}

const isGreyColor = (color: string): boolean =>
  color.slice(1, 3) === color.slice(3, 5) && color.slice(1, 3) === color.slice(5, 7);

const isGrey = ({ swatches }: Pick<Column, 'swatches'>): boolean =>
  swatches.every(({ color, pixel = color }) => isGreyColor(color) && isGreyColor(pixel));

function greyOf(color: string): string {
  const [L] = srgb8ToOklab(Uint8Array.from(parseHex(color)));
  return formatHex(...oklabToSrgb8(L!, 0, 0));
}

function neutralizeSwatches(swatches: readonly Swatch[]): Swatch[] {
  const greys = new Map<string, { pixel: string; share: number; contiguity: number | undefined }>();
  for (const { color, pixel = color, share, contiguity } of swatches) {
    const grey = greyOf(color);
    const known = greys.get(grey);
    // The heaviest comes first: the merged swatch has its pixel and its contiguity.
    if (known === undefined) greys.set(grey, { pixel: greyOf(pixel), share, contiguity });
    else known.share += share;
  }
  return [...greys]
    .map(([color, { pixel, share, contiguity }]) => ({
      color,
      ...(pixel !== color && { pixel }),
      share: roundNumber(share),
      ...(contiguity !== undefined && { contiguity }),
    }))
    .sort((one, other) => other.share - one.share || (one.color < other.color ? -1 : 1));
}
