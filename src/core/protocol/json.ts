import { MessageError } from './message-error.ts';
/** An object as `JSON.parse` makes it. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** Whether a value is an object: not a list, not null. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Check one field of received JSON.
 *
 * @throws {MessageError} with the field, what is expected and the received value, shortened.
 */
export function expectField(isRight: boolean, field: string, expected: string, got: unknown): void {
  if (!isRight) throw new MessageError('malformed', `\`${field}\`: expected ${expected}, got ${show(got)}`);
}

/**
 * Check that a value is an object.
 *
 * @throws {MessageError}
 */
export function expectObject(value: unknown, field: string): JsonObject {
  expectField(isObject(value), field, 'an object', value);
  return value as JsonObject;
}

/**
 * Reject unknown fields.
 *
 * @throws {MessageError} with the name of the first one.
 */
export function expectKnown(value: JsonObject, known: readonly string[]): void {
  for (const name of Object.keys(value)) {
    if (!known.includes(name))
      throw new MessageError('malformed', `\`${name.slice(0, MAX_SHOWN)}\`: unknown; known are ${known.join(', ')}`);
  }
}

/** Whether a value is a string. */
export const isText = (value: unknown): value is string => typeof value === 'string';

/** Whether a value is an integer >= 0. */
export const isNatural = (value: unknown): value is number => Number.isInteger(value) && (value as number) >= 0;

/** Whether a value is a list of strings. */
export const isTexts = (value: unknown): value is readonly string[] => Array.isArray(value) && value.every(isText);

/** Maximum number of characters of a wrong value in an error message. */
const MAX_SHOWN = 60;

function show(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}...` : text;
}
