import * as v from 'valibot';
import { describeExpected, hasKind, type Option } from '../options/index.ts';
import { MessageError } from './message-error.ts';

/** Checks a value from outside and types it. */
export type Schema<T> = v.GenericSchema<unknown, T>;

/** Characters of a wrong value, or of an unknown field's name, that an error shows. */
const MAX_SHOWN = 60;

/** Fields whose values are secrets: no error shows them. */
const SECRETS: readonly unknown[] = ['key', 'token'];

/** A string. */
export const text: Schema<string> = v.string('expected a text');

/** An object that is no list, with any fields; valibot's own objects may be lists. */
export const plainObject: Schema<Readonly<Record<string, unknown>>> = v.pipe(
  v.unknown(),
  v.check((value) => typeof value === 'object' && value !== null && !Array.isArray(value), 'expected an object'),
  v.transform((value) => value as Readonly<Record<string, unknown>>),
);

/** An integer from 0 up. */
export const natural: Schema<number> = v.pipe(
  v.number('expected an integer from 0 up'),
  v.integer('expected an integer from 0 up'),
  v.minValue(0, 'expected an integer from 0 up'),
);

/** Make the schema of the values that are of an option's kind, in range or not. */
export function kindOf(option: Option): Schema<unknown> {
  return v.custom((value) => hasKind(option, value), `expected ${describeExpected(option)}`);
}

/**
 * Check a message, or a part of one.
 *
 * @param name how the error calls the whole message.
 * @throws {MessageError} naming the first wrong field, what is expected and what was found, shortened.
 */
export function parseMessage<T>(schema: Schema<T>, value: unknown, name: string): T {
  const result = v.safeParse(schema, value, { abortEarly: true, message: describeKind });
  if (result.success) return result.output;
  throw new MessageError('malformed', describeIssue(result.issues[0], name));
}

/** Valibot's names of kinds, in words. */
const KINDS: Readonly<Record<string, string>> = { Object: 'an object', Array: 'a list' };

function describeKind({ expected }: v.BaseIssue<unknown>): string {
  return `expected ${KINDS[expected ?? ''] ?? expected}`;
}

function describeIssue({ path, message, expected, input }: v.BaseIssue<unknown>, name: string): string {
  const keys = path?.map(({ key }) => key) ?? [];
  const steps = keys.map((key) => (typeof key === 'number' ? `[${key}]` : `.${shorten(String(key))}`));
  const field = `\`${steps.join('').replace(/^\./, '') || name}\``;
  if (expected === 'never') return `${field}: unknown field`;
  return SECRETS.includes(keys.at(-1)) ? `${field}: ${message}` : `${field}: ${message}, got ${show(input)}`;
}

function show(value: unknown): string {
  return shorten(JSON.stringify(value) ?? String(value));
}

const shorten = (shown: string): string => (shown.length > MAX_SHOWN ? `${shown.slice(0, MAX_SHOWN)}...` : shown);
