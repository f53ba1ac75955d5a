import { QueueError } from '../queue-error.ts';

/** The queue's optional peer dependencies, loaded at the first use of a queue. */
export interface Libraries {
  readonly bullmq: typeof import('bullmq');
  readonly Redis: typeof import('ioredis').Redis;
}

/** @throws {QueueError} `missing-library`, with the command that installs them. */
export async function loadLibraries(): Promise<Libraries> {
  try {
    const [bullmq, { Redis }] = await Promise.all([import('bullmq'), import('ioredis')]);
    return { bullmq, Redis };
  } catch (cause) {
    throw new QueueError('missing-library', 'the queue needs two packages; run: npm install bullmq ioredis', {
      cause,
    });
  }
}
