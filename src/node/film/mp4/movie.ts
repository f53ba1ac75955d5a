import { readSync } from 'node:fs';
import { HEADER_BYTES, LONG_HEADER_BYTES, MAX_BOXES, readBox } from './boxes.ts';

/** Maximum bytes of the tables of a film: those of 19 hours at 60 frames per second with sound. */
const MAX_MOVIE_BYTES = 2 ** 27;

/**
 * Read the tables of an MP4 or QuickTime file: the content of its box `moov`.
 *
 * @param file descriptor, open for reading.
 * @param size of the file, bytes.
 * @returns null if it has none, or fragments, whose tables are spread over the file.
 */
export function readMovie(file: number, size: number): DataView | null {
  let movie: DataView | null = null;
  let at = 0;
  for (let boxes = 0; at + HEADER_BYTES <= size; boxes++) {
    const box = readBox(readPart(file, at, Math.min(LONG_HEADER_BYTES, size - at)), at, size);
    if (box === null || box.type === 'moof' || boxes === MAX_BOXES) return null;
    if (box.type === 'moov') {
      if (movie !== null || box.end - box.start > MAX_MOVIE_BYTES) return null;
      movie = readPart(file, box.start, box.end - box.start);
    }
    at = box.end;
  }
  return movie;
}

/** Read a part of a file; zeros stand for what it no longer has. */
function readPart(file: number, at: number, length: number): DataView {
  const bytes = new Uint8Array(length);
  let done = 0;
  while (done < length) {
    const read = readSync(file, bytes, done, length - done, at + done);
    if (read === 0) break;
    done += read;
  }
  return new DataView(bytes.buffer);
}
