import { ChromathequeError } from '../../core/options/index.ts';
/**
 * Why work cannot be shared:
 * - `missing-library`: what talks to the queue is not installed;
 * - `unreachable`: Redis does not answer, or does not accept the password;
 * - `forbidden`: the user of Redis has no right to run a command of the queue;
 * - `read-only`: Redis takes no writes;
 * - `full`: Redis has no memory left;
 * - `lost`: Redis does not have a film any more that was submitted;
 * - `refused`: a worker may not read or write what it was asked to;
 * - `bad-job`: what came through the queue is no job of this program;
 * - `other-film`: what a worker finds is not the film that was submitted;
 * - `given-up`: every worker crashed while processing a film, or BullMQ gave its job up;
 * - `canceled`: a user took the film out of the queue;
 * - `port-taken`: what was to be looked at cannot be shown there.
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

/** The queue, or what came through it, is not as it should be; the message says what to do. */
export class QueueError extends ChromathequeError<QueueErrorCode> {
  override readonly name = 'QueueError';
}
