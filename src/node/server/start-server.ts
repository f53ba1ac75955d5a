import { isIP } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fastify, { type FastifyError, type FastifyInstance, type FastifyReply } from 'fastify';
import { OptionError } from '../../core/options/index.ts';
import { type ApiError, type ErrorAnswer, HEADERS, UNHEARD_SECONDS } from '../../core/protocol/index.ts';
import { createLocalRenderer } from '../app/index.ts';
import { describeFailure, statusOf } from './http/describe-failure.ts';
import { createGuard } from './http/guard.ts';
import { type Address, formatOrigin, isLoopback } from './http/own-address.ts';
import { RequestError } from './http/request-error.ts';
import { ServerError } from './http/server-error.ts';
import { listStudioFiles, type StudioFiles } from './http/studio-files.ts';
import { createJobRegistry, type JobLimits } from './jobs/job-registry.ts';
import { defineRoutes } from './routes.ts';
import { openRoots } from './shelf/roots.ts';

/** How long things may take, seconds. */
export interface Limits extends JobLimits {
  /** One drawing. */
  readonly drawingSeconds: number;
  /** From the first byte of a request to its last. */
  readonly requestSeconds: number;
}

/** Where a server listens, and what it shows. */
export interface ServerOptions {
  /** Films, fingerprints and folders: all that is read. */
  readonly inputs: readonly string[];
  /** @default '127.0.0.1' */
  readonly host?: string | undefined;
  /**
   * 0 to 65535; 0 is any that is free.
   *
   * @default 4616
   */
  readonly port?: number | undefined;
  /** The built studio. @default the one of this package */
  readonly studioFolder?: string | undefined;
  readonly limits?: Partial<Limits> | undefined;
}

/** A server that runs. */
export interface Server {
  /** Opens the studio as long as the server runs. A secret. */
  readonly address: string;
  /** Make an address that opens the studio once, and soon: for starting a browser with, which others on this machine can see. */
  makeOpeningAddress(): string;
  /** Whether it is reached from this machine alone. */
  readonly isLoopback: boolean;
  /** End it: jobs are cancelled, their processes and all connections end. */
  close(): Promise<void>;
  /** Resolved when it has ended, whoever asked for it. */
  readonly closed: Promise<void>;
}

/** Always the same, since what a browser remembers of a page (recent fingerprints) it remembers by its port. Assigned to nothing widely used. */
const DEFAULT_PORT = 4616;

const DEFAULT_LIMITS: Limits = {
  // A day of film on a slow machine.
  jobSeconds: 4 * 3600,
  unheardSeconds: UNHEARD_SECONDS,
  // The largest picture there is takes half a minute.
  drawingSeconds: 120,
  requestSeconds: 60,
};

/** Connections at once: a few pages with a few requests each. */
const MAX_CONNECTIONS = 128;
/** Milliseconds without a byte either way after which a connection is ended; event streams are never silent for so long. */
const SILENCE_MS = 600_000;
/** Milliseconds for which a client may take its time when the server ends. */
const PARTING_MS = 1000;
const SWEEP_MS = 50;

/**
 * Start a server for the studio.
 *
 * @throws {OptionError} for a port or an address that is none.
 * @throws {ServerError}
 */
export async function startServer(options: ServerOptions): Promise<Server> {
  const { inputs, host = '127.0.0.1', port = DEFAULT_PORT } = options;
  checkAddress(host, port);
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const roots = await openRoots(inputs);
  const studio = await listStudioFiles(
    options.studioFolder ?? join(fileURLToPath(new URL('../..', import.meta.url)), 'web', 'studio'),
  );

  const address = { host, port };
  const guard = createGuard(() => address);
  const jobs = createJobRegistry(limits);
  const renderer = createLocalRenderer(limits.drawingSeconds);
  const server = createFastify(limits.requestSeconds);
  let closing: Promise<void> | undefined;
  const close = () => {
    closing ??= end();
    return closing;
  };
  const closed = new Promise<void>((resolve) => server.addHook('onClose', async () => resolve()));

  async function end(): Promise<void> {
    renderer.close();
    await jobs.close();
    const { server: http } = server;
    // Those who listen to jobs are told that these are canceled; then their connections are idle, and go.
    const sweep = setInterval(() => http.closeIdleConnections(), SWEEP_MS);
    const parting = setTimeout(() => http.closeAllConnections(), PARTING_MS);
    await server.close();
    clearInterval(sweep);
    clearTimeout(parting);
  }

  server.addHook('onRequest', async (request, reply) => guard.checkHost(request, reply));
  defineRoutes(server, { guard, roots, jobs, renderer, quit: () => void close() });
  defineStudio(server, studio);
  address.port = await listen(server, address);

  const origin = formatOrigin(address);
  return {
    address: `${origin}/#key=${guard.key}`,
    makeOpeningAddress: () => `${origin}/#key=${guard.makeOpeningKey()}`,
    isLoopback: isLoopback(host),
    close,
    closed,
  };
}

