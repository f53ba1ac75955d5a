import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { computeSignature, sha256 } from './signature-v4.ts';

/** What it gives access to. Made up. */
export const ACCESS_KEY = 'AKIDCHROMATHEQUE';
export const SECRET_KEY = 'tests/only+SECRET/0123456789abcdefghijkl';
const REGION = 'eu-test-1';

/** Settings of the SDK that lead to a server, and nowhere else. */
export const environmentOf = (endpoint: string): NodeJS.ProcessEnv => ({
  AWS_ENDPOINT_URL_S3: endpoint,
  AWS_REGION: REGION,
  AWS_ACCESS_KEY_ID: ACCESS_KEY,
  AWS_SECRET_ACCESS_KEY: SECRET_KEY,
  ...NO_PROFILE,
});

/** Nothing of the machine that tests run on is looked at. */
export const NO_PROFILE: NodeJS.ProcessEnv = {
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_CONFIG_FILE: '/nonexistent/config',
  AWS_SHARED_CREDENTIALS_FILE: '/nonexistent/credentials',
};

interface StoredObject {
  readonly bytes: Buffer;
  readonly type: string;
}

export interface S3Server {
  readonly endpoint: string;
  /** By `bucket/key`; a bucket without objects is one of {@link buckets}. */
  readonly objects: Map<string, StoredObject>;
  readonly buckets: Set<string>;
  /** `METHOD /path?query` of all requests, signatures left out, for tests to look at. */
  readonly asked: string[];
  /** Signatures that were seen, to be looked for where none may be. */
  readonly signatures: Set<string>;
  /** Keys that a page of a listing has at most. */
  pageSize: number;
  /** Refuses with S3's code what it is called with; null lets it pass. */
  refuse: (request: IncomingMessage) => string | null;
  close(): void;
}

const STATUS: Readonly<Record<string, number>> = {
  NoSuchKey: 404,
  NoSuchBucket: 404,
  InvalidRange: 416,
  NotImplemented: 501,
  SlowDown: 503,
  PermanentRedirect: 301,
};

class Refusal extends Error {}

/**
 * Start a store of the kind of S3 on the loopback, for tests: objects in memory, read whole or by range, listed page by page, written; path-style
 * addresses. It checks every request's signature, in headers and in presigned URLs, body and expiry included, and answers errors as S3 does.
 */
