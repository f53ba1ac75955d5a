import type { Fingerprint, Rank } from '../../../core/fingerprint/index.ts';
import type { WireError } from '../../../core/options/index.ts';
import type { PanelArrangement, PosterOptions } from '../../../core/poster/index.ts';
import type { FontName } from '../../../core/type/index.ts';

export type DataFormat = 'json' | 'csv';
export type SwatchFormat = 'ase' | 'aco' | 'gpl' | 'css' | 'json';

/** Pixels that a poster may take: it is as large as fits. */
export interface ScreenRoom {
  readonly widthPx: number;
  readonly heightPx: number;
}

/** What the worker can make from fingerprints. */
export type Drawing =
  | { readonly kind: 'poster'; readonly options: PosterOptions; readonly font: FontName }
  /** The poster as a screen shows it; as a bitmap, or as a PNG file. */
  | {
      readonly kind: 'screen' | 'picture';
      readonly options: PosterOptions;
      readonly font: FontName;
      readonly room: ScreenRoom;
    }
  | {
      readonly kind: 'panel';
      readonly options: PosterOptions;
      readonly font: FontName;
      readonly arrangement: PanelArrangement;
      /** The title below each film; undefined: the film's own. */
      readonly titles: readonly (string | undefined)[];
    }
  /** Films for a panel that the server draws; see `packFilms`. */
  | {
      readonly kind: 'films';
      readonly options: PosterOptions;
      readonly font: FontName;
      readonly titles: readonly (string | undefined)[];
    }
  /** Which options would change the poster; of a probe of the film, see `findProbe`. */
  | { readonly kind: 'effects'; readonly options: PosterOptions; readonly font: FontName }
  /** Rank the swatches of a film of a panel of so many, so that it is drawn sooner. */
  | { readonly kind: 'rank'; readonly films: number }
  | { readonly kind: 'page'; readonly options: PosterOptions }
  | { readonly kind: 'data'; readonly format: DataFormat }
  | { readonly kind: 'swatches'; readonly format: SwatchFormat; readonly count: number; readonly rank: Rank };

/**
 * A message to the drawing worker, one at a time. Keys name fingerprints that it has: one, or those
 * of a panel.
 */
export type DrawCommand =
  | { readonly kind: 'keep'; readonly key: number; readonly fingerprint: Fingerprint }
  | {
      readonly kind: 'draw';
      readonly keys: readonly [number, ...number[]];
      readonly drawing: Drawing;
    };

interface PosterFacts {
  readonly widthMm: number;
  readonly heightMm: number;
  /** What was left out, as a sentence. */
  readonly warning: string | null;
  /** The title as it is drawn, without the letters that no font has. */
  readonly title: string;
}

export interface DrawnPoster extends PosterFacts {
  /** An SVG file. Made by the worker: a file of a megabyte keeps the page waiting. */
  readonly svg: Blob;
}

/** A poster as a screen shows it. */
export interface ScreenPoster extends PosterFacts {
  readonly bitmap: ImageBitmap;
}

/** The worker's answer to `draw`. */
export type DrawAnswer =
  | { readonly poster: DrawnPoster }
  | { readonly screen: ScreenPoster }
  | { readonly picture: Blob }
  | { readonly effects: readonly string[] }
  | { readonly content: string | Uint8Array<ArrayBuffer> }
  | { readonly failure: WireError }
  | { readonly isRanked: true }
  /** A fingerprint is no longer cached: send them again. */
  | { readonly isGone: true };
