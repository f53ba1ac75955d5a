import type { Ratio } from '../frame/index.ts';
import type { Alignment, Block, Stretch } from './align/alignment.ts';
import type { CropShift } from './shift/crop/crop-shift.ts';
import type { Defect, NamedDefect } from './shift/defects/name-defects.ts';
import type { Shift } from './shift/shift.ts';

/** `format` of a comparison. */
export const COMPARISON_FORMAT = 'chromatheque/comparison';
/** `version` of a comparison. */
export const COMPARISON_VERSION = 1;

/** What a comparison says of each film. */
export interface ComparedFilm {
  /** Identity by content, as in the fingerprint. */
  readonly id: string;
  /** File name without its folder. */
  readonly name: string;
  readonly title: string;
  readonly durationSeconds: number;
  /** The compared part, seconds on the film's own clock. */
  readonly from: number;
  readonly to: number;
  /** Pixels as shown, before the pixel aspect is applied. */
  readonly width: number;
  readonly height: number;
  readonly frameRate: Ratio;
  readonly columns: number;
  /** Absent if shots were not detected. */
  readonly shots?: number;
}

/** The colour difference of both films at a moment. */
export interface ComparedMoment {
  /** Seconds on A's clock. */
  readonly a: number;
  /** Seconds on B's clock. */
  readonly b: number;
  /** CIEDE2000 between the two pictures, median over their area. */
  readonly difference: number;
  /** The same after the colour shift was applied to A; equal to `difference` without a shift. */
  readonly unexplained: number;
  /**
   * True if the pictures show different things at this moment: a changed shot, a logo that fills the
   * picture, or times that are wrong here. It is not part of the shift.
   */
  readonly isMismatch?: true;
}

/** A shot of A that B shows too, or the part of it that B shows. */
export interface ComparedShot extends Block {
  /** Index in A's shots, from 0. */
  readonly shot: number;
  /** Means over the moments inside. */
  readonly difference: number;
  readonly unexplained: number;
}

/** How near two films are in colour. */
export interface FilmDistance {
  /** Which colours, how much. */
  readonly palette: number;
  /** When they come. */
  readonly course: number;
}

/** How near two films are among the pairs of films of a library. */
export interface LibraryNearness {
  /** Films of the library. */
  readonly films: number;
  /** Share of its pairs that are farther apart by palette, 0 to 1. */
  readonly palette: number;
  readonly course: number;
}

/** Two films, or two editions of one, compared: docs/compare.md states each field. */
export interface Comparison {
  readonly format: typeof COMPARISON_FORMAT;
  readonly version: typeof COMPARISON_VERSION;
  readonly tool: { readonly name: string; readonly version: string };
  readonly a: ComparedFilm;
  readonly b: ComparedFilm;
  readonly sameFilm: boolean;
  /** Null if they are different films. */
  readonly speed: Alignment['speed'] | null;
  /** By how much the speed may be off; null if they are different films. */
  readonly speedMargin: Alignment['speedMargin'] | null;
  readonly blocks: readonly Block[];
  readonly onlyA: readonly Stretch[];
  readonly onlyB: readonly Stretch[];
  /**
   * What colours were measured on: pictures of the same moments, or the columns of fingerprints,
   * whose instants may lie apart.
   */
  readonly basis: 'pictures' | 'columns';
  /** Null if they are different films, or where no pictures were at hand. */
  readonly crop: CropShift | null;
  /** Null if they are different films, or share no moment with colours. */
  readonly shift: Shift | null;
  /** Codes of known defects: docs/compare.md lists them. */
  readonly defects: readonly Defect[];
  /** The same with the film that has each. */
  readonly defectsOf: readonly NamedDefect[];
  readonly distance: FilmDistance;
  /** Absent without a library. */
  readonly nearness?: LibraryNearness;
  /** In order of A's time; empty if they are different films. */
  readonly moments: readonly ComparedMoment[];
  /** In order of A's time; absent if the shots of A were not detected. */
  readonly shots?: readonly ComparedShot[];
}
