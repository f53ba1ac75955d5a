import { showAddresses } from '../../app/internal.ts';
import { QUEUE_NAME, QUEUE_OPTIONS } from '../jobs/names.ts';
import { QueueError } from '../queue-error.ts';
import { connectToRedis } from '../store/connect.ts';
import { loadLibraries } from '../store/libraries.ts';

/** A web page that shows a queue. */
export interface Dashboard {
  readonly url: string;
  close(): Promise<void>;
}

const HOST = '127.0.0.1';

async function loadPackages() {
  try {
    const [{ createBullBoard }, { BullMQAdapter }, { FastifyAdapter }, { fastify }] = await Promise.all([
      import('@bull-board/api'),
      import('@bull-board/api/bullMQAdapter'),
      import('@bull-board/fastify'),
      import('fastify'),
    ]);
    return { createBullBoard, BullMQAdapter, FastifyAdapter, fastify };
  } catch (cause) {
    const message = 'the dashboard needs two packages; run: npm install @bull-board/api@8 @bull-board/fastify@8';
    throw new QueueError('missing-library', message, { cause });
  }
}

/**
 * Serve a page that shows a queue, on the loopback interface only: the page can retry and remove
 * jobs.
 *
 * @param port 0 for any free port.
 * @throws {OptionError} for a URL that is not a queue's.
 * @throws {QueueError} `missing-library`, `unreachable`, `port-taken`.
 */
export async function startDashboard(url: string, port: number): Promise<Dashboard> {
  const libraries = await loadLibraries();
  const { createBullBoard, BullMQAdapter, FastifyAdapter, fastify } = await loadPackages();
  const redis = await connectToRedis(libraries, url);
  const queue = new libraries.bullmq.Queue(QUEUE_NAME, { connection: redis, ...QUEUE_OPTIONS });
  const adapter = new FastifyAdapter();
  const shown = new BullMQAdapter(queue);
  shown.setFormatter('data', (data) => ({ ...data, film: showAddresses(String(data?.film)) }));
  createBullBoard({ queues: [shown], serverAdapter: adapter });
  const server = fastify({ forceCloseConnections: true });
  // Reject pages of other sites: those that reach this machine by another name, or post to it.
  server.addHook('onRequest', async ({ headers }, reply) => {
    const bound = server.server.address();
    const own =
      typeof bound === 'object' && bound !== null ? [HOST, 'localhost'].map((name) => `${name}:${bound.port}`) : [];
    const isOwn = own.includes(headers.host ?? '');
    const isFromHere = headers.origin === undefined || own.some((name) => headers.origin === `http://${name}`);
    if (!isOwn || !isFromHere) return reply.code(403).send();
  });
  server.register(adapter.registerPlugin());

  async function close(): Promise<void> {
    await server.close();
    await queue.close();
    redis.disconnect();
  }

  try {
    return { url: await server.listen({ host: HOST, port }), close };
  } catch (cause) {
    await close();
    throw new QueueError('port-taken', `cannot use port ${port} of ${HOST} (${(cause as Error).message})`, {
      cause,
    });
  }
}
