import type { Redis as Connection } from 'ioredis';
import { QueueError } from '../queue-error.ts';
import type { Libraries } from './libraries.ts';
import { checkQueueUrl, databaseOf, redactQueueUrl } from './queue-url.ts';
import { explainRefusal } from './redis-refusal.ts';

/** Milliseconds within which Redis must accept the connection and the user. */
const CONNECT_TIMEOUT = 10_000;
/** Maximum delay between two attempts to reconnect, milliseconds. */
const MAX_DELAY = 5_000;

export interface ConnectOptions {
  /**
   * Whether to end when the connection is lost: all pending commands are then rejected. Such a
   * connection also opens without ioredis' INFO command, which prints to the console when the user
   * may not run it.
   *
   * @default false
   */
  readonly isProbe?: boolean;
  /** Ends the connection, also while it is being opened. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Connect to Redis. If the connection is lost later, commands wait until Redis is back, unless the
 * connection is a probe.
 *
 * @param url `redis://` or, encrypted, `rediss://`, with the password if Redis requires one.
 * @throws {OptionError} for any other URL.
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
    // BullMQ's workers require it: no command is given up while Redis is away.
    maxRetriesPerRequest: null,
    retryStrategy: (tries) => (isOpen && !isProbe ? Math.min(100 * 2 ** tries, MAX_DELAY) : null),
  });
  redis.on('error', (error) => {
    problem = error;
  });
  const end = () => redis.disconnect();
  const late = setTimeout(() => {
    problem = new Error('no answer');
    end();
  }, CONNECT_TIMEOUT);
  signal?.addEventListener('abort', end, { once: true });
  redis.once('end', () => signal?.removeEventListener('abort', end));
  try {
    await redis.connect();
    // ioredis continues with database 0 if the database does not exist.
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
  if (/NOAUTH|WRONGPASS|ERR AUTH/.test(message)) return 'Redis rejected the password, or requires one';
  if (/DB index/.test(message)) return 'Redis has no database with that number';
  // ioredis gives this error neither a class nor a code.
  if (/Unknown RESP type/.test(message)) return 'the server is not Redis';
  const code = error instanceof Error && 'code' in error ? String(error.code) : message;
  return `cannot reach Redis (${code})`;
}
