import { ChromathequeError } from '../../../core/options/index.ts';

/**
 * A file that cannot be written, which is not the caller's mistake. The message gives path and
 * reason.
 */
export class WriteError extends ChromathequeError<'not-written'> {
  override readonly name = 'WriteError';
  readonly path: string;

  constructor(path: string, message: string, options?: { cause?: unknown }) {
    super('not-written', `${path}: ${message}`, options);
    this.path = path;
  }
}
