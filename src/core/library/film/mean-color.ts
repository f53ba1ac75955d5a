import type { Oklab } from '../../color/index.ts';
import { pointColor, SHARES } from '../points.ts';
import { findFilmBlock, type IndexedPlace } from '../segment.ts';

/**
 * Compute the mean colour of a film, weighted by area and time, in the space of points: OKLab with
 * the lightness scale of CIELAB. Black for a film without colours.
 */
export function averageFilm(place: IndexedPlace): Oklab {
  const { segment, entry, firstMoment } = place;
  const times = segment.read('times', ...findFilmBlock('times', place));
  const sum = [0, 0, 0];
  let total = 0;
  let swatch = place.firstSwatch;
  for (let moment = 0; moment < entry.moments; moment++) {
    const seconds = times[2 * moment + 1]! - times[2 * moment]!;
    for (const end = swatch + segment.counts[firstMoment + moment]!; swatch < end; swatch++) {
      const point = segment.points[swatch]!;
      const weight = SHARES[point & 255]! * seconds;
      const color = pointColor(point);
      for (let axis = 0; axis < 3; axis++) sum[axis]! += weight * color[axis]!;
      total += weight;
    }
  }
  const mean = (axis: number) => (total === 0 ? 0 : sum[axis]! / total);
  return [mean(0), mean(1), mean(2)];
}

/** Find when the last moment of a film ends, seconds. */
export function measureFilm(place: IndexedPlace): number {
  const [, end] = findFilmBlock('times', place);
  return place.entry.moments === 0 ? 0 : place.segment.read('times', end - 1, end)[0]!;
}
