/** A box of ISO base media (ISO/IEC 14496-12, 4.2): its type and its content. */
export interface IsoBox {
  readonly type: string;
  readonly data: DataView;
}

/** Maximum bytes of the index. The index of a day of film has about ten million. */
const MAX_INDEX_BYTES = 256 * 2 ** 20;

/** Maximum boxes side by side, far above those of a film: a hostile file has millions of empty ones. */
const MAX_BOXES = 4096;

/** A file of which parts can be read. */
export interface FileParts {
  /** Bytes. */
  readonly size: number;
  /** Read a part; fewer bytes where the file ends. */
  read(at: number, bytes: number): Promise<DataView>;
}

/** Read the four letters of a type. */
export const typeAt = (view: DataView, at: number): string =>
  String.fromCharCode(...[0, 1, 2, 3].map((i) => view.getUint8(at + i)));

/**
 * List the boxes of a content from `start`, up to {@link MAX_BOXES}. A box that exceeds the content
 * ends the list.
 */
export function* listBoxes(view: DataView, start = 0): Generator<IsoBox, void, undefined> {
  let at = start;
  for (let boxes = 0; boxes < MAX_BOXES && at + 8 <= view.byteLength; boxes++) {
    const size = view.getUint32(at) || view.byteLength - at;
    if (size < 8 || at + size > view.byteLength) return;
    yield { type: typeAt(view, at + 4), data: new DataView(view.buffer, view.byteOffset + at + 8, size - 8) };
    at += size;
  }
}

/** Find the content of a box by the types on the path to it. */
export function findBox(view: DataView, [type, ...deeper]: readonly string[]): DataView | undefined {
  for (const box of listBoxes(view)) {
    if (box.type === type) return deeper.length === 0 ? box.data : findBox(box.data, deeper);
  }
  return undefined;
}

/**
 * Read the index of an MP4 or MOV: the content of its `moov` box, anywhere in the file; null for
 * any other file.
 */
export async function readIndex(file: FileParts): Promise<DataView | null> {
  let at = 0;
  for (let boxes = 0; boxes < MAX_BOXES && at + 8 <= file.size; boxes++) {
    const header = await file.read(at, 16);
    // Another process may have cut the file.
    if (header.byteLength < 8) return null;
    const type = typeAt(header, 4);
    // In any other file, these are not the letters of a type.
    if (!/^[a-z ]{4}$/.test(type)) return null;
    const short = header.getUint32(0);
    const isLong = short === 1 && header.byteLength === 16;
    const size = isLong ? Number(header.getBigUint64(8)) : short || file.size - at;
    const head = isLong ? 16 : 8;
    if (size < head) return null;
    if (type === 'moov') {
      return size > MAX_INDEX_BYTES ? null : file.read(at + head, size - head);
    }
    at += size;
  }
  return null;
}

/**
 * Read the number behind the two times that a header begins with, which are longer in version 1: a
 * track's number in `tkhd`, the ticks per second in `mvhd` and `mdhd`.
 */
export const readAfterTimes = (header: DataView): number => header.getUint32(header.getUint8(0) === 1 ? 20 : 12);
