import { isIP } from 'node:net';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import fastify, { type FastifyError, type FastifyInstance, type FastifyReply } from 'fastify';
import { OptionError } from '../../core/options/index.ts';
import { type ApiError, type ErrorAnswer, HEADERS, UNHEARD_SECONDS } from '../../core/protocol/index.ts';
import { createLocalRenderer } from '../app/internal.ts';
import { describeFailure, statusOf } from './http/describe-failure.ts';
import { createGuard } from './http/guard.ts';
import { type Address, formatOrigin, isLoopback } from './http/own-address.ts';
import { RequestError } from './http/request-error.ts';
import { ServerError } from './http/server-error.ts';
import { listStudioFiles, type StudioFiles } from './http/studio-files.ts';
import { createFrameRegistry, type FrameLimits } from './jobs/frame-registry.ts';
import { createJobRegistry, type JobLimits } from './jobs/job-registry.ts';
import { createStudioLibrary } from './library/studio-library.ts';
import { defineRoutes } from './routes.ts';
import { listShelf } from './shelf/list-shelf.ts';
import { openRoots } from './shelf/roots.ts';

/** Time limits in seconds. */
export interface Limits extends JobLimits, FrameLimits {
  /** Maximum duration of one drawing. */
  readonly drawingSeconds: number;
  /** From the first to the last byte of a request. */
  readonly requestSeconds: number;
}

/** Address of a server, and the files it serves. */
export interface ServerOptions {
  /** Films, fingerprints, stills and folders. The server reads nothing else. */
  readonly inputs: readonly string[];
  /** @default '127.0.0.1' */
  readonly host?: string | undefined;
  /**
   * 0 to 65535; 0 means any free port.
   *
   * @default 4616
   */
  readonly port?: number | undefined;
  /** Folder of the built studio. @default the studio of this package */
  readonly studioFolder?: string | undefined;
  /** Folder for the index of the library. @default `.chromatheque` in each named folder with fingerprints */
  readonly indexDir?: string | undefined;
  readonly limits?: Partial<Limits> | undefined;
}

/** A running server. */
export interface Server {
  /** URL that opens the studio as long as the server runs. Contains a secret. */
  readonly address: string;
  /**
   * Create a URL that opens the studio once, and only for a short time. Pass it to a browser: other
   * users of this machine can see the arguments of processes.
   */
  makeOpeningAddress(): string;
  /**
   * Start the processes for the first film, if there are films, so that they are ready when the page
   * is. They end if no film is opened.
   */
  prepare(): Promise<void>;
  /** Whether only this machine can reach the server. */
  readonly isLoopback: boolean;
  /** Stop the server: cancel jobs, and end their processes and all connections. */
  close(): Promise<void>;
  /** Resolves when the server has stopped, for any reason. */
  readonly closed: Promise<void>;
}

/**
 * A fixed port, because browsers store the data of a page (recent fingerprints) by port. No common
 * service uses it.
 */
const DEFAULT_PORT = 4616;

const DEFAULT_LIMITS: Limits = {
  // Enough for 24 hours of film on a slow machine.
  jobSeconds: 4 * 3600,
  unheardSeconds: UNHEARD_SECONDS,
  frameSeconds: 30,
  idleSeconds: 60,
  // The largest picture takes half a minute.
  drawingSeconds: 120,
  requestSeconds: 60,
};

/** Maximum connections: a few pages with a few requests each. */
const MAX_CONNECTIONS = 128;
/** Milliseconds without data before a connection is closed. Event streams send data more often. */
const SILENCE_MS = 600_000;
/** Milliseconds that clients have to disconnect when the server stops. */
const PARTING_MS = 1000;
const SWEEP_MS = 50;

/**
 * Start a server for the studio.
 *
 * @throws {OptionError} for an invalid port or address.
 * @throws {ServerError}
 */
export async function startServer(options: ServerOptions): Promise<Server> {
  const { inputs, host = '127.0.0.1', port = DEFAULT_PORT } = options;
  checkAddress(host, port);
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const roots = await openRoots(inputs);
  const studio = await listStudioFiles(
    options.studioFolder ?? dirname(fileURLToPath(import.meta.resolve('#studio/index.html'))),
  );

  const address = { host, port };
  const guard = createGuard(() => address);
  const jobs = createJobRegistry(limits);
  const frames = createFrameRegistry(limits);
  const library = createStudioLibrary(roots, options.indexDir);
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
    frames.close();
    library.close();
    await jobs.close();
    const { server: http } = server;
    // Listeners receive that their jobs are canceled. Then their connections are idle and can be
    // closed.
    const sweep = setInterval(() => http.closeIdleConnections(), SWEEP_MS);
    const parting = setTimeout(() => http.closeAllConnections(), PARTING_MS);
    await server.close();
    clearInterval(sweep);
    clearTimeout(parting);
  }

  server.addHook('onRequest', async (request, reply) => guard.checkHost(request, reply));
  defineRoutes(server, { guard, roots, jobs, frames, library, renderer, quit: () => void close() });
  defineStudio(server, studio);
  address.port = await listen(server, address);

  const origin = formatOrigin(address);
  return {
    address: `${origin}/#key=${guard.key}`,
    makeOpeningAddress: () => `${origin}/#key=${guard.makeOpeningKey()}`,
    async prepare() {
      const { items } = await listShelf(roots);
      if (!items.some(({ kind }) => kind === 'film')) return;
      frames.prepare();
      jobs.prepare();
    },
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
    // Invalid URLs never reach the hooks.
    frameworkErrors: (error, _, reply) => {
      sendError(reply.headers(HEADERS) as unknown as FastifyReply, toApiError(error));
    },
  });
  server.server.maxConnections = MAX_CONNECTIONS;
  server.setErrorHandler((error: FastifyError, _, reply) => sendError(reply, toApiError(error)));
  server.setNotFoundHandler((_, reply) => sendError(reply, { code: 'not-found', message: 'no such page or file' }));
  server.removeContentTypeParser('text/plain');
  return server;
}

/** Replace the messages of the framework by our own. */
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
      if (file === undefined) throw new RequestError('not-found', 'no such page or file');
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

/** @returns the port, also if any free port was requested. */
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
