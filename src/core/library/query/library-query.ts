/** A colour that is searched. */
export interface ColorTerm {
  /** sRGB, `#rrggbb`, at least one: a name covers several colours, of which the nearest counts. */
  readonly colors: readonly string[];
  /** Wanted share of the picture, 0 < share <= 1; null for any share: the larger, the better. */
  readonly share: number | null;
  /** CIEDE2000, roughly: a colour that is so far away, or farther, does not count. Above 0. */
  readonly tolerance: number;
  /** Whether the colour must be absent, or cover no more than `share`. */
  readonly isExcluded: boolean;
}

/** What is searched in a library. */
export interface LibraryQuery {
  /** At most {@link MAX_TERMS} that are not excluded; at least one. */
  readonly terms: readonly ColorTerm[];
  /** How many of the colours a moment must have: all typed colours, but not all of a picture. */
  readonly minFound: number;
}

/** Colours of a query at most, excluded ones not counted. */
export const MAX_TERMS = 8;
/** Default tolerance of a colour that is given by its code: related shades. */
export const DEFAULT_TOLERANCE = 15;
/** Default tolerance of the colours of a name, which are several. */
export const NAME_TOLERANCE = 10;
/** Share of an accent: small, and yet seen. */
export const ACCENT_SHARE = 0.02;
