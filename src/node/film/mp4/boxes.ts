/** Where the content of a box lies, bytes. */
export interface Box {
  /** Four characters. */
  readonly type: string;
  readonly start: number;
  readonly end: number;
}

/**
 * Maximum boxes side by side: far above those of a film, and few enough for a hostile file to cost
 * nothing.
 */
export const MAX_BOXES = 4096;

/** Bytes of a box's size and type, and of both with a size of 64 bits. */
export const HEADER_BYTES = 8;
export const LONG_HEADER_BYTES = 16;

/**
 * Read the header of a box (ISO/IEC 14496-12, 4.2).
 *
 * @param head view of at least {@link HEADER_BYTES}, and of {@link LONG_HEADER_BYTES} where the box
 *   has as many.
 * @param from where the box begins.
 * @param limit where what holds the box ends. A box of size 0 ends there.
 * @returns null for a box that is too small for its header, or larger than what holds it.
 */
export function readBox(head: DataView, from: number, limit: number): Box | null {
  const size = head.getUint32(0);
  const type = readType(head, 4);
  const isLong = size === 1;
  if (isLong && head.byteLength < LONG_HEADER_BYTES) return null;
  const start = from + (isLong ? LONG_HEADER_BYTES : HEADER_BYTES);
  const end = size === 0 ? limit : from + (isLong ? Number(head.getBigUint64(8)) : size);
  return end >= start && end <= limit ? { type, start, end } : null;
}

/** Read the four characters that name a type. */
export const readType = (data: DataView, at: number): string =>
  String.fromCharCode(data.getUint8(at), data.getUint8(at + 1), data.getUint8(at + 2), data.getUint8(at + 3));

/** List the boxes in a part of a box; null if they do not fill it, or are too many. */
export function listBoxes(data: DataView, { start, end }: Pick<Box, 'start' | 'end'>): Box[] | null {
  const boxes: Box[] = [];
  for (let at = start; at < end; ) {
    const rest = Math.min(LONG_HEADER_BYTES, end - at);
    const box = rest < HEADER_BYTES ? null : readBox(new DataView(data.buffer, data.byteOffset + at, rest), at, end);
    if (box === null || boxes.length === MAX_BOXES) return null;
    boxes.push(box);
    at = box.end;
  }
  return boxes;
}
