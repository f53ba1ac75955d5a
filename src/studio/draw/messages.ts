import type { Fingerprint, Rank } from '../../fingerprint/index.ts';
import type { PosterOptions } from '../../poster/index.ts';
import type { FontName } from '../../type/index.ts';

/** What can be written of a fingerprint as text, and of its palette. */
export type DataFormat = 'json' | 'csv';
/** Swatch files. */
export type SwatchFormat = 'ase' | 'aco' | 'gpl' | 'css' | 'json';

/** What is asked of the worker that draws. `key` names a fingerprint that it was given. */
export type DrawCommand =
  | { readonly kind: 'keep'; readonly key: number; readonly fingerprint: Fingerprint }
  | {
      readonly kind: 'poster';
      readonly id: number;
      readonly key: number;
      readonly options: PosterOptions;
      readonly font: FontName;
    }
  | { readonly kind: 'page'; readonly id: number; readonly key: number; readonly options: PosterOptions }
  | { readonly kind: 'data'; readonly id: number; readonly key: number; readonly format: DataFormat }
  | {
      readonly kind: 'swatches';
      readonly id: number;
      readonly key: number;
      readonly format: SwatchFormat;
      readonly count: number;
      readonly rank: Rank;
    };

/** A poster as an SVG file. */
export interface DrawnPoster {
  readonly svg: string;
  readonly widthMm: number;
  readonly heightMm: number;
  /** A sentence on what was left out. */
  readonly warning: string | null;
}

/** What it answers. */
export type DrawAnswer =
  | { readonly id: number; readonly poster: DrawnPoster }
  | { readonly id: number; readonly content: string | Uint8Array<ArrayBuffer> }
  | { readonly id: number; readonly problem: string }
  /** The fingerprint is no longer kept: it is to be given again. */
  | { readonly id: number; readonly isGone: true };
