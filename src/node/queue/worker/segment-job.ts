import type { Job } from 'bullmq';
import { checkFilm } from '../jobs/check-film.ts';
import { type FilmJobProgress, parseSegmentJob } from '../jobs/jobs.ts';
import type { StoredPlan } from '../jobs/stored-film.ts';
import { runSegment } from './run-segment.ts';
import type { WorkerContext } from './worker-context.ts';

/** Milliseconds until a segment that this worker cannot read is offered again. */
const DEFER_DELAY = 2_000;

/**
 * `done`: the result is stored. `skipped`: it was stored before. `unwanted`: the film is already
 * joined or canceled.
 */
export type SegmentOutcome = 'done' | 'skipped' | 'unwanted';

/**
 * Run a segment of a film and store its result, unless it has one.
 *
 * @throws {DelayedError} when this worker lacks the backend that the film was planned with; another
 *   worker then takes the job.
 */
export async function processSegment(job: Job, token: string, context: WorkerContext): Promise<SegmentOutcome> {
  const { store, paths, runner, bullmq } = context;
  const { film, id, options, key, segment: number } = parseSegmentJob(job.data);
  const stored = await store.loadPlan(key);
  const segment = await store.loadSegment(key, number);
  if (stored === null || segment === null) return 'unwanted';
  if ((await store.listDone(key)).has(number)) return 'skipped';
  if (!canRead(stored, context)) {
    await job.moveToDelayed(Date.now() + DEFER_DELAY, token);
    throw new bullmq.DelayedError();
  }
  const path = await paths.locateInput(film);
  await checkFilm(path, id);
  const { result, lostFrames } = await runSegment(path, stored, segment, options, { ...runner, concurrency: 1 });
  // Frames may be lost because the file disappeared for a while: that is an error, not missing
  // columns.
  if (lostFrames > 0) await checkFilm(path, id);
  await store.saveResult(key, number, result);
  await reportProgress(key, stored, context);
  return 'done';
}

/** All segments of a film must be read by the same version of the same backend. */
function canRead({ plan }: StoredPlan, { backends }: WorkerContext): boolean {
  return backends.some(({ name, version }) => name === plan.backend.name && version === plan.backend.version);
}

async function reportProgress(key: string, { segments }: StoredPlan, { queue, store }: WorkerContext): Promise<void> {
  const parent = await queue.getJob(key);
  const { size: done } = await store.listDone(key);
  await parent?.updateProgress({ done, segments } satisfies FilmJobProgress);
}
