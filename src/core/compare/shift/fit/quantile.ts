/**
 * The value below which a share of the weight lies.
 *
 * @param values not modified.
 * @param share 0 to 1.
 * @returns 0 without weight.
 */
export function weightedQuantile(values: ArrayLike<number>, weights: ArrayLike<number>, share: number): number {
  const order = Uint32Array.from({ length: values.length }, (_, i) => i).sort(
    (i, j) => values[i]! - values[j]! || i - j,
  );
  let total = 0;
  for (let i = 0; i < weights.length; i++) total += weights[i]!;
  let sum = 0;
  for (const i of order) {
    sum += weights[i]!;
    if (sum > 0 && sum >= share * total) return values[i]!;
  }
  return 0;
}
