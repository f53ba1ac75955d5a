/** Colours of two editions of a film at the same places and moments. */
export interface ColorPairs {
  /** sRGB codes r g b of A, shape (n, 3). */
  readonly a: Uint8Array;
  /** sRGB codes r g b of B, shape (n, 3). */
  readonly b: Uint8Array;
  /** How much each pair counts, >= 0, shape (n,). */
  readonly weights: Float64Array;
}
