import * as v from 'valibot';
import { describeExpected, hasKind, type Option, type OptionTable } from '../options/index.ts';

/** Checks a value from outside and types it. */
export type Schema<T> = v.GenericSchema<unknown, T>;

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
  v.safeInteger('expected an integer from 0 up'),
  v.minValue(0, 'expected an integer from 0 up'),
);

/** Make a schema for each option of a table, which may be absent. */
export function optionFields(table: OptionTable): Readonly<Record<string, Schema<unknown>>> {
  return Object.fromEntries(Object.entries(table).map(([name, option]) => [name, v.exactOptional(kindOf(option))]));
}

/** Make the schema of the values that are of an option's kind, in range or not. */
export function kindOf(option: Option): Schema<unknown> {
  return v.custom((value) => hasKind(option, value), `expected ${describeExpected(option)}`);
}
