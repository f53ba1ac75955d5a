import { type FileHandle, open } from 'node:fs/promises';

/** Tags of TIFF 6.0, section 8, and of DNG 1.7, chapter 4. */
const NEW_SUBFILE_TYPE = 254;
const DNG_VERSION = 50706;
/** Bit of NewSubfileType: a reduced version of another picture in the file. */
const REDUCED = 1;

/**
 * Detect whether a TIFF is a raw file of a camera (DNG, NEF, CR2, ARW, PEF and others), whose first
 * picture is a preview: one that is marked as DNG or CR2, or whose first directory is marked as a
 * reduced version.
 *
 * BigTIFF is not detected: no camera writes it.
 */
export async function isCameraRaw(path: string): Promise<boolean> {
  let file: FileHandle | undefined;
  try {
    file = await open(path, 'r');
    const head = await readAt(file, 0, 10);
    const isLittle = head.toString('latin1', 0, 2) === 'II';
    const u16 = (bytes: Buffer, at: number) => (isLittle ? bytes.readUInt16LE(at) : bytes.readUInt16BE(at));
    const u32 = (bytes: Buffer, at: number) => (isLittle ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at));
    if (u16(head, 2) !== 42) return false;
    if (head.toString('latin1', 8, 10) === 'CR') return true;
    const directory = u32(head, 4);
    const count = u16(await readAt(file, directory, 2), 0);
    const entries = await readAt(file, directory + 2, 12 * count);
    for (let at = 0; at + 12 <= entries.length; at += 12) {
      const tag = u16(entries, at);
      if (tag === DNG_VERSION) return true;
      if (tag === NEW_SUBFILE_TYPE && (u32(entries, at + 8) & REDUCED) !== 0) return true;
    }
    return false;
  } catch (error) {
    // A directory outside the file: the decoder reports the damage.
    if (error instanceof RangeError) return false;
    throw error;
  } finally {
    await file?.close();
  }
}

async function readAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position);
  return buffer.subarray(0, bytesRead);
}
