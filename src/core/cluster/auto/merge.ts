/**
 * Minimum distance between the final colours: CIEDE2000 9.35 in lightness, 6.2 in chroma and hue.
 * Chosen on labelled frames, as are the three constants below (docs/color.md).
 */
const APART = 0.0935;
/**
 * Each colour above this number raises the minimum distance between all colours: a busy picture has
 * some twelve colours, not thirty.
 */
const FEW_COLORS = 6;
const FURTHER = 0.0059;
/** A viewer does not take in more colours than this. */
const MAX_COLORS = 16;

/** Groups of similar pixels, or the colours that they were merged to. */
export interface Groups {
  /** Means in the coordinates of `placePerceived`, shape (k, 3). */
  readonly points: Float64Array;
  /** Shape (k,), each > 0. */
  readonly shares: Float64Array;
}

/**
 * Merge groups to the colours that a viewer distinguishes. Each step merges the two closest groups,
 * until the closest are far enough apart for the number of groups.
 *
 * @returns new groups, at most 16. O(k^2) distances at first, O(k) after each merge.
 */
export function mergeSimilar({ points, shares }: Groups): Groups {
  const k = shares.length;
  const means = points.slice();
  const weights = shares.slice();
  const alive = Uint32Array.from(weights.keys());
  // Squared; row i holds the distances to the groups before it.
  const distances = new Float64Array(k * k);
  for (let i = 0; i < k; i++) for (let j = 0; j < i; j++) distances[i * k + j] = measureSquared(means, i, j);
  let count = k;
  while (count > 1) {
    let [least, kept, gone, place] = [Number.POSITIVE_INFINITY, 0, 0, 0];
    for (let x = 1; x < count; x++) {
      const row = alive[x]! * k;
      for (let y = 0; y < x; y++) {
        const distance = distances[row + alive[y]!]!;
        if (distance >= least) continue;
        least = distance;
        kept = alive[y]!;
        gone = alive[x]!;
        place = x;
      }
    }
    const apart = APART + FURTHER * Math.max(0, count - FEW_COLORS);
    if (least >= apart * apart && count <= MAX_COLORS) break;
    const total = weights[kept]! + weights[gone]!;
    for (let axis = 0; axis < 3; axis++) {
      const sum = weights[kept]! * means[3 * kept + axis]! + weights[gone]! * means[3 * gone + axis]!;
      means[3 * kept + axis] = sum / total;
    }
    weights[kept] = total;
    alive.copyWithin(place, place + 1, count--);
    for (let x = 0; x < count; x++) {
      const i = alive[x]!;
      if (i !== kept) distances[Math.max(i, kept) * k + Math.min(i, kept)] = measureSquared(means, i, kept);
    }
  }
  return pickGroups({ points: means, shares: weights }, [...alive.subarray(0, count)]);
}

function measureSquared(points: Float64Array, i: number, j: number): number {
  const x = points[3 * i]! - points[3 * j]!;
  const y = points[3 * i + 1]! - points[3 * j + 1]!;
  const z = points[3 * i + 2]! - points[3 * j + 2]!;
  return x * x + y * y + z * z;
}

/** Keep some groups, in the order of their indices. */
export function pickGroups({ points, shares }: Groups, indices: readonly number[]): Groups {
  return {
    points: Float64Array.from(indices.flatMap((i) => [...points.subarray(3 * i, 3 * i + 3)])),
    shares: Float64Array.from(indices, (i) => shares[i]!),
  };
}
