import { QueueError } from '../queue-error.ts';

/** What talks to the queue: optional dependencies, loaded when there is a queue. */
export interface Libraries {
  readonly bullmq: typeof import('bullmq');
  readonly Redis: typeof import('ioredis').Redis;
}

/**
 * Load them.
 *
 * @throws {QueueError} `missing-library`, with the line that installs them.
 */
export async function loadLibraries(): Promise<Libraries> {
  try {
    const [bullmq, { Redis }] = await Promise.all([import('bullmq'), import('ioredis')]);
    return { bullmq, Redis };
  } catch (cause) {
    throw new QueueError('missing-library', 'sharing work takes two packages; run: npm install bullmq ioredis', {
      cause,
    });
  }
}
