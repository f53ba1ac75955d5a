/** Colours to be joined two at a time. */
export interface WeightedPoints {
  /** OKLab, shape (n, 3). */
  readonly points: Float64Array;
  /** How much of the film each colour covers, shape (n,), each > 0. */
  readonly weights: Float64Array;
}

interface Node {
  readonly index: number;
  /** Sum of the weights of all colours that it represents. */
  readonly weight: number;
  /** OKLab mean of all colours that it represents. */
  readonly point: readonly number[];
  /** How strongly its own colour attracts attention. */
  readonly appeal: number;
}

/** How much chroma adds to appeal: OKLab 0.25 doubles it. */
const VIVIDNESS = 4;
/**
 * Factor on squared differences in a and b, relative to lightness, so that shades of one colour are
 * joined before two hues are.
 */
const HUE_COUNTS = 5;

/** How much a viewer notices a colour: the root of the share, and more with chroma. */
const appealOf = (weight: number, [, a, b]: readonly number[]): number =>
  Math.sqrt(weight) * (1 + VIVIDNESS * Math.sqrt(a! * a! + b! * b!));

/**
 * Join colours two at a time, first the pair whose joining costs least. The cost is Ward's
 * criterion with appeal in place of weight, so that the many dark colours of a film are joined with
 * one another before its small lights are lost.
 *
 * @returns pairs of indices: the first keeps its colour, the second is joined to it.
 * @see Ward 1963, "Hierarchical grouping to optimize an objective function", J. Am. Stat. Assoc.
 *   58, 236-244. O(n^3), n <= 16.
 */
export function joinColors({ points, weights }: WeightedPoints): [number, number][] {
  let nodes = Array.from(weights, (weight, index): Node => {
    const point = [...points.subarray(3 * index, 3 * index + 3)];
    return { index, weight, point, appeal: appealOf(weight, point) };
  });
  const merges: [number, number][] = [];
  while (nodes.length > 1) {
    let least = Number.POSITIVE_INFINITY;
    let best: readonly [Node, Node] = [nodes[0]!, nodes[1]!];
    for (const [j, other] of nodes.entries()) {
      for (const one of nodes.slice(0, j)) {
        const cost = joiningCost(one, other);
        if (cost >= least) continue;
        least = cost;
        best = [one, other];
      }
    }
    const [one, other] = best;
    const [kept, gone] = one.appeal >= other.appeal ? [one, other] : [other, one];
    const weight = kept.weight + gone.weight;
    const point = kept.point.map((value, axis) => (kept.weight * value + gone.weight * gone.point[axis]!) / weight);
    merges.push([kept.index, gone.index]);
    nodes = nodes.filter((node) => node !== gone).map((node) => (node === kept ? { ...kept, weight, point } : node));
  }
  return merges;
}

function joiningCost(one: Node, other: Node): number {
  const L = one.point[0]! - other.point[0]!;
  const a = one.point[1]! - other.point[1]!;
  const b = one.point[2]! - other.point[2]!;
  const [first, second] = [appealOf(one.weight, one.point), appealOf(other.weight, other.point)];
  return ((first * second) / (first + second)) * (L * L + HUE_COUNTS * (a * a + b * b));
}