function checkAddress(host: string, port: number): void {
  if (!Number.isInteger(port) || port < 0 || port > 65535) {
    throw new OptionError('wrong-value', 'port', `expected an integer from 0 to 65535, got ${port}`);
  }
  if (isIP(host) === 0 && !/^[a-z0-9](?:[a-z0-9.-]{0,252})$/i.test(host)) {
    throw new OptionError(
      'wrong-value',
      'host',
      `expected an address of this machine, such as 127.0.0.1, got ${JSON.stringify(host)}`,
    );
  }
}

function createFastify(requestSeconds: number): FastifyInstance {
  const requestTimeout = 1000 * requestSeconds;
  const server = fastify({
    logger: false,
    requestTimeout,
    connectionTimeout: SILENCE_MS,
    http: { headersTimeout: requestTimeout, connectionsCheckingInterval: requestTimeout / 4 },
    exposeHeadRoutes: false,
    // What is no address at all never reaches the hooks.
    frameworkErrors: (error, _, reply) => {
      sendError(reply.headers(HEADERS) as unknown as FastifyReply, toApiError(error));
    },
  });
  server.server.maxConnections = MAX_CONNECTIONS;
  server.setErrorHandler((error: FastifyError, _, reply) => sendError(reply, toApiError(error)));
  server.setNotFoundHandler((_, reply) => sendError(reply, { code: 'not-found', message: 'there is nothing here' }));
  server.removeContentTypeParser('text/plain');
  return server;
}

/** Say it in our own words where it is the framework that found it. */
function toApiError(error: FastifyError): ApiError {
  if (!error.code?.startsWith('FST_') && error.name !== 'SyntaxError') return describeFailure(error);
  const status = error.statusCode ?? 500;
  if (status === 413) return { code: 'too-large', message: 'that is more than may be sent here' };
  if (status === 503) return { code: 'closing', message: 'the server ends' };
  if (status < 500) return { code: 'bad-request', message: 'the request cannot be understood' };
  return describeFailure(undefined);
}

function sendError(reply: FastifyReply, error: ApiError): FastifyReply {
  if (error.code === 'no-token') reply.header('WWW-Authenticate', 'Bearer');
  reply.header('Cache-Control', 'no-store').removeHeader('Content-Length');
  return reply
    .code(statusOf(error.code))
    .type('application/json; charset=utf-8')
    .send({ error } satisfies ErrorAnswer);
}

function defineStudio(server: FastifyInstance, files: StudioFiles): void {
  server.route({
    method: ['GET', 'HEAD'],
    url: '/*',
    handler: async (request, reply) => {
      const file = files.get(`/${(request.params as { '*': string })['*']}`);
      if (file === undefined) throw new RequestError('not-found', 'there is nothing here');
      reply.header('Cache-Control', file.isLasting ? 'public, max-age=31536000, immutable' : 'no-cache');
      reply.type(file.type);
      const isAsked = request.method !== 'HEAD';
      if (file.size !== null) {
        reply.header('Content-Length', file.size);
        return reply.send(isAsked ? await file.open() : '');
      }
      const content = (await file.open()) as Buffer;
      return reply.header('Content-Length', content.length).send(isAsked ? content : '');
    },
  });
}

/** @returns the port, also where any would do. */
async function listen(server: FastifyInstance, { host, port }: Address): Promise<number> {
  try {
    await server.listen({ host, port });
  } catch (cause) {
    await server.close();
    const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
    if (code === 'EADDRINUSE') {
      throw new ServerError(
        'port-taken',
        `port ${port} of ${host} is taken, perhaps by a studio that runs already; name another with \`port\`, or 0 for any that is free`,
        { cause },
      );
    }
    if (code === 'EACCES') {
      throw new ServerError('port-denied', `port ${port} may not be used; name one from 1024 up with \`port\``, {
        cause,
      });
    }
    if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
      throw new ServerError('no-address', `${host} is no address of this machine; name another with \`host\``, {
        cause,
      });
    }
    throw cause;
  }
  const bound = server.server.address();
  return typeof bound === 'object' && bound !== null ? bound.port : port;
}
