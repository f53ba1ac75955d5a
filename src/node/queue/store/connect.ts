import type { Redis as Connection } from 'ioredis';
import { QueueError } from '../queue-error.ts';
import type { Libraries } from './libraries.ts';
import { checkQueueUrl, databaseOf, redactQueueUrl } from './queue-url.ts';
import { explainRefusal } from './redis-refusal.ts';

/** Milliseconds until Redis must have accepted a connection and its user. */
const CONNECT_TIMEOUT = 10_000;
/** Milliseconds between two tries to reach it again, at most. */
const MAX_DELAY = 5_000;

/** How long a connection is to last. */
export interface ConnectOptions {
  /**
   * Whether to end when the connection is lost: all commands that wait for an answer are rejected. Such a connection is
   * also open before ioredis has asked for INFO, which prints to the console where the user may not.
   *
   * @default false
   */
  readonly isProbe?: boolean;
  /** Ends the connection, also one that is being made. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Connect to Redis. Later, when it goes away, commands wait until it is back, unless the connection is a probe.
 *
 * @param url `redis://` or, encrypted, `rediss://`, with a password where one is needed.
 * @throws {OptionError} for what is no such address.
 * @throws {QueueError} `unreachable`.
 */
export async function connectToRedis(
  { Redis }: Pick<Libraries, 'Redis'>,
  url: string,
  { isProbe = false, signal }: ConnectOptions = {},
): Promise<Connection> {
  checkQueueUrl(url);
  const address = redactQueueUrl(url);
  let isOpen = false;
  let problem: unknown;
  const redis = new Redis(url, {
    enableReadyCheck: !isProbe,
    lazyConnect: true,
    connectTimeout: CONNECT_TIMEOUT,
    // BullMQ's workers ask for it: nothing is given up while Redis is away.
    maxRetriesPerRequest: null,
    retryStrategy: (tries) => (isOpen && !isProbe ? Math.min(100 * 2 ** tries, MAX_DELAY) : null),
  });
  redis.on('error', (error) => {
    problem = error;
  });
  const end = () => redis.disconnect();
  const late = setTimeout(() => {
    problem = new Error('it does not answer');
    end();
  }, CONNECT_TIMEOUT);
  signal?.addEventListener('abort', end, { once: true });
  redis.once('end', () => signal?.removeEventListener('abort', end));
  try {
    await redis.connect();
    // ioredis goes on with database 0 where there is none of that number.
    const database = databaseOf(url);
    if (database > 0) await redis.select(database);
    isOpen = true;
    return redis;
  } catch (error) {
    end();
    const cause = problem ?? error;
    throw explainRefusal(address, cause) ?? new QueueError('unreachable', `${address}: ${explain(cause)}`, { cause });
  } finally {
    clearTimeout(late);
  }
}

function explain(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  if (/NOAUTH|WRONGPASS|ERR AUTH/.test(message)) return 'Redis refuses the password, or wants one';
  if (/DB index/.test(message)) return 'Redis has no database of that number';
  // ioredis gives this error no class and no code.
  if (/Unknown RESP type/.test(message)) return 'the server there is not Redis';
  const code = error instanceof Error && 'code' in error ? String(error.code) : message;
  return `Redis cannot be reached (${code})`;
}
