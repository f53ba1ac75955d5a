import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server on the loopback that gives one file by range, under any name. */
export async function serveFile(path: string): Promise<{ readonly host: string; close(): void }> {
  const bytes = readFileSync(path);
  const server = createServer((request, response) => {
    const [, first = '0', last] = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '') ?? [];
    const [from, to] = [Number(first), last ? Math.min(Number(last), bytes.length - 1) : bytes.length - 1];
    response.writeHead(request.headers.range === undefined ? 200 : 206, {
      'Content-Length': to - from + 1,
      'Content-Range': `bytes ${from}-${to}/${bytes.length}`,
      'Accept-Ranges': 'bytes',
    });
    response.end(request.method === 'HEAD' ? undefined : bytes.subarray(from, to + 1));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { host, close: () => void server.close().closeAllConnections() };
}
