import { Option } from 'commander';
import { UsageError } from '../exit-code.ts';

/** Where the address of the queue is read, so that a password is in no list of processes. */
const VARIABLE = 'CHROMATHEQUE_QUEUE';

/** The option that names a queue. */
export const QUEUE_FLAG = (): Option =>
  new Option('--queue <url>', `Redis that holds the queue: redis://HOST or rediss://HOST (default: ${VARIABLE})`);

/** The queue that was named, if one was. */
export const findQueue = (queue: string | undefined): string | undefined =>
  queue ?? (process.env[VARIABLE] || undefined);

/** The queue that was named. @throws {UsageError} when none was. */
export function resolveQueue(queue: string | undefined): string {
  const found = findQueue(queue);
  if (found === undefined)
    throw new UsageError(`--queue: name the queue, such as redis://127.0.0.1, or set ${VARIABLE}`);
  return found;
}
