import { setTimeout as sleep } from 'node:timers/promises';
import { formatEvent } from '../../../core/protocol/index.ts';
import type { Job } from './job.ts';

/**
 * Milliseconds between two events of columns: often enough to draw, and each has several columns.
 */
const GATHER_MS = 100;
/** Maximum columns of an event, about 1 kB each. */
const MAX_COLUMNS = 250;
/** Maximum milliseconds without data, to detect dead connections. */
const SILENCE_MS = 15_000;

/** A comment that keeps the connection alive and has no other effect. */
const ALIVE = ': alive\n\n';

/**
 * Stream all events of a job, from start to end, as server-sent events. The stream advances only as
 * fast as it is read, so no events are buffered for a slow client.
 *
 * @param signal ends the stream.
 */
export async function* streamJob(job: Job, signal: AbortSignal): AsyncGenerator<string> {
  let hasSurvey = false;
  let sent = 0;
  let looked = 0;
  // The headers are sent with the first chunk.
  yield ALIVE;
  while (!signal.aborted) {
    if (job.surveyed !== null && !hasSurvey) {
      hasSurvey = true;
      yield formatEvent(job.surveyed);
    }
    if (hasSurvey && looked < job.looks.length) {
      const columns = job.looks.slice(looked);
      looked = job.looks.length;
      yield formatEvent({ type: 'looks', columns });
    }
    while (sent < job.columns.length) {
      const columns = job.columns.slice(sent, sent + MAX_COLUMNS);
      sent += columns.length;
      yield formatEvent({ type: 'columns', columns });
    }
    if (job.end !== null) {
      yield formatEvent(job.end);
      return;
    }
    await sleep(GATHER_MS, undefined, { signal }).catch(() => {});
    const isNew = sent < job.columns.length || (hasSurvey && looked < job.looks.length);
    if (isNew || job.end !== null || (job.surveyed !== null && !hasSurvey)) continue;
    const before = performance.now();
    await job.changed(AbortSignal.any([signal, AbortSignal.timeout(SILENCE_MS)]));
    if (performance.now() - before >= SILENCE_MS) yield ALIVE;
  }
}
