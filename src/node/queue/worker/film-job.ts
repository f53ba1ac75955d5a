import type { Job } from 'bullmq';
import { checkFingerprintOptions, joinFilm, planFilm } from '../../app/internal.ts';
import { checkFilm } from '../jobs/check-film.ts';
import { cutSegments } from '../jobs/cut-segments.ts';
import { isStalled } from '../jobs/job-failure.ts';
import { type FilmJob, type FilmJobResult, parseFilmJob, type SegmentJob } from '../jobs/jobs.ts';
import { SEGMENT } from '../jobs/names.ts';
import type { StoredPlan } from '../jobs/stored-film.ts';
import { QueueError } from '../queue-error.ts';
import { createReplayRunner, type FinishedSegment } from './replay-runner.ts';
import type { WorkerContext } from './worker-context.ts';
import { checkOutputs, writeOutputs } from './write-outputs.ts';

/** Attempts per segment, on any worker: one worker that cannot see the film does not fail it. */
const ATTEMPTS = 4;
/** Milliseconds before the second attempt; the delay doubles with each further one. */
const RETRY_DELAY = 1_000;

/**
 * Take a film as far as it goes: plan it and enqueue its segments; once they are finished, join
 * them and write the outputs. Each call reads the state from the store, so a crashed worker leaves
 * no state of its own.
 *
 * @throws {WaitingChildrenError} while segments are unfinished.
 */
export async function processFilm(job: Job, token: string, context: WorkerContext): Promise<FilmJobResult> {
  const { store, paths, renderer } = context;
  const film = parseFilmJob(job.data);
  const key = job.id!;
  if (film.isCanceled) {
    await store.delete(key);
    throw new QueueError('canceled', `${film.film}: canceled`);
  }
  const path = await paths.locateInput(film.film);
  const stored = (await store.loadPlan(key)) ?? (await plan(path, key, film, context));
  await waitForSegments(job, token, film, stored, context);

  const finished: FinishedSegment[] = [];
  for (let i = 0; i < stored.segments; i++) {
    const segment = await store.loadSegment(key, i);
    if (segment === null) throw lost(film);
    finished.push({ segment, result: await store.loadResult(key, i) });
  }
  // The replay runner gives the frames of all segments for one span.
  const work = { runner: createReplayRunner(finished) };
  const options = checkFingerprintOptions(film.options);
  const { fingerprint, warnings } = await joinFilm(path, stored.plan, [{ runs: [] }], options, work);
  const written = await writeOutputs(fingerprint, film, paths, renderer);
  return { outputs: written.outputs, warnings: [...warnings, ...written.warnings] };
}

/**
 * Enqueue the segments that have neither a result nor failed for good.
 *
 * @throws {WaitingChildrenError} while segments are unfinished. @throws {UnrecoverableError} when a
 *   segment failed for a reason other than crashed workers: that one only makes columns missing.
 */
async function waitForSegments(
  job: Job,
  token: string,
  film: FilmJob,
  { segments }: StoredPlan,
  context: WorkerContext,
): Promise<void> {
  const { store, bullmq } = context;
  // Twice: all enqueued segments may be finished before the job starts to wait.
  for (let round = 0; round < 2; round++) {
    const done = await store.listDone(job.id!);
    const failures = await findFailures(job);
    const left = Array.from({ length: segments }, (_, i) => i).filter((i) => !done.has(i) && !failures.has(i));
    if (left.length === 0) {
      const reason = [...failures.values()].find((given) => !isStalled(given));
      if (reason !== undefined) throw new bullmq.UnrecoverableError(reason);
      return;
    }
    await enqueueSegments(job, film, left, context);
    if (await job.moveToWaitingChildren(token)) throw new bullmq.WaitingChildrenError();
  }
  throw lost(film);
}

const lost = ({ film }: FilmJob): QueueError =>
  new QueueError('lost', `${film}: lost by Redis while it was processed; is its memory full, or were keys deleted?`);

async function plan(
  path: string,
  key: string,
  film: FilmJob,
  { paths, runner, store, segmentSeconds }: WorkerContext,
): Promise<StoredPlan> {
  await checkFilm(path, film.id);
  await checkOutputs(film, paths);
  const options = checkFingerprintOptions(film.options);
  const planned = await planFilm(path, options, { runner });
  const segments = cutSegments(planned, options.loudness, segmentSeconds);
  return store.savePlan(key, { plan: planned.plan, segments: segments.length }, segments);
}

/** Find the segments that failed for good, and the reasons. */
async function findFailures(job: Job): Promise<ReadonlyMap<number, string>> {
  const failures = await job.getIgnoredChildrenFailures();
  return new Map(
    Object.entries(failures ?? {}).map(([id, reason]) => [Number(id.slice(id.lastIndexOf('-') + 1)), reason]),
  );
}

/** Add segment jobs. BullMQ ignores those that are in the queue already. */
async function enqueueSegments(
  job: Job,
  film: FilmJob,
  segments: readonly number[],
  { queue }: WorkerContext,
): Promise<void> {
  const { version, film: address, id, options } = film;
  const key = job.id!;
  await queue.addBulk(
    segments.map((segment) => ({
      name: SEGMENT,
      data: { version, film: address, id, options, key, segment } satisfies SegmentJob,
      opts: {
        jobId: `${key}-${segment}`,
        parent: { id: key, queue: job.queueQualifiedName },
        // The film's own priority: films that were started are finished first.
        priority: job.priority,
        attempts: ATTEMPTS,
        backoff: { type: 'exponential', delay: RETRY_DELAY },
        ignoreDependencyOnFailure: true,
        removeOnComplete: true,
        removeOnFail: true,
      },
    })),
  );
}
