import { QueueError } from '../queue-error.ts';

/**
 * Says what a value from outside must be, and gives it back as that.
 *
 * @throws {QueueError} `bad-job`, naming the field, what is expected and what came.
 */
export type Schema<T> = (value: unknown, field: string) => T;

/** What a schema lets through. */
export type Checked<S> = S extends Schema<infer T> ? T : never;

/** Characters of a wrong value that an error shows. */
const MAX_SHOWN = 60;

function refuse(field: string, expected: string, got: unknown): never {
  const text = JSON.stringify(got) ?? String(got);
  const shown = text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}...` : text;
  throw new QueueError('bad-job', `\`${field}\`: expected ${expected}, got ${shown}`);
}

/** Make a schema of a test. */
function schemaOf<T>(expected: string, test: (value: unknown) => value is T): Schema<T> {
  return (value, field) => (test(value) ? value : refuse(field, expected, value));
}

/** Characters of a text at most: four times a path's, for a title or a signed address. */
const MAX_TEXT = 16_384;

/** A text without the null character. */
export const text: Schema<string> = schemaOf(
  'a text',
  (value): value is string => typeof value === 'string' && value.length <= MAX_TEXT && !value.includes('\0'),
);

/** A hash as {@link hashValue} and film identities are: hexadecimal digits. */
export const hash: Schema<string> = schemaOf(
  'a hash',
  (value): value is string => typeof value === 'string' && /^[0-9a-f]{32}$/.test(value),
);

/** Any number, NaN and infinities too. */
export const number: Schema<number> = schemaOf('a number', (value): value is number => typeof value === 'number');

/** A whole number from 0 up. */
export const natural: Schema<number> = schemaOf(
  'a whole number from 0 up',
  (value): value is number => Number.isSafeInteger(value) && (value as number) >= 0,
);

/** True or false. */
export const truth: Schema<boolean> = schemaOf(
  'true or false',
  (value): value is boolean => typeof value === 'boolean',
);

/** Bytes. */
export const bytes: Schema<Uint8Array> = schemaOf('bytes', (value): value is Uint8Array => value instanceof Uint8Array);

/** Numbers in a typed array. */
export const numbers: Schema<Float64Array> = schemaOf(
  'numbers',
  (value): value is Float64Array => value instanceof Float64Array,
);

/** One of some texts. */
export function oneOf<const T extends string>(...known: readonly T[]): Schema<T> {
  return schemaOf(`one of ${known.join(', ')}`, (value): value is T => known.includes(value as T));
}

/** What a schema says, or null. */
export function nullable<T>(schema: Schema<T>): Schema<T | null> {
  return (value, field) => (value === null ? null : schema(value, field));
}

/** What a schema says, or nothing. */
export function optional<T>(schema: Schema<T>): Schema<T | undefined> {
  return (value, field) => (value === undefined ? undefined : schema(value, field));
}

/** What the first schema says, else what the second says. */
export function either<A, B>(first: Schema<A>, second: Schema<B>): Schema<A | B> {
  return (value, field) => {
    try {
      return first(value, field);
    } catch {
      return second(value, field);
    }
  };
}

/** A list of what a schema says. */
export function listOf<T>(schema: Schema<T>): Schema<readonly T[]> {
  return (value, field) =>
    Array.isArray(value) ? value.map((item, i) => schema(item, `${field}[${i}]`)) : refuse(field, 'a list', value);
}

/** An object with these fields and no other. Those that are not there are left out of what it gives. */
export function objectOf<S extends Readonly<Record<string, Schema<unknown>>>>(
  fields: S,
): Schema<{ readonly [Name in keyof S]: Checked<S[Name]> }> {
  return (value, field) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return refuse(field, 'an object', value);
    const given = value as Readonly<Record<string, unknown>>;
    const unknown = Object.keys(given).find((name) => !Object.hasOwn(fields, name));
    if (unknown !== undefined) return refuse(field, `no field ${JSON.stringify(unknown.slice(0, MAX_SHOWN))}`, value);
    const checked = Object.entries(fields).map(([name, schema]) => [name, schema(given[name], `${field}.${name}`)]);
    const present = checked.filter(([, item]) => item !== undefined);
    return Object.fromEntries(present) as { readonly [Name in keyof S]: Checked<S[Name]> };
  };
}

/** Anything that JSON can say, of a size that fits a job; its reader checks it. */
export const plain: Schema<unknown> = (value, field) => {
  const length = (JSON.stringify(value) ?? '').length;
  return length <= MAX_TEXT ? value : refuse(field, `at most ${MAX_TEXT} characters`, length);
};
