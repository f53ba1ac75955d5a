import { showAddresses } from '../../app/index.ts';
import { QUEUE_NAME, QUEUE_OPTIONS } from '../jobs/names.ts';
import { QueueError } from '../queue-error.ts';
import { connectToRedis } from '../store/connect.ts';
import { loadLibraries } from '../store/libraries.ts';

/** A page to look at a queue in. */
export interface Dashboard {
  readonly url: string;
  close(): Promise<void>;
}

const HOST = '127.0.0.1';

async function loadBoard() {
  try {
    const [{ createBullBoard }, { BullMQAdapter }, { FastifyAdapter }, { fastify }] = await Promise.all([
      import('@bull-board/api'),
      import('@bull-board/api/bullMQAdapter'),
      import('@bull-board/fastify'),
      import('fastify'),
    ]);
    return { createBullBoard, BullMQAdapter, FastifyAdapter, fastify };
  } catch (cause) {
    const message = 'the dashboard takes two packages; run: npm install @bull-board/api@8 @bull-board/fastify@8';
    throw new QueueError('missing-library', message, { cause });
  }
}

/**
 * Show a queue on a page that this machine alone can reach: whoever opens it may retry and remove jobs.
 *
 * @param port 0 for any that is free.
 * @throws {OptionError} for an address of no queue.
 * @throws {QueueError} `missing-library`, `unreachable`, `port-taken`.
 */
export async function startDashboard(url: string, port: number): Promise<Dashboard> {
  const libraries = await loadLibraries();
  const { createBullBoard, BullMQAdapter, FastifyAdapter, fastify } = await loadBoard();
  const redis = await connectToRedis(libraries, url);
  const queue = new libraries.bullmq.Queue(QUEUE_NAME, { connection: redis, ...QUEUE_OPTIONS });
  const board = new FastifyAdapter();
  const shown = new BullMQAdapter(queue);
  shown.setFormatter('data', (data) => ({ ...data, film: showAddresses(String(data?.film)) }));
  createBullBoard({ queues: [shown], serverAdapter: board });
  const server = fastify({ forceCloseConnections: true });
  // A page of another site that calls this machine by a name of its own, or posts to it, gets nothing.
  server.addHook('onRequest', async ({ headers }, reply) => {
    const at = server.server.address();
    const own = typeof at === 'object' && at !== null ? [HOST, 'localhost'].map((name) => `${name}:${at.port}`) : [];
    const isOwn = own.includes(headers.host ?? '');
    const isFromHere = headers.origin === undefined || own.some((name) => headers.origin === `http://${name}`);
    if (!isOwn || !isFromHere) return reply.code(403).send();
  });
  server.register(board.registerPlugin());

  async function close(): Promise<void> {
    await server.close();
    await queue.close();
    redis.disconnect();
  }

  try {
    return { url: await server.listen({ host: HOST, port }), close };
  } catch (cause) {
    await close();
    throw new QueueError('port-taken', `port ${port} of ${HOST} cannot be used (${(cause as Error).message})`, {
      cause,
    });
  }
}
