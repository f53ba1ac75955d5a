import * as v from 'valibot';
import { checkValue, type Schema, text } from '../../../core/schema/index.ts';
import { QueueError } from '../queue-error.ts';

/** A schema for each field of `T`: the compiler refuses a missing or an unknown field. */
export type Fields<T> = Readonly<Record<keyof T, v.GenericSchema>>;

/** Characters of a text: four times a path's, for a title or a signed URL. */
const MAX_TEXT = 16_384;
const TOO_LONG = `expected at most ${MAX_TEXT} characters`;

/** A string of limited length without null characters: paths, titles, names. */
export const limitedText: Schema<string> = v.pipe(
  text,
  v.maxLength(MAX_TEXT, TOO_LONG),
  v.excludes('\0', 'expected no null character'),
);

/** A hash in the form of `hashValue` and of film identities. */
export const hash: Schema<string> = v.pipe(text, v.regex(/^[0-9a-f]{32}$/, 'expected 32 hexadecimal digits'));

/** Any number: also NaN, which marks a frame that could not be decoded, and infinities. */
export const number: Schema<number> = v.union([v.number(), v.nan()], 'expected a number');

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
export const parseData = <T>(schema: Schema<T>, value: unknown, name: string): T =>
  checkValue(schema, value, name, (problem) => new QueueError('bad-job', problem));
