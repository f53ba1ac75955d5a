import {
  type ColorTags,
  type DolbyVision,
  findBox,
  type IsoBox,
  listBoxes,
  nameColorTags,
  readAfterTimes,
  readDolbyVision,
  typeAt,
} from '../../../core/frame/index.ts';

/** What an MP4 states about a track besides its codec, and mediabunny does not report. */
export interface SampleEntry {
  /** Whether it uses Common Encryption (ISO/IEC 23001-7). */
  readonly isEncrypted: boolean;
  readonly dolbyVision: DolbyVision | null;
  /** Its `colr` box of type `nclx`, or null. */
  readonly tags: ColorTags | null;
}

/** Fields of a visual sample entry before its boxes (ISO/IEC 14496-12, 12.1.3). */
const VISUAL_FIELDS = 78;

/**
 * Read the first sample entry of each video track, by the container's number of the track.
 *
 * @param index the content of `moov`.
 */
export function readSampleEntries(index: DataView): ReadonlyMap<number, SampleEntry> {
  const entries = new Map<number, SampleEntry>();
  for (const { type, data } of listBoxes(index)) {
    const header = type === 'trak' ? findBox(data, ['tkhd']) : undefined;
    const handler = header && findBox(data, ['mdia', 'hdlr']);
    if (header === undefined || handler === undefined || typeAt(handler, 8) !== 'vide') continue;
    const descriptions = findBox(data, ['mdia', 'minf', 'stbl', 'stsd']);
    const entry = descriptions && [...listBoxes(descriptions, 8)][0];
    if (entry !== undefined && entry.data.byteLength >= VISUAL_FIELDS) {
      entries.set(readAfterTimes(header), describeEntry(entry));
    }
  }
  return entries;
}

function describeEntry({ type, data }: IsoBox): SampleEntry {
  let dolbyVision: DolbyVision | null = null;
  let tags: ColorTags | null = null;
  let isEncrypted = type === 'encv';
  for (const box of listBoxes(data, VISUAL_FIELDS)) {
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