export async function startS3Server(...buckets: string[]): Promise<S3Server> {
  const state: Omit<S3Server, 'endpoint' | 'close'> = {
    objects: new Map(),
    buckets: new Set(buckets),
    asked: [],
    signatures: new Set(),
    pageSize: 1000,
    refuse: () => null,
  };
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    try {
      answer(state, request, Buffer.concat(chunks), response);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const code = error.message;
      const body = `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>Refused.</Message></Error>`;
      response.writeHead(STATUS[code] ?? 403, { 'Content-Type': 'application/xml', 'x-amz-bucket-region': REGION });
      response.end(request.method === 'HEAD' ? undefined : body);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return Object.assign(state, {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  });
}

type State = Omit<S3Server, 'endpoint' | 'close'>;

function answer(state: State, request: IncomingMessage, body: Buffer, response: ServerResponse): void {
  const url = new URL(request.url!, 'http://server');
  const query = [...url.searchParams];
  state.asked.push(`${request.method} ${url.pathname}?${query.filter(([name]) => !/^X-Amz-/i.test(name)).join('&')}`);
  state.signatures.add(checkSignature(request, url.pathname, query, body));
  const refusal = state.refuse(request);
  if (refusal !== null) throw new Refusal(refusal);
  const [, bucket = '', key = ''] = /^\/([^/]*)\/?(.*)$/s.exec(decodeURIComponent(url.pathname)) ?? [];
  if (!state.buckets.has(bucket)) throw new Refusal('NoSuchBucket');
  if (request.method === 'PUT' && key !== '') {
    state.objects.set(`${bucket}/${key}`, { bytes: body, type: request.headers['content-type'] ?? '' });
    response.writeHead(200, { ETag: etagOf(body) }).end();
  } else if (request.method === 'GET' && url.searchParams.get('list-type') === '2') {
    response.writeHead(200, { 'Content-Type': 'application/xml' }).end(list(state, bucket, url.searchParams));
  } else if (request.method === 'GET' && key !== '') {
    give(state.objects.get(`${bucket}/${key}`), request.headers.range, response);
  } else throw new Refusal('NotImplemented');
}

function give(object: StoredObject | undefined, range: string | undefined, response: ServerResponse): void {
  if (object === undefined) throw new Refusal('NoSuchKey');
  const { bytes, type } = object;
  const headers = { 'Content-Type': type, ETag: etagOf(bytes), 'Accept-Ranges': 'bytes' };
  const [, first, last] = /^bytes=(\d+)-(\d*)$/.exec(range ?? '') ?? [];
  if (first === undefined) {
    response.writeHead(200, { ...headers, 'Content-Length': bytes.length }).end(bytes);
    return;
  }
  const from = Number(first);
  if (from >= bytes.length) throw new Refusal('InvalidRange');
  const to = last ? Math.min(Number(last), bytes.length - 1) : bytes.length - 1;
  const part = { 'Content-Length': to - from + 1, 'Content-Range': `bytes ${from}-${to}/${bytes.length}` };
  response.writeHead(206, { ...headers, ...part }).end(bytes.subarray(from, to + 1));
}

/** ListObjectsV2: keys and common prefixes in order of bytes, from a token on, which is the name before. */
function list({ objects, pageSize }: State, bucket: string, parameters: URLSearchParams): string {
  const prefix = parameters.get('prefix') ?? '';
  const delimiter = parameters.get('delimiter');
  const after = parameters.get('continuation-token') ?? '';
  const most = Math.min(pageSize, Number(parameters.get('max-keys') ?? 1000));
  const names = new Set<string>();
  for (const name of objects.keys()) {
    if (!name.startsWith(`${bucket}/${prefix}`)) continue;
    const key = name.slice(bucket.length + 1);
    const end = delimiter ? key.indexOf(delimiter, prefix.length) : -1;
    names.add(end === -1 ? key : key.slice(0, end + 1));
  }
  const left = [...names].filter((name) => name > after).sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  const page = left.slice(0, most);
  const items = page.map((name) => {
    const object = objects.get(`${bucket}/${name}`);
    if (object === undefined) return `<CommonPrefixes><Prefix>${toEntities(name)}</Prefix></CommonPrefixes>`;
    const facts = `<ETag>${etagOf(object.bytes)}</ETag><Size>${object.bytes.length}</Size>`;
    return `<Contents><Key>${toEntities(name)}</Key>${facts}</Contents>`;
  });
  const next = left.length > most ? `<NextContinuationToken>${toEntities(page.at(-1)!)}</NextContinuationToken>` : '';
  return `<?xml version="1.0" encoding="UTF-8"?>
<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Name>${bucket}</Name><KeyCount>${page.length}</KeyCount>
<IsTruncated>${next !== ''}</IsTruncated>${next}${items.join('')}</ListBucketResult>`;
}

const toEntities = (text: string): string => text.replace(/[&<>]/g, (letter) => `&#${letter.charCodeAt(0)};`);

const etagOf = (bytes: Buffer): string => `"${createHash('md5').update(bytes).digest('hex')}"`;

/** Check who asks, as S3 does; give the signature. */
function checkSignature(request: IncomingMessage, path: string, query: [string, string][], body: Buffer): string {
  const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
  const isPresigned = query.some(([name]) => name === 'X-Amz-Signature');
  const given = isPresigned ? Object.fromEntries(query) : readAuthorization(headers);
  const [keyId, , region = ''] = (given['X-Amz-Credential'] ?? '').split('/');
  if (keyId === '') throw new Refusal('AccessDenied');
  if (keyId !== ACCESS_KEY) throw new Refusal('InvalidAccessKeyId');
  const date = given['X-Amz-Date'] ?? '';
  const age = (Date.now() - Date.parse(date.replace(/^(....)(..)(..T..)(..)(..Z)$/, '$1-$2-$3:$4:$5'))) / 1000;
  if (!(Math.abs(age) < 900) && !isPresigned) throw new Refusal('RequestTimeTooSkewed');
  if (isPresigned && !(age < Number(given['X-Amz-Expires']))) throw new Refusal('AccessDenied');
  const payloadHash = isPresigned ? 'UNSIGNED-PAYLOAD' : (headers['x-amz-content-sha256'] ?? '');
  if (/^STREAMING/.test(payloadHash)) throw new Refusal('NotImplemented');
  if (payloadHash !== 'UNSIGNED-PAYLOAD' && payloadHash !== sha256(body))
    throw new Refusal('XAmzContentSHA256Mismatch');
  const signature = computeSignature(SECRET_KEY, {
    method: request.method!,
    path,
    query: query.filter(([name]) => name !== 'X-Amz-Signature'),
    headers,
    signedHeaders: (given['X-Amz-SignedHeaders'] ?? '').split(';'),
    payloadHash,
    date,
    region,
  });
  if (signature !== given['X-Amz-Signature']) throw new Refusal('SignatureDoesNotMatch');
  return signature;
}

/** Read the header `Authorization: AWS4-HMAC-SHA256 Credential=..., SignedHeaders=..., Signature=...`. */
function readAuthorization({
  authorization = '',
  'x-amz-date': date = '',
}: Record<string, string>): Record<string, string> {
  const fields = authorization.replace(/^AWS4-HMAC-SHA256 /, '').matchAll(/(\w+)=([^,\s]*)/g);
  return {
    'X-Amz-Date': date,
    ...Object.fromEntries(Array.from(fields, ([, name, value]) => [`X-Amz-${name}`, value!])),
  };
}
