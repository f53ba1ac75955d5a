import type { Job } from 'bullmq';
import { checkFilm } from '../jobs/check-film.ts';
import { type FilmJobProgress, parseSegmentJob } from '../jobs/jobs.ts';
import type { StoredPlan } from '../jobs/stored-film.ts';
import { workOffStretch } from './run-segment.ts';
import type { WorkerContext } from './worker-context.ts';

/** Milliseconds after which a stretch that this worker may not do is offered again. */
const REFUSED_DELAY = 2_000;

/**
 * What came of a try: `done`; `known`, it was done before; `gone`, nobody waits for it any more.
 */
export type StretchOutcome = 'done' | 'known' | 'gone';

/**
 * Work off a stretch of a film, unless it is done already, and keep what comes of it.
 *
 * @throws {DelayedError} when this worker reads films with something else than the film was begun with: it is left to others.
 */
export async function workOnStretch(job: Job, token: string, context: WorkerContext): Promise<StretchOutcome> {
  const { store, reach, runner, bullmq } = context;
  const { film, id, options, key, stretch: number } = parseSegmentJob(job.data);
  const stored = await store.loadPlan(key);
  const stretch = await store.loadStretch(key, number);
  if (stored === null || stretch === null) return 'gone';
  if ((await store.listDone(key)).has(number)) return 'known';
  if (!canRead(stored, context)) {
    await job.moveToDelayed(Date.now() + REFUSED_DELAY, token);
    throw new bullmq.DelayedError();
  }
  const path = await reach.locateInput(film);
  await checkFilm(path, id);
  const { done, lost } = await workOffStretch(path, stored, stretch, options, { ...runner, concurrency: 1 });
  // Nothing is given up because the film was out of sight for a while.
  if (lost > 0) await checkFilm(path, id);
  await store.saveResult(key, number, done);
  await tellProgress(key, stored, context);
  return 'done';
}

/** One film is never read by two backends, or by two versions of one. */
function canRead({ plan }: StoredPlan, { backends }: WorkerContext): boolean {
  return backends.some(({ name, version }) => name === plan.backend.name && version === plan.backend.version);
}

async function tellProgress(key: string, { stretches }: StoredPlan, { queue, store }: WorkerContext): Promise<void> {
  const parent = await queue.getJob(key);
  const { size: done } = await store.listDone(key);
  await parent?.updateProgress({ done, stretches } satisfies FilmJobProgress);
}
