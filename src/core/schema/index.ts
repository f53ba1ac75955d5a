/**
 * Schemas of values from outside: the parts that studio, server and queue share, and the sentence
 * that says what is wrong with a value.
 *
 * It knows no message and no job, and throws no error of its own: the caller makes the error.
 */

export { checkValue } from './check-value.ts';
export { kindOf, natural, optionFields, plainObject, type Schema, text } from './parts.ts';
