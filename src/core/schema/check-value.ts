import * as v from 'valibot';
import { showValue } from '../options/index.ts';
import type { Schema } from './parts.ts';

/** Characters of a wrong value, or of an unknown field's name, that a sentence shows. */
const MAX_SHOWN = 60;

/** Fields whose values are secrets: no sentence shows them. */
const SECRETS: readonly unknown[] = ['key', 'token', 'ticket'];

/** Valibot's names of kinds, in words. */
const KINDS: Readonly<Record<string, string>> = { Object: 'an object', Array: 'a list' };

/**
 * Check a value from outside.
 *
 * @param name how the sentence calls the whole value.
 * @param toError makes the error from a sentence that names the first wrong field, what is expected
 *   and what was found, shortened.
 */
export function checkValue<T>(schema: Schema<T>, value: unknown, name: string, toError: (problem: string) => Error): T {
  const result = v.safeParse(schema, value, { abortEarly: true, message: describeKind });
  if (result.success) return result.output;
  throw toError(describeIssue(result.issues[0], name));
}

function describeKind({ expected }: v.BaseIssue<unknown>): string {
  return `expected ${KINDS[expected ?? ''] ?? expected}`;
}

function describeIssue({ path, message, expected, input }: v.BaseIssue<unknown>, name: string): string {
  const keys = path?.map(({ key }) => key) ?? [];
  const steps = keys.map((key) => (typeof key === 'number' ? `[${key}]` : `.${shorten(String(key))}`));
  const field = `\`${steps.join('').replace(/^\./, '') || name}\``;
  if (expected === 'never') return `${field}: unknown field`;
  if (input === undefined) return `${field}: missing`;
  return SECRETS.includes(keys.at(-1))
    ? `${field}: ${message}`
    : `${field}: ${message}, got ${shorten(showValue(input))}`;
}

const shorten = (shown: string): string => (shown.length > MAX_SHOWN ? `${shown.slice(0, MAX_SHOWN)}...` : shown);
