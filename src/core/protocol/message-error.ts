import { ChromathequeError } from '../options/index.ts';

/** A message between studio and server that is not what the protocol says; the text names the field. */
export class MessageError extends ChromathequeError<'malformed'> {
  override readonly name = 'MessageError';
}
