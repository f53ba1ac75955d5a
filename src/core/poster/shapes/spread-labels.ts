/**
 * Place labels as near as can be to what they belong to, none nearer to the next one than `pitch`.
 *
 * @param wanted rising.
 * @param from the first place that a label may have, `to` the last one; where all do not fit they
 *   still keep their order, evenly spread.
 * @returns places, shape of `wanted`: squares of distances are the least (pool adjacent violators;
 *   Barlow et al. 1972, section 1.2).
 */
export function spreadLabels(wanted: readonly number[], pitch: number, from: number, to: number): number[] {
  const n = wanted.length;
  const step = Math.min(pitch, n > 1 ? (to - from) / (n - 1) : pitch);
  // Less their order, places only have to rise.
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
