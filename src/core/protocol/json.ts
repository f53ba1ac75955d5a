import { MessageError } from './message-error.ts';
/** An object as `JSON.parse` makes it. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** Tell objects from lists, null and all else. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Check one field of what came in.
 *
 * @throws {MessageError} naming the field, what is expected and what came, cut short.
 */
export function expectField(isRight: boolean, field: string, expected: string, got: unknown): void {
  if (!isRight) throw new MessageError('malformed', `\`${field}\`: expected ${expected}, got ${show(got)}`);
}

/**
 * Check that an object came.
 *
 * @throws {MessageError}
 */
export function expectObject(value: unknown, field: string): JsonObject {
  expectField(isObject(value), field, 'an object', value);
  return value as JsonObject;
}

/**
 * Refuse fields that are not known.
 *
 * @throws {MessageError} naming the first of them.
 */
export function expectKnown(value: JsonObject, known: readonly string[]): void {
  for (const name of Object.keys(value)) {
    if (!known.includes(name))
      throw new MessageError('malformed', `\`${name.slice(0, MAX_SHOWN)}\`: unknown; known are ${known.join(', ')}`);
  }
}

/** Check that a text came. */
export const isText = (value: unknown): value is string => typeof value === 'string';

/** Check that a whole number from 0 up came. */
export const isNatural = (value: unknown): value is number => Number.isInteger(value) && (value as number) >= 0;

/** Check that a list of texts came. */
export const isTexts = (value: unknown): value is readonly string[] => Array.isArray(value) && value.every(isText);

/** Characters of a wrong value that an error shows. */
const MAX_SHOWN = 60;

function show(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}...` : text;
}
