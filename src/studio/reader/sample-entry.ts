import { type ColorTags, type DolbyVision, nameColorTags, readDolbyVision } from '../../frame/index.ts';

/** What an MP4 says of a track beside its codec, and mediabunny does not pass on. */
export interface SampleEntry {
  /** Common Encryption (ISO/IEC 23001-7). */
  readonly isEncrypted: boolean;
  readonly dolbyVision: DolbyVision | null;
  /** Its `colr` box of type `nclx`, or null. */
  readonly tags: ColorTags | null;
}

/** Bytes of the index at most: that of a day of film has some ten million. */
const MAX_INDEX = 256 * 1024 * 1024;
/** Fields of a visual sample entry before its boxes (ISO/IEC 14496-12, 12.1.3). */
const VISUAL_FIELDS = 78;

/** A box: its type and its content. */
interface Box {
  readonly type: string;
  readonly data: DataView;
}

const typeAt = (view: DataView, at: number): string =>
  String.fromCharCode(...[0, 1, 2, 3].map((i) => view.getUint8(at + i)));

function* readBoxes(view: DataView, start = 0): Generator<Box, void, undefined> {
  for (let at = start; at + 8 <= view.byteLength; ) {
    const size = view.getUint32(at) || view.byteLength - at;
    if (size < 8 || at + size > view.byteLength) return;
    yield { type: typeAt(view, at + 4), data: new DataView(view.buffer, view.byteOffset + at + 8, size - 8) };
    at += size;
  }
}

function findBox(view: DataView, [type, ...deeper]: readonly string[]): DataView | undefined {
  for (const box of readBoxes(view)) {
    if (box.type === type) return deeper.length === 0 ? box.data : findBox(box.data, deeper);
  }
  return undefined;
}

/** Read the index of an MP4 or MOV: the content of its `moov` box, wherever it lies. */
async function readIndex(file: Blob): Promise<DataView | null> {
  for (let at = 0; at + 8 <= file.size; ) {
    const header = new DataView(await file.slice(at, at + 16).arrayBuffer());
    const type = typeAt(header, 4);
    // Of any other file these are not the letters of a type.
    if (!/^[a-z ]{4}$/.test(type)) return null;
    const short = header.getUint32(0);
    const size = short === 1 && header.byteLength === 16 ? Number(header.getBigUint64(8)) : short || file.size - at;
    if (size < 8) return null;
    if (type === 'moov') {
      return size > MAX_INDEX ? null : new DataView(await file.slice(at + 8, at + size).arrayBuffer());
    }
    at += size;
  }
  return null;
}

/**
 * Read the first sample entry of each video track, by the container's number of the track.
 *
 * @returns none for a file that is no MP4.
 */
export async function readSampleEntries(file: Blob): Promise<ReadonlyMap<number, SampleEntry>> {
  const entries = new Map<number, SampleEntry>();
  const index = await readIndex(file);
  if (index === null) return entries;
  for (const { type, data } of readBoxes(index)) {
    const header = type === 'trak' ? findBox(data, ['tkhd']) : undefined;
    const handler = header && findBox(data, ['mdia', 'hdlr']);
    if (header === undefined || handler === undefined || typeAt(handler, 8) !== 'vide') continue;
    const descriptions = findBox(data, ['mdia', 'minf', 'stbl', 'stsd']);
    const entry = descriptions && [...readBoxes(descriptions, 8)][0];
    // The times before the track's number are longer in version 1.
    const id = header.getUint32(header.getUint8(0) === 1 ? 20 : 12);
    if (entry !== undefined && entry.data.byteLength >= VISUAL_FIELDS) entries.set(id, describeEntry(entry));
  }
  return entries;
}

function describeEntry({ type, data }: Box): SampleEntry {
  let dolbyVision: DolbyVision | null = null;
  let tags: ColorTags | null = null;
  let isEncrypted = type === 'encv';
  for (const box of readBoxes(data, VISUAL_FIELDS)) {
    if (box.type === 'sinf') isEncrypted = true;
    if (/^dv[cvw]C$/.test(box.type)) {
      dolbyVision = readDolbyVision(new Uint8Array(box.data.buffer, box.data.byteOffset, box.data.byteLength));
    }
    if (box.type === 'colr' && box.data.byteLength >= 11 && typeAt(box.data, 0) === 'nclx') {
      const [primaries, transfer, matrix] = [4, 6, 8].map((at) => box.data.getUint16(at)) as [number, number, number];
      tags = nameColorTags({ primaries, transfer, matrix, range: box.data.getUint8(10) >> 7 ? 2 : 1 });
    }
  }
  return { isEncrypted, dolbyVision, tags };
}
