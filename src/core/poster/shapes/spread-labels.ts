/**
 * Place labels as near as possible to their targets, with neighbours at least `pitch` apart.
 *
 * @param wanted ascending.
 * @param from the first possible position of a label; `to` is the last one. When not all fit,
 *   labels are evenly spread in the same order.
 * @returns positions, shape of `wanted`, with the least sum of squared distances (pool adjacent
 *   violators; Barlow et al. 1972, section 1.2).
 */
export function spreadLabels(wanted: readonly number[], pitch: number, from: number, to: number): number[] {
  const n = wanted.length;
  const step = Math.min(pitch, n > 1 ? (to - from) / (n - 1) : pitch);
  // After subtracting each label's index times the step, positions only have to ascend.
  const pools: { sum: number; count: number }[] = [];
  for (const [i, place] of wanted.entries()) {
    let pool = { sum: place - i * step, count: 1 };
    for (let last = pools.at(-1); last && last.sum / last.count > pool.sum / pool.count; last = pools.at(-1)) {
      pool = { sum: last.sum + pool.sum, count: last.count + pool.count };
      pools.pop();
    }
    pools.push(pool);
  }
  const most = to - (n - 1) * step;
  return pools
    .flatMap(({ sum, count }) => new Array<number>(count).fill(Math.max(from, Math.min(most, sum / count))))
    .map((place, i) => place + i * step);
}
