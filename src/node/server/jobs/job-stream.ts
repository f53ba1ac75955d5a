import { setTimeout as sleep } from 'node:timers/promises';
import { formatEvent } from '../../../core/protocol/index.ts';
import type { Job } from './job.ts';

/** Milliseconds between two events of columns: as often as a page wants to draw, seldom enough to gather some. */
const GATHER_MS = 100;
/** Columns of an event at most, about 1 kB each. */
const MAX_COLUMNS = 250;
/** Milliseconds of silence at most, so that a connection that died is found out. */
const SILENCE_MS = 15_000;

/** A comment: it keeps the connection alive and means nothing. */
const ALIVE = ': alive\n\n';

/**
 * Tell how a job goes, from its beginning to its end, as server-sent events. It goes on as fast as it is read: who reads slowly hears later, and nothing is
 * heaped up for him.
 *
 * @param signal ends it.
 */
export async function* streamJob(job: Job, signal: AbortSignal): AsyncGenerator<string> {
  let hasSurvey = false;
  let told = 0;
  // Headers go out with the first of it.
  yield ALIVE;
  while (!signal.aborted) {
    if (job.surveyed !== null && !hasSurvey) {
      hasSurvey = true;
      yield formatEvent(job.surveyed);
    }
    while (told < job.columns.length) {
      const columns = job.columns.slice(told, told + MAX_COLUMNS);
      told += columns.length;
      yield formatEvent({ type: 'columns', columns });
    }
    if (job.end !== null) {
      yield formatEvent(job.end);
      return;
    }
    await sleep(GATHER_MS, undefined, { signal }).catch(() => {});
    const isNew = job.end !== null || told < job.columns.length || (job.surveyed !== null && !hasSurvey);
    if (isNew) continue;
    const before = performance.now();
    await job.changed(AbortSignal.any([signal, AbortSignal.timeout(SILENCE_MS)]));
    if (performance.now() - before >= SILENCE_MS) yield ALIVE;
  }
}
