import * as v from 'valibot';
import { type Schema, text } from '../schema/index.ts';
import { parseMessage } from './parse-message.ts';

/** A request to play a film of the shelf. */
export interface PlayRequest {
  /** The film's `ShelfItem.path`. */
  readonly path: string;
}

/** The answer to a {@link PlayRequest}. */
export interface PlayAnswer {
  /** For `playPath`: gives access to the bytes of this film; a secret. */
  readonly ticket: string;
}

const playRequest: Schema<PlayRequest> = v.strictObject({ path: text });

const playAnswer: Schema<PlayAnswer> = v.object({
  ticket: v.pipe(text, v.regex(/^[\w-]+$/, 'expected a ticket')),
});

/** Check a request to play a film. @throws {MessageError} */
export const parsePlayRequest = (value: unknown): PlayRequest => parseMessage(playRequest, value, 'body');

/** Check the answer to a request to play a film. @throws {MessageError} */
export const parsePlayAnswer = (value: unknown): PlayAnswer => parseMessage(playAnswer, value, 'ticket');
