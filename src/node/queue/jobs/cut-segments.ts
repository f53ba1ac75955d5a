import { type PlannedFilm, planSound } from '../../app/internal.ts';
import type { Segment } from './stored-film.ts';

/**
 * Bytes of {@link PlannedFilm.cost} that one process decodes per second, about. Ten minutes of
 * 1080p H.264 with 3,600 columns cost 0.51e9 and take 95 s of one core (docs/performance.md). Other
 * films differ by a factor of two or three either way, which does no harm.
 */
const COST_PER_SECOND = 5.4e6;

/**
 * Divide the picture spans and the sound spans of a film into segments.
 *
 * @param seconds approximate work per segment, in seconds of one process.
 */
export function cutSegments({ plan, spans, cost }: PlannedFilm, hasSound: boolean, seconds: number): Segment[] {
  const count = Math.max(1, Math.min(spans.length, Math.ceil(cost / (seconds * COST_PER_SECOND))));
  const sounds = hasSound ? planSound(plan.times) : [];
  const share = <T>(items: readonly T[], i: number): T[] =>
    items.slice(Math.floor((i * items.length) / count), Math.floor(((i + 1) * items.length) / count));
  return Array.from({ length: count }, (_, i) => ({ spans: share(spans, i), sounds: share(sounds, i) }));
}
