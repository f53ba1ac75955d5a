import { type PlannedFilm, planSound } from '../../app/index.ts';
import type { Segment } from './stored-film.ts';

/**
 * What one process works off in a second, about, in the bytes that films cost ({@link PlannedFilm.cost}). Ten minutes of 1080p H.264, 3,600 columns, cost
 * 0.51e9 and take 95 s of one core (docs/performance.md); other films differ by a factor of two or three either way, which does no harm.
 */
const COST_A_SECOND = 5.4e6;

/**
 * Part the spans of a film, and those of its sound, into stretches.
 *
 * @param seconds of one process's work that each comes to, about.
 */
export function cutStretches({ plan, spans, cost }: PlannedFilm, hasSound: boolean, seconds: number): Segment[] {
  const count = Math.max(1, Math.min(spans.length, Math.ceil(cost / (seconds * COST_A_SECOND))));
  const sounds = hasSound ? planSound(plan.times) : [];
  const share = <T>(items: readonly T[], i: number): T[] =>
    items.slice(Math.floor((i * items.length) / count), Math.floor(((i + 1) * items.length) / count));
  return Array.from({ length: count }, (_, i) => ({ spans: share(spans, i), sounds: share(sounds, i) }));
}
