/**
 * Identifiers of elements, including their length markers: the header of a file, and the segment
 * that contains everything else (RFC 8794, 11.2.1; RFC 9559, 5.1).
 */
const EBML_HEADER = 0x1a45dfa3;
const SEGMENT = 0x18538067;

/** Bytes of either identifier, and the maximum bytes of a size. */
const ID_BYTES = 4;
const SIZE_BYTES = 8;

/**
 * Warn if a Matroska or WebM file contains more recordings after the one that mediabunny reads:
 * mediabunny stops at the end of the first segment.
 *
 * @returns a sentence without capital and full stop, or null; also null if the segment does not
 *   state its size.
 */
export async function warnOfTail(file: Blob): Promise<string | null> {
  const header = await readElement(file, 0);
  const segment = header?.id === EBML_HEADER ? await readElement(file, header.end) : null;
  const tail = segment?.id === SEGMENT ? await readElement(file, segment.end) : null;
  return tail?.id === EBML_HEADER
    ? 'several recordings are joined in this file, and only the first is read here; the command line reads all'
    : null;
}

/** Read the identifier and the end of an element; null if there is no element. */
async function readElement(file: Blob, at: number): Promise<{ id: number; end: number } | null> {
  const bytes = new DataView(await file.slice(at, at + ID_BYTES + SIZE_BYTES).arrayBuffer());
  if (bytes.byteLength < ID_BYTES + 1) return null;
  const first = bytes.getUint8(ID_BYTES);
  const length = Math.clz32(first) - 23;
  if (length > SIZE_BYTES || bytes.byteLength < ID_BYTES + length) return null;
  let size = first & (0xff >> length);
  for (let i = 1; i < length; i++) size = size * 256 + bytes.getUint8(ID_BYTES + i);
  return { id: bytes.getUint32(0), end: at + ID_BYTES + length + size };
}
