import { promisify } from 'node:util';
import { deflateRaw, inflateRaw } from 'node:zlib';
import { QueueError } from '../queue-error.ts';

const deflate = promisify(deflateRaw);
const inflate = promisify(inflateRaw);

/** Maximum size of an unpacked value. The columns of a film are a few million bytes. */
const MAX_BYTES = 512 * 1024 * 1024;

/** What JSON cannot express is encoded as an object with one of these fields. */
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

/**
 * Compress a value: everything that JSON supports, and also `Uint8Array`, `Float64Array` (in this
 * machine's byte order), NaN and infinities.
 */
export async function packValue(value: unknown): Promise<Buffer> {
  return deflate(JSON.stringify(encode(value)));
}

/**
 * Restore a value from {@link packValue}. The caller checks its shape.
 *
 * @throws {QueueError} `bad-job` for bytes in another format.
 */
export async function unpackValue(packed: Uint8Array): Promise<unknown> {
  try {
    return JSON.parse((await inflate(packed, { maxOutputLength: MAX_BYTES })).toString('utf8'), decode);
  } catch (cause) {
    throw new QueueError('bad-job', 'data from the queue cannot be unpacked', { cause });
  }
}
