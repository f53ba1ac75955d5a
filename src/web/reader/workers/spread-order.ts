/**
 * Order places so that the first places, however many, are spread over all of them. The order
 * reverses the bits of each place (van der Corput sequence, 1935).
 *
 * @returns each of 0 to count - 1 once, shape (count,).
 */
export function spreadOrder(count: number): Uint32Array {
  const bits = Math.max(1, Math.ceil(Math.log2(Math.max(2, count))));
  const order = new Uint32Array(count);
  let at = 0;
  for (let i = 0; i < 2 ** bits; i++) {
    let reversed = 0;
    for (let bit = 0; bit < bits; bit++) if (i & (1 << bit)) reversed |= 1 << (bits - 1 - bit);
    if (reversed < count) order[at++] = reversed;
  }
  return order;
}
