import type { Job } from 'bullmq';
import { checkFingerprintOptions, joinFilm, planFilm } from '../../app/index.ts';
import { checkFilm } from '../jobs/check-film.ts';
import { cutStretches } from '../jobs/cut-segments.ts';
import { isStalled } from '../jobs/job-failure.ts';
import { type FilmJob, type FilmJobResult, parseFilmJob, type SegmentJob } from '../jobs/jobs.ts';
import { STRETCH } from '../jobs/names.ts';
import type { StoredPlan } from '../jobs/stored-film.ts';
import { QueueError } from '../queue-error.ts';
import { createReplayRunner, type WorkedStretch } from './replay-runner.ts';
import type { WorkerContext } from './worker-context.ts';
import { checkOutputs, writeOutputs } from './write-outputs.ts';

/** Tries of a stretch, on whichever workers: one that cannot see the film, or loses sight of it, is no reason to give it up. */
const TRIES = 4;
/** Milliseconds before the second of them; twice as long before each further one. */
const FIRST_PAUSE = 1_000;

/**
 * Work at a film as far as it goes: plan it and hand out its stretches; when they are done, join them and write what was asked for. Where it stands is read
 * from the store each time, so that a worker that dies at it leaves nothing in between.
 *
 * @throws {WaitingChildrenError} when others have to do their part first.
 */
export async function workOnFilm(job: Job, token: string, context: WorkerContext): Promise<FilmJobResult> {
  const { store, reach, renderer } = context;
  const film = parseFilmJob(job.data);
  const key = job.id!;
  if (film.isCanceled) {
    await store.drop(key);
    throw new QueueError('canceled', `${film.film}: canceled`);
  }
  const path = await reach.locateInput(film.film);
  const stored = (await store.loadPlan(key)) ?? (await plan(path, key, film, context));
  await waitForStretches(job, token, film, stored, context);

  const worked: WorkedStretch[] = [];
  for (let i = 0; i < stored.stretches; i++) {
    const stretch = await store.loadStretch(key, i);
    if (stretch === null) throw lost(film);
    worked.push({ stretch, done: await store.loadResult(key, i) });
  }
  // One span that stands for all: the runner has what came of them.
  const work = { runner: createReplayRunner(worked) };
  const options = checkFingerprintOptions(film.options);
  const { fingerprint, warnings } = await joinFilm(path, stored.plan, [{ runs: [] }], options, work);
  const written = await writeOutputs(fingerprint, film, reach, renderer);
  return { outputs: written.outputs, warnings: [...warnings, ...written.warnings] };
}

/**
 * Hand out what is neither done nor given up.
 *
 * @throws {WaitingChildrenError} unless all are. @throws {UnrecoverableError} when one was given up that does not only make columns missing.
 */
async function waitForStretches(
  job: Job,
  token: string,
  film: FilmJob,
  { stretches }: StoredPlan,
  context: WorkerContext,
): Promise<void> {
  const { store, bullmq } = context;
  // Twice: those that are handed out may be done before there is anything to wait for.
  for (let round = 0; round < 2; round++) {
    const done = await store.listDone(job.id!);
    const failures = await findFailures(job);
    const left = Array.from({ length: stretches }, (_, i) => i).filter((i) => !done.has(i) && !failures.has(i));
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
  { reach, runner, store, stretchSeconds }: WorkerContext,
): Promise<StoredPlan> {
  await checkFilm(path, film.id);
  await checkOutputs(film, reach);
  const options = checkFingerprintOptions(film.options);
  const planned = await planFilm(path, options, { runner });
  const stretches = cutStretches(planned, options.loudness, stretchSeconds);
  return store.savePlan(key, { plan: planned.plan, stretches: stretches.length }, stretches);
}

/** Stretches that were given up, and why. */
async function findFailures(job: Job): Promise<ReadonlyMap<number, string>> {
  const failures = await job.getIgnoredChildrenFailures();
  return new Map(
    Object.entries(failures ?? {}).map(([id, reason]) => [Number(id.slice(id.lastIndexOf('-') + 1)), reason]),
  );
}

/** Add jobs of stretches. One that is there already is not added again. */
async function enqueueSegments(
  job: Job,
  film: FilmJob,
  stretches: readonly number[],
  { queue }: WorkerContext,
): Promise<void> {
  const { version, film: address, id, options } = film;
  const key = job.id!;
  await queue.addBulk(
    stretches.map((stretch) => ({
      name: STRETCH,
      data: { version, film: address, id, options, key, stretch } satisfies SegmentJob,
      opts: {
        jobId: `${key}-${stretch}`,
        parent: { id: key, queue: job.queueQualifiedName },
        // As its film: what was submitted first is finished first.
        priority: job.priority,
        attempts: TRIES,
        backoff: { type: 'exponential', delay: FIRST_PAUSE },
        ignoreDependencyOnFailure: true,
        removeOnComplete: true,
        removeOnFail: true,
      },
    })),
  );
}
