/**
 * Bytes that grow as numbers and texts are appended, most significant byte first, as Adobe's
 * formats have them.
 */
export class ByteWriter {
  #bytes = new Uint8Array(256);
  #view = new DataView(this.#bytes.buffer);
  #length = 0;

  /** Append ASCII letters, a byte each. */
  ascii(text: string): this {
    const at = this.#grow(text.length);
    for (let i = 0; i < text.length; i++) this.#bytes[at + i] = text.charCodeAt(i);
    return this;
  }

  /** Append unsigned 8-bit integers. */
  uint8(...values: readonly number[]): this {
    for (const value of values) {
      const at = this.#grow(1);
      this.#view.setUint8(at, value);
    }
    return this;
  }

  /** Append unsigned 16-bit integers. */
  uint16(...values: readonly number[]): this {
    for (const value of values) {
      const at = this.#grow(2);
      this.#view.setUint16(at, value);
    }
    return this;
  }

  /** Append an unsigned 32-bit integer. */
  uint32(value: number): this {
    const at = this.#grow(4);
    this.#view.setUint32(at, value);
    return this;
  }

  /** Append IEEE 754 single-precision numbers. */
  float32(...values: readonly number[]): this {
    for (const value of values) {
      const at = this.#grow(4);
      this.#view.setFloat32(at, value);
    }
    return this;
  }

  /**
   * Append a text in UTF-16 and a zero after it. Its length in code units, that zero included, is
   * `text.length + 1`.
   */
  utf16z(text: string): this {
    for (let i = 0; i < text.length; i++) this.uint16(text.charCodeAt(i));
    return this.uint16(0);
  }

  /** Append what another has. */
  append(other: ByteWriter): this {
    const bytes = other.toBytes();
    const at = this.#grow(bytes.length);
    this.#bytes.set(bytes, at);
    return this;
  }

  /** Bytes so far. */
  get length(): number {
    return this.#length;
  }

  /** A copy of the bytes so far. */
  toBytes(): Uint8Array {
    return this.#bytes.slice(0, this.#length);
  }

  /**
   * Make room for more bytes, and say where they begin. What was `#view` before may not be it
   * afterwards.
   */
  #grow(count: number): number {
    const at = this.#length;
    this.#length += count;
    if (this.#length > this.#bytes.length) {
      const bytes = new Uint8Array(2 * this.#length);
      bytes.set(this.#bytes);
      this.#bytes = bytes;
      this.#view = new DataView(bytes.buffer);
    }
    return at;
  }
}
