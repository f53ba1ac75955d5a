/**
 * Distance in OKLab beyond which a swatch is another colour, not the same one a moment later. About CIEDE2000 15: half as much again as what `auto` merges, since
 * light changes while a thing stays the same.
 */
const NEW_COLOR = 0.15;
const LIMIT = NEW_COLOR * NEW_COLOR;
/** How much further distances count beyond that: enough to put a new colour where the likest one was, too little to push others from their places. */
const BEYOND = 0.05;

/** What a column counts beside the next one in what a row remembers: half after six or seven. With 0.8 or 0.95 rows change places more often. */
const KEPT = 0.9;
/** How many columns a row remembers: those further back would count less than 0.02. */
const REMEMBERED = 40;
/** What those count that a row remembers, the last one first, and how much so many of them count together. */
const WEIGHTS = new Float64Array(REMEMBERED);
const WEIGHT_SUMS = new Float64Array(REMEMBERED + 1);
for (let k = 0, weight = 1; k < REMEMBERED; k++, weight *= KEPT) {
  WEIGHTS[k] = weight;
  WEIGHT_SUMS[k + 1] = WEIGHT_SUMS[k]! + weight;
}
/** What the last column counts beside all that is remembered, so that a drift is followed and a cut is soon forgotten. */
const LAST = 0.5;

/** The colours that a row of a poster had last, OKLab. */
export class RowHistory {
  // A ring: the last one lies before `next`.
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

  /** The mean of what a colour differs from those that the row remembers, squared, those further back counting less; of an empty one what a new colour does. */
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
