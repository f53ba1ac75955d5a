import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request for part of a file, and the honest answer to it. */
interface Question {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly bytes: Buffer;
  readonly from: number;
  /** Of the last byte. */
  readonly to: number;
  /** How often a range with this end was asked for before. */
  readonly repeats: number;
  /** How many requests there were before. */
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

/** Bytes that are asked for at once when a film is read, not identified. */
const isReading = ({ from, to }: Question): boolean => to - from >= 64 * 1024;

const refuseHead =
  (status: number, headers: Record<string, string> = {}) =>
  (question: Question) => {
    if (question.request.method === 'HEAD') question.response.writeHead(status, headers).end();
    else give(question, question);
  };

/** Servers with wrong answers to HEAD and correct ones to GET. */
export const POOR_HEADS = {
  'HEAD is answered 403': refuseHead(403),
  'HEAD is answered 405': refuseHead(405),
  'HEAD is answered 501': refuseHead(501),
  'HEAD is answered without a length': refuseHead(200, { 'Transfer-Encoding': 'chunked' }),
  'HEAD is answered with the length 0': refuseHead(200, { 'Content-Length': '0' }),
  'HEAD closes the connection': (question: Question) => {
    if (question.request.method === 'HEAD') question.response.destroy();
    else give(question, question);
  },
} as const satisfies Record<string, (question: Question) => void>;

/** Servers that fail at first but give all bytes in the end. */
export const CLUMSY = {
  'the last range breaks off the first time': (question: Question) => {
    const { from, to, repeats, bytes } = question;
    const isCut = to === bytes.length - 1 && repeats === 0;
    give(question, question, bytes.subarray(from, isCut ? (from + to) >> 1 : to + 1));
  },
  'no more than 100 kB are given in each answer': (question: Question) =>
    give(question, { ...question, to: Math.min(question.to, question.from + 99_999) }),
  'the first answers are 503': (question: Question) => {
    if (question.requests < 2) question.response.writeHead(503).end();
    else give(question, question);
  },
} as const satisfies Record<string, (question: Question) => void>;

/** Servers from which no film can be read. */
export const LIARS = {
  'another range is given': (question: Question) =>
    give(question, { ...question, from: 0, to: question.to - question.from }),
  'fewer bytes come than are said to': (question: Question) =>
    give(
      question,
      question,
      question.bytes.subarray(question.from, question.from + 1),
      question.to + 2 - question.from,
    ),
  'few bytes are given in each answer': (question: Question) =>
    give(question, { ...question, to: Math.min(question.to, question.from + 99) }),
  'the total is twice the size': (question: Question) => {
    if (question.from < question.bytes.length) give(question, { ...question, total: 2 * question.bytes.length });
    else question.response.writeHead(416, { 'Content-Range': `bytes */${question.bytes.length}` }).end();
  },
  'the total changes': (question: Question) =>
    give(question, { ...question, total: question.bytes.length + question.requests }),
  'each answer breaks off': (question: Question) =>
    give(question, question, question.bytes.subarray(question.from, (question.from + question.to) >> 1)),
  'the answers are packed': (question: Question) => {
    question.response.setHeader('Content-Encoding', 'gzip');
    give(question, question);
  },
} as const satisfies Record<string, (question: Question) => void>;

/** A server that fails only while a film is read. */
export const LATE_LIARS = {
  'the second half breaks off when the film is read': (question: Question) => {
    const half = question.bytes.length >> 1;
    const isCut = isReading(question) && question.to > half;
    give(question, question, question.bytes.subarray(question.from, isCut ? Math.max(half, question.from) : undefined));
  },
} as const satisfies Record<string, (question: Question) => void>;

const SOME_LIES = [
  LIARS['another range is given'],
  LIARS['each answer breaks off'],
  CLUMSY['the first answers are 503'],
  LIARS['the total changes'],
] as const;

/** A server that gives a third of its answers wrong, in a pseudo-random order. */
export const FICKLE = {
  'some answers are lies': (question: Question) => {
    // Knuth's multiplicative hash of the number of the request.
    const dice = Math.imul(question.requests + 1, 2_654_435_761) >>> 28;
    const lie = SOME_LIES[dice % 12];
    if (lie === undefined) give(question, question);
    else lie({ ...question, requests: dice % 2 });
  },
} as const satisfies Record<string, (question: Question) => void>;

const ALL = { ...POOR_HEADS, ...CLUMSY, ...LIARS, ...LATE_LIARS, ...FICKLE };

/** A server that gives one file in many ways. */
export interface LiarServer {
  /** The file's address in one of them. */
  address(way: keyof typeof ALL): string;
  /** Requests for the file in one of them so far. */
  requests(way: keyof typeof ALL): number;
  close(): void;
}

/** Serve a file on the loopback, in all the ways above. */
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
