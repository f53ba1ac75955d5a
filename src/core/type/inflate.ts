/**
 * The part of the platform's streams that this file uses. Node (18 and later) and browsers have it,
 * but this room includes the types of neither.
 */
interface Inflater {
  readonly writable: {
    getWriter(): { write(chunk: Uint8Array): Promise<void>; close(): Promise<void>; readonly closed: Promise<void> };
  };
  readonly readable: {
    getReader(): {
      read(): Promise<{ readonly done: boolean; readonly value?: Uint8Array }>;
      cancel(): Promise<void>;
      readonly closed: Promise<void>;
    };
  };
}
declare const DecompressionStream: new (format: 'deflate') => Inflater;

/**
 * Decompress zlib data (RFC 1950).
 *
 * @param length of the result, bytes. The function never holds more.
 * @throws {TypeError | RangeError} when the data are damaged, or of another length.
 */
export async function inflate(bytes: Uint8Array, length: number): Promise<Uint8Array> {
  const { writable, readable } = new DecompressionStream('deflate');
  const [writer, reader] = [writable.getWriter(), readable.getReader()];
  // Damaged data reject all of these promises. The reader reports the error. A rejection without a
  // handler would end the process.
  for (const promise of [writer.write(bytes), writer.close(), writer.closed, reader.closed]) promise.catch(() => {});
  const result = new Uint8Array(length);
  let end = 0;
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    const chunk = read.value!;
    if (end + chunk.length > length) {
      reader.cancel().catch(() => {});
      throw new RangeError(`expected ${length} bytes, got more`);
    }
    result.set(chunk, end);
    end += chunk.length;
  }
  if (end < length) throw new RangeError(`expected ${length} bytes, got ${end}`);
  return result;
}
