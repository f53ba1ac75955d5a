/**
 * Shares films among machines: segments of them are BullMQ jobs on Redis, and any free worker takes
 * the next one.
 *
 * BullMQ does queueing, locks, retries and priorities. Segments run the same code of `app` as on
 * one machine, so the fingerprints are the same to the byte. This room prints nothing and never
 * puts a password into a message.
 */

export { openQueueAdmin, type QueueAdmin, type QueueStatus } from './admin/queue-admin.ts';
export { createWorkerMetrics, type WorkerMetrics } from './admin/serve-metrics.ts';
export { type Dashboard, startDashboard } from './admin/start-dashboard.ts';
export {
  type FilmRequest,
  type RequestOutcome,
  type SubmissionOptions,
  type SubmissionProgress,
  submitFilms,
} from './admin/submit-films.ts';
export { assignPriorities } from './jobs/assign-priorities.ts';
export { type JobFailure, toError } from './jobs/job-failure.ts';
export { QueueError, type QueueErrorCode } from './queue-error.ts';
export { checkQueueUrl, redactQueueUrl } from './store/queue-url.ts';
export type { PathMapping } from './worker/path-policy.ts';
export { type QueueWorker, startWorker, type WorkerEvent, type WorkerOptions } from './worker/start-worker.ts';
