import type { PaletteSwatch } from '../../fingerprint/index.ts';

/** A moment of a film that a search found, as it is shown. */
export interface ShownMoment {
  /** Path of the fingerprint inside the library. */
  readonly film: string;
  readonly title: string;
  readonly year: number | null;
  /** Seconds on the film's own clock. */
  readonly from: number;
  readonly to: number;
  /** 1 is a perfect match. */
  readonly score: number;
  /** Largest first. */
  readonly swatches: readonly PaletteSwatch[];
  /** A frame of it: a JPEG file, base64. Null if the fingerprint has none. */
  readonly jpeg: string | null;
}

/** The title of a moment's film, with its year. */
export const titleMoment = ({ title, year }: Pick<ShownMoment, 'title' | 'year'>): string =>
  year === null ? title : `${title} (${year})`;
