/**
 * Distance in OKLab beyond which a swatch is another colour, not the same one a moment later. About
 * CIEDE2000 15: one and a half times what `auto` merges, because light changes while an object
 * stays the same.
 */
const NEW_COLOR = 0.15;
const LIMIT = NEW_COLOR * NEW_COLOR;
/**
 * Weight of distances beyond that limit: enough to put a new colour in the row of the most similar
 * one, too little to move others from their rows.
 */
const BEYOND = 0.05;

/**
 * Weight of a column relative to the next one in the history of a row: half after six or seven.
 * With 0.8 or 0.95, rows change places more often.
 */
const KEPT = 0.9;
/** Number of columns that a row remembers: older ones would count less than 0.02. */
const REMEMBERED = 40;
/** Weights of the remembered columns, the last one first, and the running sums of these weights. */
const WEIGHTS = new Float64Array(REMEMBERED);
const WEIGHT_SUMS = new Float64Array(REMEMBERED + 1);
for (let k = 0, weight = 1; k < REMEMBERED; k++, weight *= KEPT) {
  WEIGHTS[k] = weight;
  WEIGHT_SUMS[k + 1] = WEIGHT_SUMS[k]! + weight;
}
/**
 * Additional weight of the last column relative to the whole history, so that a row follows a drift
 * and soon forgets the colours before a cut.
 */
const LAST = 0.5;

/** The last colours of a row of a poster, OKLab. */
export class RowHistory {
  // A ring buffer: the last colour is just before `next`.
  readonly #labs = new Float32Array(3 * REMEMBERED);
  #next = 0;
  #count = 0;

  add(L: number, a: number, b: number): void {
    this.#labs[3 * this.#next] = L;
    this.#labs[3 * this.#next + 1] = a;
    this.#labs[3 * this.#next + 2] = b;
    this.#next = (this.#next + 1) % REMEMBERED;
    this.#count = Math.min(this.#count + 1, REMEMBERED);
  }

  /**
   * The mean squared difference of a colour from those that the row remembers, older ones with less
   * weight. For an empty row, the cost of a new colour.
   */
  cost(L: number, a: number, b: number): number {
    if (this.#count === 0) return LIMIT;
    const labs = this.#labs;
    let last = 0;
    let sum = 0;
    let at = this.#next;
    for (let k = 0; k < this.#count; k++) {
      at = at === 0 ? REMEMBERED - 1 : at - 1;
      const cost = changeCost(L - labs[3 * at]!, a - labs[3 * at + 1]!, b - labs[3 * at + 2]!);
      if (k === 0) last = cost;
      sum += WEIGHTS[k]! * cost;
    }
    return (sum / WEIGHT_SUMS[this.#count]! + LAST * last) / (1 + LAST);
  }
}

function changeCost(L: number, a: number, b: number): number {
  const squared = L * L + a * a + b * b;
  return squared <= LIMIT ? squared : LIMIT + BEYOND * (squared - LIMIT);
}
