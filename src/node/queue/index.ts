/**
 * Films shared among machines: stretches of them are jobs of BullMQ, on Redis, and whichever worker is free takes the next one.
 *
 * Queue, locks, retries and priorities are BullMQ's. What is done at a stretch is what `app` does on one machine, so that the fingerprints are the same to the
 * byte. It prints nothing, and a password is never part of what it says.
 */

export { openQueueAdmin, type QueueAdmin, type QueueStatus } from './admin/queue-admin.ts';
export { createWorkerMetrics, type WorkerMetrics } from './admin/serve-metrics.ts';
export { type Dashboard, startDashboard } from './admin/start-dashboard.ts';
export {
  type FilmRequest,
  type OrderOutcome,
  type SubmissionProgress,
  type SubmissionWork,
  submitFilms,
} from './admin/submit-films.ts';
export { assignPriorities } from './jobs/assign-priorities.ts';
export { type JobFailure, toError } from './jobs/job-failure.ts';
export { QueueError, type QueueErrorCode } from './queue-error.ts';
export { checkQueueUrl, redactQueueUrl } from './store/queue-url.ts';
export type { PathMapping } from './worker/path-policy.ts';
export { type QueueWorker, startWorker, type WorkerEvent, type WorkerOptions } from './worker/start-worker.ts';
