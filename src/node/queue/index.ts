/**
 * Films shared among machines: stretches of them are jobs of BullMQ, on Redis, and whichever worker is free takes the next one.
 *
 * Queue, locks, retries and priorities are BullMQ's. What is done at a stretch is what `app` does on one machine, so that the fingerprints are the same to the
 * byte. It prints nothing, and a password is never part of what it says.
 */
export { errorOfFailure, type Failure } from './failure.ts';
export { placeFilms } from './place-films.ts';
export { openQueueDesk, type QueueDesk, type QueueStatus } from './queue-desk.ts';
export { QueueError, type QueueErrorCode } from './queue-error.ts';
export { checkQueueUrl, showQueueUrl } from './queue-url.ts';
export type { PathMapping } from './reach.ts';
export { createWorkerMetrics, type WorkerMetrics } from './serve-metrics.ts';
export { type Dashboard, startDashboard } from './start-dashboard.ts';
export { type QueueWorker, startWorker, type WorkerEvent, type WorkerOptions } from './start-worker.ts';
export {
  type FilmOrder,
  type OrderOutcome,
  type SubmissionProgress,
  type SubmissionWork,
  submitFilms,
} from './submit-films.ts';
