import type { WireError } from '../../../core/options/index.ts';
import type { PictureOptions } from '../outputs/picture-options.ts';
import type { Output, OutputFormat } from '../outputs/render.ts';

/** A task for the child process that draws. */
export interface RenderTask {
  /** A fingerprint's JSON, UTF-8. */
  readonly fingerprint: Uint8Array;
  readonly format: OutputFormat;
  readonly options: PictureOptions;
}

/** The answer of the child process that draws. */
export type RenderAnswer = { readonly output: Output } | { readonly failure: WireError };
