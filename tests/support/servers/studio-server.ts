import { type IncomingHttpHeaders, request } from 'node:http';
import { join } from 'node:path';
import { after } from 'node:test';
import {
  authorization,
  createEventReader,
  type JobEvent,
  jobEventsPath,
  PATHS,
  parseSession,
} from '#core/protocol/index';
import { type Server, type ServerOptions, startServer } from '#node/server/index';
import { ROOT } from '../media.ts';

export interface RawAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export interface RawRequest {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

/** A server for a test, with its own session. */
export interface TestServer {
  readonly server: Server;
  readonly origin: string;
  readonly token: string;
  /** Send a request without normalizing its path. The token is sent unless `headers` has an `authorization`; an empty one sends none. */
  ask(path: string, request?: RawRequest): Promise<RawAnswer>;
  // biome-ignore lint/suspicious/noExplicitAny: tests read any field
  askJson(path: string, request?: RawRequest): Promise<{ readonly status: number; readonly value: any }>;
  /** Begin a job and give its id. */
  start(path: string, options?: Readonly<Record<string, unknown>>): Promise<string>;
  /** All events of a job, up to its end, or to the first that `isEnough`. */
  listen(id: string, isEnough?: (event: JobEvent) => boolean): Promise<JobEvent[]>;
}

/** Send exactly what is asked for, as no browser would. */
export function ask(
  url: string,
  path: string,
  { method = 'GET', headers = {}, body }: RawRequest = {},
): Promise<RawAnswer> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const sent = request({ host: hostname, port, path, method, headers, agent: false }, (answer) => {
      const pieces: Buffer[] = [];
      answer.on('data', (piece: Buffer) => pieces.push(piece));
      answer.on('end', () =>
        resolve({ status: answer.statusCode!, headers: answer.headers, body: Buffer.concat(pieces) }),
      );
      answer.on('error', reject);
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

/** Start a server at any free port; it ends with the tests of the file (or of the suite it is called in). */
export async function startTestServer(options: Omit<ServerOptions, 'port'>): Promise<TestServer> {
  const server = await startServer({ studioFolder: join(ROOT, 'build', 'no-studio'), ...options, port: 0 });
  after(() => server.close());
  const { origin, hash } = new URL(server.address);
  const opened = await fetch(origin + PATHS.session, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ key: hash.slice('#key='.length) }),
  });
  const { token } = parseSession(await opened.json());

  const askOwn: TestServer['ask'] = (path, { headers = {}, ...rest } = {}) => {
    const all: Record<string, string> = { authorization: authorization(token), ...headers };
    if (all.authorization === '') delete all.authorization;
    return ask(origin, path, { ...rest, headers: all });
  };
  const askJson: TestServer['askJson'] = async (path, rest) => {
    const { status, body } = await askOwn(path, rest);
    return { status, value: JSON.parse(body.toString()) };
  };
  return {
    server,
    origin,
    token,
    ask: askOwn,
    askJson,
    async start(path, jobOptions = {}) {
      const { value } = await askJson(PATHS.jobs, postJson({ path, options: jobOptions }));
      return value.id;
    },
    async listen(id, isEnough = () => false) {
      const controller = new AbortController();
      const headers = { authorization: authorization(token) };
      const answer = await fetch(origin + jobEventsPath(id), { headers, signal: controller.signal });
      const reader = createEventReader();
      const events: JobEvent[] = [];
      for await (const text of answer.body!.pipeThrough(new TextDecoderStream())) {
        for (const event of reader.read(text)) {
          events.push(event);
          if (!isEnough(event)) continue;
          controller.abort();
          return events;
        }
      }
      return events;
    },
  };
}

/** A request with a body of JSON. */
export const postJson = (value: unknown): RawRequest => ({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(value),
});
