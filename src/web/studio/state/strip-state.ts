import type { Column } from '../../../core/fingerprint/index.ts';

/**
 * The columns of a film while it is read: each place shows its own column, or the nearest known
 * one.
 */
export class StripState {
  /** Seconds, shape (n,), ascending. */
  readonly times: Float64Array;
  /** Duration of the film. */
  readonly seconds: number;
  /** The column that each place shows; null until the first one arrives. */
  readonly columns: (Column | null)[];
  /** Distance of the shown column from its place, seconds; -1 for the place's own column. */
  readonly #distances: Float64Array;

  constructor(times: Float64Array, seconds: number) {
    this.times = times;
    this.seconds = seconds;
    this.columns = Array.from(times, () => null);
    this.#distances = new Float64Array(times.length).fill(Number.POSITIVE_INFINITY);
  }

  /** Number of places that show their own column. */
  get exactCount(): number {
    let count = 0;
    for (const distance of this.#distances) if (distance < 0) count++;
    return count;
  }

  /** The columns that are final; null where a place shows another's, or none. */
  get exactColumns(): (Column | null)[] {
    return this.columns.map((column, place) => (this.#distances[place]! < 0 ? column : null));
  }

  /** Set a place's own column. */
  putExact(place: number, column: Column): void {
    this.columns[place] = column;
    this.#distances[place] = -1;
  }

  /** Show a column at all places that have no nearer one. */
  putDraft(column: Column): void {
    const middle = this.placeAt(column.time);
    const put = (place: number): boolean => {
      const distance = Math.abs(this.times[place]! - column.time);
      const held = this.#distances[place]!;
      // Stop at a place that has a nearer column: so have all places beyond it. Skip exact ones.
      if (distance >= held && held >= 0) return false;
      if (held < 0) return true;
      this.columns[place] = column;
      this.#distances[place] = distance;
      return true;
    };
    for (let place = middle; place < this.times.length && put(place); place++);
    for (let place = middle - 1; place >= 0 && put(place); place--);
  }

  /** Find the place nearest to a time in seconds. */
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
