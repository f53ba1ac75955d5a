/** Edge profiles of many pictures of A and B along one axis. */
export interface ProfilePairs {
  /** Length of each profile. */
  readonly size: number;
  /** Number of pairs. */
  readonly count: number;
  /** Profiles, shape (size, count): the same place of all pictures lies together. */
  readonly a: Float64Array;
  readonly b: Float64Array;
  /** The part of the profiles that holds picture, as shares. */
  readonly spanA: readonly [from: number, to: number];
  readonly spanB: readonly [from: number, to: number];
}

/** Arrange profiles of one length. */
export function arrangeProfiles(profiles: readonly Float64Array[], size: number): Float64Array {
  const count = profiles.length;
  const arranged = new Float64Array(size * count);
  for (const [index, profile] of profiles.entries()) {
    for (let i = 0; i < size; i++) arranged[i * count + index] = profile[i]!;
  }
  return arranged;
}

/**
 * Correlate profiles where the place x of A lies at `scale * x + offset` in B. A small overlap lowers
 * the score.
 *
 * @returns -1 to 1.
 */
export function scoreMap({ size, count, a, b, spanA, spanB }: ProfilePairs, scale: number, offset: number): number {
  if (scale <= 0) return -1;
  const low = Math.max(spanA[0], (spanB[0] - offset) / scale);
  const high = Math.min(spanA[1], (spanB[1] - offset) / scale);
  const first = Math.max(0, Math.ceil(low * size - 0.5));
  const last = Math.min(size - 1, Math.floor(high * size - 0.5));
  let products = 0;
  let squaresA = 0;
  let squaresB = 0;
  for (let i = first; i <= last; i++) {
    const position = (i + 0.5) * scale + offset * size - 0.5;
    const index = Math.min(size - 2, Math.max(0, Math.floor(position)));
    const part = Math.min(1, Math.max(0, position - index));
    const rest = 1 - part;
    const end = (i + 1) * count;
    for (let at = i * count, left = index * count, right = left + count; at < end; at++, left++, right++) {
      const one = a[at]!;
      const other = rest * b[left]! + part * b[right]!;
      products += one * other;
      squaresA += one * one;
      squaresB += other * other;
    }
  }
  const norm = Math.sqrt(squaresA * squaresB);
  if (norm === 0) return -1;
  const shown = Math.min((spanA[1] - spanA[0]) * scale, spanB[1] - spanB[0]);
  const overlap = Math.min(1, Math.max(0, ((high - low) * scale) / shown));
  return (products / norm) * Math.sqrt(Math.sqrt(overlap));
}
