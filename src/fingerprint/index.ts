/**
 * The fingerprint of a film: what it holds, its file format, and how pictures become its columns.
 *
 * Pure: it never opens a file, a film or a clock, so that a browser makes the same fingerprint as a command line.
 */
export type {
  Clustering,
  Column,
  FilmColor,
  FilmFacts,
  Fingerprint,
  Ratio,
  Sampling,
  Swatch,
} from './fingerprint.ts';
