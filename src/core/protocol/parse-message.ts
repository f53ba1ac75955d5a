import { checkValue, type Schema } from '../schema/index.ts';
import { MessageError } from './message-error.ts';

/**
 * Check a message, or a part of one.
 *
 * @param name how the error calls the whole message.
 * @throws {MessageError} naming the first wrong field, what is expected and what was found, shortened.
 */
export const parseMessage = <T>(schema: Schema<T>, value: unknown, name: string): T =>
  checkValue(schema, value, name, (problem) => new MessageError('malformed', problem));
