/** Bytes of the signature and of IHDR, which comes first (PNG, third edition, 5.2 and 11.2.1). */
const HEADER_BYTES = 8 + 25;
const METRES_PER_INCH = 0.0254;

/**
 * Add the print resolution to a PNG: a `pHYs` chunk after its header (PNG, third edition,
 * 11.3.4.3).
 *
 * @param png a whole file without `pHYs`. Not modified.
 */
export function setPngDensity(png: Uint8Array, dpi: number): Uint8Array<ArrayBuffer> {
  const chunk = new DataView(new ArrayBuffer(21));
  chunk.setUint32(0, 9);
  for (const [i, letter] of [...'pHYs'].entries()) chunk.setUint8(4 + i, letter.charCodeAt(0));
  const perMetre = Math.round(dpi / METRES_PER_INCH);
  chunk.setUint32(8, perMetre);
  chunk.setUint32(12, perMetre);
  chunk.setUint8(16, 1);
  chunk.setUint32(17, crc32(new Uint8Array(chunk.buffer, 4, 13)));
  const file = new Uint8Array(png.length + chunk.byteLength);
  file.set(png.subarray(0, HEADER_BYTES));
  file.set(new Uint8Array(chunk.buffer), HEADER_BYTES);
  file.set(png.subarray(HEADER_BYTES), HEADER_BYTES + chunk.byteLength);
  return file;
}

/** PNG, third edition, annex D. */
function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? 0xedb88320 ^ (crc >>> 1) : crc >>> 1;
  }
  return (crc ^ 0xffffffff) >>> 0;
}
