import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request for a range of a file, and what a correct response contains. */
interface Question {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly bytes: Buffer;
  readonly from: number;
  /** Position of the last byte. */
  readonly to: number;
  /** Earlier requests for a range with this end. */
  readonly repeats: number;
  /** Earlier requests. */
  readonly requests: number;
}

const give = (
  { request, response, bytes }: Question,
  { from, to, total = bytes.length }: { from: number; to: number; total?: number },
  body: Buffer = bytes.subarray(from, to + 1),
  length: number = to - from + 1,
): void => {
  response.writeHead(206, {
    'Content-Length': length,
    'Content-Range': `bytes ${from}-${to}/${total}`,
    'Accept-Ranges': 'bytes',
  });
  if (request.method === 'HEAD') response.end();
  else if (body.length === length) response.end(body);
  else response.write(body, () => response.destroy());
};

/** Whether a request reads the film: requests that identify it are for shorter ranges. */
const isReading = ({ from, to }: Question): boolean => to - from >= 64 * 1024;

const refuseHead =
  (status: number, headers: Record<string, string> = {}) =>
  (question: Question) => {
    if (question.request.method === 'HEAD') question.response.writeHead(status, headers).end();
    else give(question, question);
  };

/** Servers with wrong responses to HEAD and correct responses to GET. */
export const POOR_HEADS = {
  'it answers HEAD with 403': refuseHead(403),
  'it answers HEAD with 405': refuseHead(405),
  'it answers HEAD with 501': refuseHead(501),
  'its response to HEAD has no length': refuseHead(200, { 'Transfer-Encoding': 'chunked' }),
  'its response to HEAD has the length 0': refuseHead(200, { 'Content-Length': '0' }),
  'it closes the connection on HEAD': (question: Question) => {
    if (question.request.method === 'HEAD') question.response.destroy();
    else give(question, question);
  },
} as const satisfies Record<string, (question: Question) => void>;

/** Servers that send all bytes after some failures. */
export const CLUMSY = {
  'its first response for the last range is truncated': (question: Question) => {
    const { from, to, repeats, bytes } = question;
    const isCut = to === bytes.length - 1 && repeats === 0;
    give(question, question, bytes.subarray(from, isCut ? (from + to) >> 1 : to + 1));
  },
  'it sends at most 100 kB per response': (question: Question) =>
    give(question, { ...question, to: Math.min(question.to, question.from + 99_999) }),
  'its first responses have status 503': (question: Question) => {
    if (question.requests < 2) question.response.writeHead(503).end();
    else give(question, question);
  },
} as const satisfies Record<string, (question: Question) => void>;

/** Servers from which a film cannot be read. */
export const LIARS = {
  'it sends another range': (question: Question) =>
    give(question, { ...question, from: 0, to: question.to - question.from }),
  'it sends fewer bytes than its header states': (question: Question) =>
    give(
      question,
      question,
      question.bytes.subarray(question.from, question.from + 1),
      question.to + 2 - question.from,
    ),
  'it sends 100 bytes per response': (question: Question) =>
    give(question, { ...question, to: Math.min(question.to, question.from + 99) }),
  'it states twice the size': (question: Question) => {
    if (question.from < question.bytes.length) give(question, { ...question, total: 2 * question.bytes.length });
    else question.response.writeHead(416, { 'Content-Range': `bytes */${question.bytes.length}` }).end();
  },
  'the size that it states changes': (question: Question) =>
    give(question, { ...question, total: question.bytes.length + question.requests }),
  'every response is truncated': (question: Question) =>
    give(question, question, question.bytes.subarray(question.from, (question.from + question.to) >> 1)),
  'its responses are compressed': (question: Question) => {
    question.response.setHeader('Content-Encoding', 'gzip');
    give(question, question);
  },
} as const satisfies Record<string, (question: Question) => void>;

/** A server that fails only while a film is read. */
export const LATE_LIARS = {
  'responses for the second half are truncated while the film is read': (question: Question) => {
    const half = question.bytes.length >> 1;
    const isCut = isReading(question) && question.to > half;
    give(question, question, question.bytes.subarray(question.from, isCut ? Math.max(half, question.from) : undefined));
  },
} as const satisfies Record<string, (question: Question) => void>;

const SOME_LIES = [
  LIARS['it sends another range'],
  LIARS['every response is truncated'],
  CLUMSY['its first responses have status 503'],
  LIARS['the size that it states changes'],
] as const;

/** A server of which a third of the responses are wrong, in a pseudo-random order. */
export const FICKLE = {
  'some responses are wrong': (question: Question) => {
    // Knuth's multiplicative hash of the request's number.
    const dice = Math.imul(question.requests + 1, 2_654_435_761) >>> 28;
    const lie = SOME_LIES[dice % 12];
    if (lie === undefined) give(question, question);
    else lie({ ...question, requests: dice % 2 });
  },
} as const satisfies Record<string, (question: Question) => void>;

const ALL = { ...POOR_HEADS, ...CLUMSY, ...LIARS, ...LATE_LIARS, ...FICKLE };

/** A server that sends one file in many ways. */
export interface LiarServer {
  /** URL of the file, sent in one way. */
  address(way: keyof typeof ALL): string;
  /** Requests so far for the file, sent in one way. */
  requests(way: keyof typeof ALL): number;
  close(): void;
}

/** Serve a file on the loopback interface in all ways above. */
export async function serveLies(path: string): Promise<LiarServer> {
  const bytes = readFileSync(path);
  const asked = new Map<string, Map<number, number>>();
  const countOf = (way: string) => [...(asked.get(way)?.values() ?? [])].reduce((sum, count) => sum + count, 0);
  const server = createServer((request, response) => {
    const way = decodeURIComponent((request.url ?? '').split('/')[1] ?? '') as keyof typeof ALL;
    const [, first = '0', last] = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '') ?? [];
    const to = last ? Math.min(Number(last), bytes.length - 1) : bytes.length - 1;
    const ends = asked.get(way) ?? new Map<number, number>();
    const [repeats, requests] = [ends.get(to) ?? 0, countOf(way)];
    asked.set(way, ends.set(to, repeats + 1));
    ALL[way]({ request, response, bytes, from: Number(first), to, repeats, requests });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    address: (way) => `http://127.0.0.1:${port}/${encodeURIComponent(way)}/film.mp4`,
    requests: countOf,
    close: () => void server.close().closeAllConnections(),
  };
}
