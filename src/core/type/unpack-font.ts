import { inflate } from './inflate.ts';

/**
 * Maximum size of an unpacked font, bytes: about twice the size of the largest fonts, of 65,535
 * Chinese characters.
 */
const MAX_BYTES = 64 * 1024 * 1024;

/**
 * Unpack a web font, WOFF or WOFF2, to the TrueType or OpenType file inside. Other bytes are
 * returned unchanged.
 *
 * @throws {TypeError} when a packed font is damaged, or larger than 64 MiB once unpacked.
 */
export async function unpackFont(bytes: Uint8Array): Promise<Uint8Array> {
  const signature = String.fromCharCode(...bytes.subarray(0, 4));
  if (signature !== 'wOFF' && signature !== 'wOF2') return bytes;
  try {
    if (signature === 'wOFF') return await unpackWoff(bytes);
    // Bytes 16 to 19 of the header, in both formats, are the unpacked size.
    checkSize(viewOf(bytes).getUint32(16));
    const { default: decompress } = await import('woff2-encoder/decompress');
    return await decompress(bytes);
  } catch (cause) {
    throw new TypeError(`\`bytes\`: expected a ${signature === 'wOFF' ? 'WOFF' : 'WOFF2'} font, this one is damaged`, {
      cause,
    });
  }
}

/** Lengths of WOFF's header and of an entry in its directory, and of those of the file inside. */
const HEADER = 44;
const ENTRY = 20;
const SFNT_HEADER = 12;
const SFNT_ENTRY = 16;

/**
 * Unpack WOFF 1.0. Each table is compressed separately, with zlib, or not compressed.
 *
 * @see https://www.w3.org/TR/WOFF/ sections 3 to 5
 */
async function unpackWoff(bytes: Uint8Array): Promise<Uint8Array> {
  const source = viewOf(bytes);
  const size = checkSize(source.getUint32(16));
  const tables = source.getUint16(12);
  const result = new Uint8Array(size);
  const target = new DataView(result.buffer);
  target.setUint32(0, source.getUint32(4));
  target.setUint16(4, tables);
  // Fields for binary searches, which readers no longer use: range, selector and shift of the
  // number of tables.
  const selector = Math.floor(Math.log2(tables));
  target.setUint16(6, 2 ** selector * SFNT_ENTRY);
  target.setUint16(8, selector);
  target.setUint16(10, tables * SFNT_ENTRY - 2 ** selector * SFNT_ENTRY);
  let end = SFNT_HEADER + tables * SFNT_ENTRY;
  for (let i = 0; i < tables; i++) {
    const entry = HEADER + i * ENTRY;
    const [tag, offset, packed, length, checksum] = [0, 4, 8, 12, 16].map((at) => source.getUint32(entry + at));
    const body = bytes.subarray(offset, offset! + packed!);
    if (body.length < packed! || end + length! > size) throw new RangeError('a table lies outside the file');
    result.set(packed! < length! ? await inflate(body, length!) : body, end);
    for (const [j, value] of [tag, checksum, end, length].entries()) {
      target.setUint32(SFNT_HEADER + i * SFNT_ENTRY + j * 4, value!);
    }
    end += (length! + 3) & ~3;
  }
  return result;
}

function checkSize(size: number): number {
  if (size > MAX_BYTES) throw new RangeError(`expected at most ${MAX_BYTES} bytes once unpacked, got ${size}`);
  return size;
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
