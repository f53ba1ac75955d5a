import { ChromathequeError } from '../../core/options/index.ts';

/**
 * Why the queue cannot be used, or a film of it fails:
 * - `missing-library`: an optional package that the queue needs is not installed;
 * - `unreachable`: Redis does not answer, or rejects the password;
 * - `forbidden`: the Redis user may not run a command that the queue needs;
 * - `read-only`: Redis accepts no writes;
 * - `full`: Redis has no memory left;
 * - `lost`: a submitted film is no longer in Redis;
 * - `refused`: a worker is not allowed to read or write a path of the job;
 * - `bad-job`: data from Redis do not have the expected shape;
 * - `other-film`: the file that a worker finds is not the film that was submitted;
 * - `given-up`: every worker crashed while processing a film, or BullMQ gave its job up;
 * - `canceled`: a user took the film out of the queue;
 * - `port-taken`: the port for the dashboard or the metrics cannot be used.
 */
export type QueueErrorCode =
  | 'missing-library'
  | 'unreachable'
  | 'forbidden'
  | 'read-only'
  | 'full'
  | 'lost'
  | 'refused'
  | 'bad-job'
  | 'other-film'
  | 'given-up'
  | 'canceled'
  | 'port-taken';

/** An error of the queue or of its data. The message says what to do. */
export class QueueError extends ChromathequeError<QueueErrorCode> {
  override readonly name = 'QueueError';
}
