/** A buffer of numbers that grows by doubling, for an unknown count. */
export class Float64Buffer {
  #values = new Float64Array(4096);
  #length = 0;

  push(value: number): void {
    if (this.#length === this.#values.length) {
      const grown = new Float64Array(2 * this.#length);
      grown.set(this.#values);
      this.#values = grown;
    }
    this.#values[this.#length++] = value;
  }

  get length(): number {
    return this.#length;
  }

  /** Copy the current content. */
  toArray(): Float64Array {
    return this.#values.slice(0, this.#length);
  }
}
