import { FormatError, type FormatErrorCode } from '../../../core/fingerprint/index.ts';
import { RenderError, type RenderErrorCode } from '../../../core/poster/index.ts';
import type { PictureOptions } from '../outputs/picture-options.ts';
import type { Output, OutputFormat } from '../outputs/render.ts';

/** What is asked of the child that draws. */
export interface RenderTask {
  /** A fingerprint's JSON, UTF-8. */
  readonly fingerprint: Uint8Array;
  readonly format: OutputFormat;
  readonly options: PictureOptions;
}

/** What it answers: what the caller or the world did wrong is an answer too, since a class does not survive the way between processes. */
export type RenderAnswer =
  | { readonly output: Output }
  | { readonly failure: { readonly name: string; readonly code: unknown; readonly message: string } };

/** Turn an error that has a name of its own into an answer. Anything else is thrown on. */
export function answerRenderError(error: unknown): RenderAnswer {
  const isKnown =
    error instanceof RenderError ||
    error instanceof FormatError ||
    ((error instanceof RangeError || error instanceof TypeError) && /^`/.test(error.message));
  if (!isKnown) throw error;
  return { failure: { name: error.name, code: 'code' in error ? error.code : undefined, message: error.message } };
}

/** Make the error again that an answer tells of. */
export function errorOfAnswer({ failure }: Extract<RenderAnswer, { failure: unknown }>): Error {
  switch (failure.name) {
    case 'RenderError':
      return new RenderError(failure.code as RenderErrorCode, failure.message);
    case 'FormatError':
      return new FormatError(failure.code as FormatErrorCode, failure.message);
    case 'RangeError':
      return new RangeError(failure.message);
    default:
      return new TypeError(failure.message);
  }
}
