import { deltaE2000, type Lab, parseHex, srgb8ToLab } from '#core/color/index';
import type { Swatch } from '#core/fingerprint/index';

/**
 * Measure how much colour must be moved how far to make one palette of another (Rubner, Tomasi & Guibas 2000): the exact
 * optimum of the transportation problem, ground distance CIEDE2000.
 *
 * @returns units of CIEDE2000, for shares scaled to a sum of 1.
 */
export function paletteDistance(a: readonly Swatch[], b: readonly Swatch[]): number {
  const labs = (swatches: readonly Swatch[]): Lab[] => swatches.map(({ color }) => srgb8ToLab(...parseHex(color)));
  const [from, to] = [labs(a), labs(b)];
  const shares = (swatches: readonly Swatch[]) => {
    const total = swatches.reduce((sum, { share }) => sum + share, 0);
    return swatches.map(({ share }) => share / total);
  };
  return moveEarth(
    shares(a),
    shares(b),
    from.map((x) => to.map((y) => deltaE2000(x, y))),
  );
}

/** What is left of a supply below this is rounding. */
const NOTHING = 1e-12;

/**
 * Solve the transportation problem by successive shortest paths (Bellman-Ford, since paths may take flow back at a negative cost).
 *
 * @param supply shape (n,), summing to what `demand` sums to.
 * @param demand shape (m,).
 * @param costs  n rows of m: the price of moving one unit.
 * @returns the least total price.
 */
export function moveEarth(
  supply: readonly number[],
  demand: readonly number[],
  costs: readonly (readonly number[])[],
): number {
  const left = [...supply];
  const open = [...demand];
  const flow = supply.map(() => demand.map(() => 0));
  for (;;) {
    const { price, origin } = findPrices(left, flow, costs);
    let target = -1;
    for (const [j, room] of open.entries())
      if (room > NOTHING && (target < 0 || price[j]! < price[target]!)) target = j;
    if (target < 0 || !Number.isFinite(price[target])) break;
    // Back along the path: forward from i to j, then back from the j that i took from before.
    const path: { i: number; j: number; back: number }[] = [];
    let amount = open[target]!;
    for (let j = target; j >= 0; ) {
      const { i, back } = origin[j]!;
      path.push({ i, j, back });
      amount = Math.min(amount, back < 0 ? left[i]! : flow[i]![back]!);
      j = back;
    }
    for (const { i, j, back } of path) {
      flow[i]![j]! += amount;
      if (back < 0) left[i]! -= amount;
      else flow[i]![back]! -= amount;
    }
    open[target]! -= amount;
  }
  return flow.reduce((sum, row, i) => sum + row.reduce((part, moved, j) => part + moved * costs[i]![j]!, 0), 0);
}

/** Find the cheapest way from any supply that is left to each demand. */
function findPrices(
  left: readonly number[],
  flow: readonly (readonly number[])[],
  costs: readonly (readonly number[])[],
) {
  const price = costs[0]!.map(() => Number.POSITIVE_INFINITY);
  const origin = costs[0]!.map(() => ({ i: -1, back: -1 }));
  for (let hasChanged = true; hasChanged; ) {
    hasChanged = false;
    for (const [i, row] of costs.entries()) {
      // To reach supply i: it has some left, or a demand gives back what i sends it.
      let reach = left[i]! > NOTHING ? 0 : Number.POSITIVE_INFINITY;
      let back = -1;
      for (const [j, moved] of flow[i]!.entries()) {
        if (moved > NOTHING && price[j]! - row[j]! < reach - 1e-9) {
          reach = price[j]! - row[j]!;
          back = j;
        }
      }
      for (const [j, cost] of row.entries()) {
        if (j === back || reach + cost >= price[j]! - 1e-9) continue;
        price[j] = reach + cost;
        origin[j] = { i, back };
        hasChanged = true;
      }
    }
  }
  return { price, origin };
}
