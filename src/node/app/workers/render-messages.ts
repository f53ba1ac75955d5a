import type { WireError } from '../../../core/options/index.ts';
import type { PanelFormat, PanelPictureOptions } from '../outputs/panel.ts';
import type { PictureOptions } from '../outputs/picture-options.ts';
import type { Output, OutputFormat } from '../outputs/render.ts';

/** A fingerprint for the child process that draws. */
export interface RenderTask {
  readonly kind: 'film';
  /** A fingerprint's JSON, UTF-8. */
  readonly fingerprint: Uint8Array;
  readonly format: OutputFormat;
  readonly options: PictureOptions;
}

/** A panel for the child process that draws. */
export interface PanelTask {
  readonly kind: 'panel';
  /** The JSON of each fingerprint, UTF-8, followed by `separator`; compressed with gzip. */
  readonly fingerprints: Uint8Array;
  readonly limits: PanelLimits;
  readonly format: PanelFormat;
  readonly options: PanelPictureOptions;
}

/** What a compressed file of fingerprints may hold, and how they are separated. */
export interface PanelLimits {
  readonly films: number;
  /** Of one fingerprint, not compressed. */
  readonly bytes: number;
  readonly separator: string;
}

/** The answer of the child process that draws. */
export type RenderAnswer = { readonly output: Output } | { readonly failure: WireError };
