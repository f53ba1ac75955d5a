import { type PlannedFilm, planSound } from '../app/index.ts';
import type { Stretch } from './stored-film.ts';

/**
 * What one process works off in about a minute, in the bytes that films cost ({@link PlannedFilm.cost}). Ten minutes of 1080p H.264, 3,600 columns, cost
 * 0.51e9 and take 95 s of one core (docs/performance.md); other films differ by a factor of two or three either way, which does no harm.
 */
const COST_OF_A_MINUTE = 320e6;

/** Part the spans of a film, and those of its sound, into stretches of about a minute's work each. Which part is which depends on the film and its options alone. */
export function cutStretches({ plan, spans, cost }: PlannedFilm, hasSound: boolean): Stretch[] {
  const count = Math.max(1, Math.min(spans.length, Math.ceil(cost / COST_OF_A_MINUTE)));
  const sounds = hasSound ? planSound(plan.times) : [];
  const share = <T>(items: readonly T[], i: number): T[] =>
    items.slice(Math.floor((i * items.length) / count), Math.floor(((i + 1) * items.length) / count));
  return Array.from({ length: count }, (_, i) => ({ spans: share(spans, i), sounds: share(sounds, i) }));
}
