/** Entry of the relay's thread: it serves films of remote servers on the loopback interface. */
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { FilmError } from '../../../core/frame/index.ts';
import { toWire, type WireError } from '../../../core/options/index.ts';
import type { RelayAnswer, RelayLoss, RelayRequest } from './film-relay.ts';
import { nameFilm } from './film-url.ts';
import { RemoteFile } from './remote-file.ts';

const losses: MessagePort = workerData;

interface OpenFilm {
  /** The film's name in messages. */
  readonly path: string;
  readonly file: RemoteFile;
}

/** Open films by a key that other users of this machine cannot guess. */
const files = new Map<string, OpenFilm>();

const server = createServer((request, response) => {
  // Errors of the film's server are reported as losses; otherwise the backend closed the
  // connection.
  void serve(request, response).catch(() => response.destroy());
});
server.listen(0, '127.0.0.1');
await once(server, 'listening');
const { port } = server.address() as AddressInfo;

parentPort!.on('message', (request: RelayRequest) => {
  if (request.kind === 'close') files.delete(request.key);
  else void open(request).then((answer) => parentPort!.postMessage(answer));
});

async function open({ id, url, path }: RelayRequest & { readonly kind: 'open' }): Promise<RelayAnswer> {
  try {
    const key = randomBytes(16).toString('hex');
    files.set(key, { path, file: await RemoteFile.open(url, path) });
    // Some demuxers use the extension.
    const extension = /^\.\w+$/.exec(extname(nameFilm(path)))?.[0] ?? '';
    return { id, key, address: `http://127.0.0.1:${port}/${key}/film${extension}` };
  } catch (error) {
    return { id, failure: describeFailure(path, error) };
  }
}

async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const key = request.url?.split('/')[1] ?? '';
  const film = files.get(key);
  const [, first = '0', last] = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '') ?? [];
  if (film === undefined || request.method !== 'GET') {
    response.writeHead(404).end();
    return;
  }
  const { size } = film.file;
  const from = Number(first);
  const end = last ? Math.min(Number(last) + 1, size) : size;
  if (from >= end) {
    response.writeHead(416, { 'Content-Range': `bytes */${size}` }).end();
    return;
  }
  response.writeHead(206, {
    'Accept-Ranges': 'bytes',
    'Content-Length': end - from,
    'Content-Range': `bytes ${from}-${end - 1}/${size}`,
  });
  await pipeline(Readable.from(read(key, film, from, end, response), { objectMode: false }), response);
}

/**
 * Read a range. A failure of the server is reported before the backend sees the end of the
 * connection.
 */
async function* read(
  key: string,
  { path, file }: OpenFilm,
  from: number,
  end: number,
  response: ServerResponse,
): AsyncGenerator<Uint8Array, void, undefined> {
  try {
    yield* file.stream(from, end);
  } catch (error) {
    if (!response.destroyed) {
      files.delete(key);
      losses.postMessage({ key, failure: describeFailure(path, error) } satisfies RelayLoss);
    }
    throw error;
  }
}

function describeFailure(path: string, error: unknown): WireError {
  return toWire(error) ?? toWire(new FilmError('unreadable', `${path}: cannot be read (${String(error)})`))!;
}
