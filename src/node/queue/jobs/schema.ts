import * as v from 'valibot';
import { QueueError } from '../queue-error.ts';

/** Checks a value from outside and types it. */
type Schema<T> = v.GenericSchema<unknown, T>;

/** A schema for each field of `T`: the compiler refuses a missing or an unknown field. */
export type Fields<T> = Readonly<Record<keyof T, v.GenericSchema>>;

/** Characters of a wrong value, or of an unknown field's name, that a message shows. */
const MAX_SHOWN = 60;

/** Characters of a text: four times a path's, for a title or a signed URL. */
const MAX_TEXT = 16_384;
const TOO_LONG = `expected at most ${MAX_TEXT} characters`;

/** A string of limited length without null characters: paths, titles, names. */
export const limitedText: Schema<string> = v.pipe(
  v.string(),
  v.maxLength(MAX_TEXT, TOO_LONG),
  v.excludes('\0', 'expected no null character'),
);

/** A hash in the form of `hashValue` and of film identities. */
export const hash: Schema<string> = v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/, 'expected 32 hexadecimal digits'));

/** Any number: also NaN, which marks a frame that could not be decoded, and infinities. */
export const number: Schema<number> = v.union([v.number(), v.nan()]);

/** An integer from 0 up. */
export const wholeNumber: Schema<number> = v.pipe(
  v.number(),
  v.safeInteger('expected an integer'),
  v.minValue(0, 'expected an integer from 0 up'),
);

/** Any JSON value that is small enough for a job. Its reader checks it. */
export const json: Schema<unknown> = v.pipe(
  v.unknown(),
  v.check((value) => (JSON.stringify(value) ?? '').length <= MAX_TEXT, TOO_LONG),
);

/**
 * Check a value from outside.
 *
 * @param name how the error message calls the value.
 * @throws {QueueError} `bad-job`, with the path of the first wrong field, what is expected and what
 *   was found.
 */
export function parseData<T>(schema: Schema<T>, value: unknown, name: string): T {
  const result = v.safeParse(schema, value, { abortEarly: true, message: ({ expected }) => `expected ${expected}` });
  if (result.success) return result.output;
  throw new QueueError('bad-job', describeIssue(result.issues[0], name));
}

function describeIssue({ path, message, expected, received }: v.BaseIssue<unknown>, name: string): string {
  const fields = path?.map(({ key }) => (typeof key === 'number' ? `[${key}]` : `.${shorten(String(key))}`)) ?? [];
  const field = `\`${name}${fields.join('')}\``;
  if (expected === 'never') return `${field}: unknown field`;
  if (received === 'undefined') return `${field}: missing`;
  return `${field}: ${message}, got ${shorten(received)}`;
}

const shorten = (shown: string): string => (shown.length > MAX_SHOWN ? `${shown.slice(0, MAX_SHOWN)}...` : shown);
