import type { Column } from '../../../core/fingerprint/index.ts';

/** The columns of a film while they come: each place shows its own, or the nearest that is there. */
export class StripState {
  /** Seconds, shape (n,), ascending. */
  readonly times: Float64Array;
  /** How long the film is. */
  readonly seconds: number;
  /** What each place shows; null as long as there is nothing at all. */
  readonly columns: (Column | null)[];
  /** How far what a place shows is away, seconds; -1 where it is its own. */
  readonly #distances: Float64Array;

  constructor(times: Float64Array, seconds: number) {
    this.times = times;
    this.seconds = seconds;
    this.columns = Array.from(times, () => null);
    this.#distances = new Float64Array(times.length).fill(Number.POSITIVE_INFINITY);
  }

  /** Put a column where it belongs. */
  putExact(place: number, column: Column): void {
    this.columns[place] = column;
    this.#distances[place] = -1;
  }

  /** Put a column in all places that have nothing nearer. */
  putDraft(column: Column): void {
    const middle = this.placeAt(column.time);
    const put = (place: number): boolean => {
      const distance = Math.abs(this.times[place]! - column.time);
      const held = this.#distances[place]!;
      // Beyond a place that something else is nearer to there are only such; exact ones may stand between.
      if (distance >= held && held >= 0) return false;
      if (held < 0) return true;
      this.columns[place] = column;
      this.#distances[place] = distance;
      return true;
    };
    for (let place = middle; place < this.times.length && put(place); place++);
    for (let place = middle - 1; place >= 0 && put(place); place--);
  }

  /** Find the place whose time is nearest to one, seconds. */
  placeAt(seconds: number): number {
    let [low, high] = [0, this.times.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.times[middle]! + this.times[middle + 1]!) / 2 < seconds) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
