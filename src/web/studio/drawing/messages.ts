import type { Fingerprint, Rank } from '../../../core/fingerprint/index.ts';
import type { WireError } from '../../../core/options/index.ts';
import type { PanelArrangement, PosterOptions } from '../../../core/poster/index.ts';
import type { FontName } from '../../../core/type/index.ts';

/** What can be written of a fingerprint as text, and of its palette. */
export type DataFormat = 'json' | 'csv';
/** Swatch files. */
export type SwatchFormat = 'ase' | 'aco' | 'gpl' | 'css' | 'json';

/** What is made of fingerprints. */
export type Drawing =
  | { readonly kind: 'poster'; readonly options: PosterOptions; readonly font: FontName }
  | {
      readonly kind: 'panel';
      readonly options: PosterOptions;
      readonly font: FontName;
      readonly arrangement: PanelArrangement;
      /** What each film is called below its picture; undefined: by its own title. */
      readonly titles: readonly (string | undefined)[];
    }
  | { readonly kind: 'page'; readonly options: PosterOptions }
  | { readonly kind: 'data'; readonly format: DataFormat }
  | { readonly kind: 'swatches'; readonly format: SwatchFormat; readonly count: number; readonly rank: Rank };

/** What is asked of the worker that draws, one thing after another. Keys name fingerprints that it was given: one, or those of a panel. */
export type DrawCommand =
  | { readonly kind: 'keep'; readonly key: number; readonly fingerprint: Fingerprint }
  | {
      readonly kind: 'draw';
      readonly keys: readonly [number, ...number[]];
      readonly drawing: Drawing;
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
  | { readonly poster: DrawnPoster }
  | { readonly content: string | Uint8Array<ArrayBuffer> }
  | { readonly failure: WireError }
  /** A fingerprint is no longer kept: they are to be given again. */
  | { readonly isGone: true };
