import { formatHex } from '../../color/index.ts';
import { SHARES } from '../points.ts';
import { findFilmBlock, type IndexedPlace } from '../segment.ts';

/** Colours of a film at most. */
const MAX_COLORS = 16;

/** The cell of a point in a coarse grid: 16 steps of lightness, 32 of each of a and b. */
const coarseCell = (point: number): number =>
  ((point >>> 28) << 10) | (((point >>> 19) & 31) << 5) | ((point >>> 11) & 31);

interface Cell {
  weight: number;
  /** The swatch with the largest area, and its index. */
  most: number;
  swatch: number;
}

/**
 * Find the colours of a film by its moments: real colours of it, each for those around it. Coarser
 * than the film's palette, and made without its fingerprint.
 *
 * @returns largest share first; empty for a film without colours. Shares sum to 1.
 */
export function summarizeFilm(place: IndexedPlace): { readonly color: string; readonly share: number }[] {
  const { segment, entry, firstMoment, firstSwatch } = place;
  const times = segment.read('times', ...findFilmBlock('times', place));
  const codes = segment.read('codes', ...findFilmBlock('codes', place));
  const cells = new Map<number, Cell>();
  let swatch = 0;
  for (let moment = 0; moment < entry.moments; moment++) {
    const seconds = times[2 * moment + 1]! - times[2 * moment]!;
    for (const end = swatch + segment.counts[firstMoment + moment]!; swatch < end; swatch++) {
      const point = segment.points[firstSwatch + swatch]!;
      const weight = SHARES[point & 255]! * seconds;
      const cell = cells.get(coarseCell(point));
      if (cell === undefined) cells.set(coarseCell(point), { weight, most: weight, swatch });
      else {
        cell.weight += weight;
        if (weight > cell.most) Object.assign(cell, { most: weight, swatch });
      }
    }
  }
  const largest = [...cells.values()]
    .filter(({ weight }) => weight > 0)
    .sort((one, other) => other.weight - one.weight || one.swatch - other.swatch)
    .slice(0, MAX_COLORS);
  const total = largest.reduce((sum, { weight }) => sum + weight, 0);
  return largest.map(({ weight, swatch: at }) => ({
    color: formatHex(codes[3 * at]!, codes[3 * at + 1]!, codes[3 * at + 2]!),
    share: weight / total,
  }));
}
