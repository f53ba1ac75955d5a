/**
 * Check that a value is an integer in a range.
 *
 * @throws {TypeError} when it is not a number, {RangeError} when it is another number.
 */
export function checkInteger(name: string, value: unknown, from: number, to: number): asserts value is number {
  const message = `\`${name}\`: expected an integer from ${from} to ${to}, got ${show(value)}`;
  if (typeof value !== 'number') throw new TypeError(message);
  if (!Number.isInteger(value) || value < from || value > to) throw new RangeError(message);
}

/**
 * Check that a value is bytes of r g b triples, at least one.
 *
 * @throws {TypeError} when it is not a Uint8Array, {RangeError} when its length is 0 or not a
 *   multiple of 3.
 */
export function checkPixels(pixels: unknown): asserts pixels is Uint8Array {
  if (!(pixels instanceof Uint8Array)) throw new TypeError(`\`pixels\`: expected a Uint8Array, got ${show(pixels)}`);
  if (pixels.length === 0 || pixels.length % 3 !== 0) {
    throw new RangeError(`\`pixels\`: expected r g b triples, at least one, got ${pixels.length} values`);
  }
}

/** Format a refused value for a message: strings quoted, objects by their kind. */
export function show(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'object' && value !== null) return value.constructor?.name ?? 'an object';
  return String(value);
}
