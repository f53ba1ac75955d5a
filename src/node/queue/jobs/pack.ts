import { promisify } from 'node:util';
import { deflateRaw, inflateRaw } from 'node:zlib';
import { QueueError } from '../queue-error.ts';

const deflate = promisify(deflateRaw);
const inflate = promisify(inflateRaw);

/** Most bytes that what was packed may come to: a film's columns are a few million. */
const MAX_BYTES = 512 * 1024 * 1024;

/** How JSON says what it has no words for: an object with this one field. */
const BYTES = '$bytes';
const NUMBERS = '$numbers';
const NUMBER = '$number';

const isTyped = (value: unknown): value is Uint8Array | Float64Array =>
  value instanceof Uint8Array || value instanceof Float64Array;

function encode(value: unknown): unknown {
  if (isTyped(value)) {
    const text = Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('base64');
    return { [value instanceof Float64Array ? NUMBERS : BYTES]: text };
  }
  if (typeof value === 'number' && !Number.isFinite(value)) return { [NUMBER]: String(value) };
  if (Array.isArray(value)) return value.map(encode);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, encode(item)]));
}

function decode(_: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const { [BYTES]: bytes, [NUMBERS]: numbers, [NUMBER]: number } = value as Readonly<Record<string, unknown>>;
  if (typeof bytes === 'string') return new Uint8Array(Buffer.from(bytes, 'base64'));
  if (typeof numbers === 'string') return new Float64Array(new Uint8Array(Buffer.from(numbers, 'base64')).buffer);
  return typeof number === 'string' ? Number(number) : value;
}

/** Make few bytes of a value: what JSON can say, and besides `Uint8Array`, `Float64Array` (in this machine's order of bytes), NaN and infinities. */
export async function packValue(value: unknown): Promise<Buffer> {
  return deflate(JSON.stringify(encode(value)));
}

/**
 * Make the value again. Its reader checks what it is.
 *
 * @throws {QueueError} `bad-job` for what was not packed so.
 */
export async function unpackValue(packed: Uint8Array): Promise<unknown> {
  try {
    return JSON.parse((await inflate(packed, { maxOutputLength: MAX_BYTES })).toString('utf8'), decode);
  } catch (cause) {
    throw new QueueError('bad-job', 'what came through the queue cannot be unpacked', { cause });
  }
}
