import { listBoxes, readAfterTimes, typeAt } from './boxes.ts';

/**
 * The samples of a track in decoding order, as the tables of an MP4 or QuickTime file state them
 * (ISO/IEC 14496-12, 8.6 and 8.7). Times are ticks of the track, before its edit list. Shapes (n,).
 */
export interface SampleTable {
  /** Ticks per second. */
  readonly timescale: number;
  /** Four characters that name the format of the samples: `avc1`. */
  readonly format: string;
  readonly dts: Float64Array;
  readonly pts: Float64Array;
  readonly durations: Float64Array;
  /** Bytes. */
  readonly sizes: Float64Array;
  /** Byte position of each sample in the file. */
  readonly positions: Float64Array;
  /** 1 for samples that the table of sync samples lists; all of them where it is absent. */
  readonly sync: Uint8Array;
}

/** Maximum samples: 19 hours at 60 frames per second. */
const MAX_SAMPLES = 2 ** 22;

/**
 * Boxes of a sample table that change which samples are key, or how they are read. Nearly no film
 * has them.
 */
const UNUSUAL = ['stps', 'sgpd', 'sbgp', 'senc', 'saiz', 'saio'];

/** A table that is not as nearly all films have it, so that only reading the film shows its packets. */
class UnusualTableError extends Error {}

/**
 * Read the sample table of a track.
 *
 * @param index the content of the box `moov`.
 * @param id the track's `track_ID`.
 * @returns null where the table is damaged, or has parts whose effect is not known here: several
 *   sample descriptions, edits that hide frames, fragments.
 */
export function readSampleTable(index: DataView, id: number): SampleTable | null {
  try {
    return readTrack(index, id);
  } catch (error) {
    // A view throws for a position outside of it: the table claims more than there is.
    if (error instanceof UnusualTableError || error instanceof RangeError) return null;
    throw error;
  }
}

function readTrack(index: DataView, id: number): SampleTable {
  const movie = openBox(index);
  if (movie.has('mvex')) throw new UnusualTableError();
  const movieScale = readAfterTimes(movie.get('mvhd'));
  const tracks = movie.all('trak').map((data) => openBox(data));
  const matching = tracks.filter((track) => readAfterTimes(track.get('tkhd')) === id);
  if (matching.length !== 1) throw new UnusualTableError();
  const track = matching[0]!;
  const media = track.open('mdia');
  const table = media.open('minf').open('stbl');
  if (UNUSUAL.some((type) => table.has(type))) throw new UnusualTableError();

  const descriptions = table.get('stsd');
  if (descriptions.getUint32(4) !== 1) throw new UnusualTableError();
  // The number of descriptions is followed by the size and the format of the first.
  const format = typeAt(descriptions, 12);
  const timescale = readAfterTimes(media.get('mdhd'));
  const sizes = readSizes(table.get('stsz'));
  const durations = readRuns(table.get('stts'), sizes.length, (data, at) => data.getUint32(at));
  if (durations.some((ticks) => ticks === 0 || ticks >= 2 ** 31)) throw new UnusualTableError();
  const dts = new Float64Array(sizes.length);
  for (let i = 1; i < dts.length; i++) dts[i] = dts[i - 1]! + durations[i - 1]!;
  const pts = dts.slice();
  if (table.has('ctts')) {
    const offsets = readRuns(table.get('ctts'), sizes.length, (data, at) => data.getInt32(at));
    for (let i = 0; i < pts.length; i++) pts[i] = pts[i]! + offsets[i]!;
  }
  const positions = readPositions(table, sizes);
  const sync = readSync(table, sizes.length);
  if (track.has('edts')) checkEdits(track.open('edts').get('elst'), pts, timescale / movieScale);
  return { timescale, format, dts, pts, durations, sizes, positions, sync };
}

/** The boxes in a box, by type. */
interface OpenBox {
  has(type: string): boolean;
  /** The contents of all boxes of a type. */
  all(type: string): readonly DataView[];
  /** The content of the one box of a type. */
  get(type: string): DataView;
  open(type: string): OpenBox;
}

function openBox(content: DataView): OpenBox {
  const boxes = [...listBoxes(content)];
  const all = (type: string) => boxes.filter((box) => box.type === type).map(({ data }) => data);
  const get = (type: string): DataView => {
    const [data, ...others] = all(type);
    if (data === undefined || others.length > 0) throw new UnusualTableError();
    return data;
  };
  return { all, get, has: (type) => all(type).length > 0, open: (type) => openBox(get(type)) };
}

function readSizes(data: DataView): Float64Array {
  const size = data.getUint32(4);
  const count = data.getUint32(8);
  if (count === 0 || count > MAX_SAMPLES) throw new UnusualTableError();
  const sizes = new Float64Array(count);
  for (let i = 0; i < count; i++) sizes[i] = size === 0 ? data.getUint32(12 + 4 * i) : size;
  // A sample without content is skipped by some readers and not by others.
  if (sizes.includes(0)) throw new UnusualTableError();
  return sizes;
}

/** Read a table of runs, each a number of samples and their common value, which covers all samples. */
function readRuns(data: DataView, count: number, read: (data: DataView, at: number) => number): Float64Array {
  const values = new Float64Array(count);
  const runs = data.getUint32(4);
  let sample = 0;
  for (let run = 0; run < runs; run++) {
    const at = 8 + 8 * run;
    const end = sample + data.getUint32(at);
    if (end > count) throw new UnusualTableError();
    values.fill(read(data, at + 4), sample, end);
    sample = end;
  }
  if (sample !== count) throw new UnusualTableError();
  return values;
}

/** Samples lie one after another in chunks, and chunks with as many samples follow one another. */
function readPositions(table: OpenBox, sizes: Float64Array): Float64Array {
  const isLong = table.has('co64');
  const chunks = table.get(isLong ? 'co64' : 'stco');
  const chunkCount = chunks.getUint32(4);
  const chunkAt = (chunk: number): number =>
    isLong ? Number(chunks.getBigUint64(8 + 8 * chunk)) : chunks.getUint32(8 + 4 * chunk);
  const runs = table.get('stsc');
  const runCount = runs.getUint32(4);
  const positions = new Float64Array(sizes.length);
  let sample = 0;
  for (let run = 0; run < runCount; run++) {
    const at = 8 + 12 * run;
    const first = runs.getUint32(at) - 1;
    const end = run + 1 < runCount ? runs.getUint32(at + 12) - 1 : chunkCount;
    const samples = runs.getUint32(at + 4);
    if (first < 0 || end < first || end > chunkCount || runs.getUint32(at + 8) !== 1) throw new UnusualTableError();
    for (let chunk = first; chunk < end; chunk++) {
      if (sample + samples > sizes.length) throw new UnusualTableError();
      let position = chunkAt(chunk);
      for (const last = sample + samples; sample < last; sample++) {
        positions[sample] = position;
        position += sizes[sample]!;
      }
    }
  }
  if (sample !== sizes.length) throw new UnusualTableError();
  return positions;
}

function readSync(table: OpenBox, count: number): Uint8Array {
  const sync = new Uint8Array(count);
  if (!table.has('stss')) return sync.fill(1);
  const data = table.get('stss');
  const entries = data.getUint32(4);
  // An empty table says that no sample is key; readers then look into the samples.
  if (entries === 0) throw new UnusualTableError();
  for (let i = 0, before = 0; i < entries; i++) {
    const sample = data.getUint32(8 + 4 * i);
    if (sample <= before || sample > count) throw new UnusualTableError();
    sync[sample - 1] = 1;
    before = sample;
  }
  return sync;
}

/**
 * Check that an edit list only moves the film: one edit at normal speed that shows every sample,
 * perhaps after an empty one, which delays it.
 *
 * @param scale ticks of the track per tick of the movie.
 */
function checkEdits(data: DataView, pts: Float64Array, scale: number): void {
  const isLong = data.getUint8(0) === 1;
  const count = data.getUint32(4);
  const bytes = isLong ? 20 : 12;
  for (let edit = 0; edit < count; edit++) {
    const at = 8 + bytes * edit;
    const duration = isLong ? Number(data.getBigUint64(at)) : data.getUint32(at);
    const from = isLong ? Number(data.getBigInt64(at + 8)) : data.getInt32(at + 4);
    const isEmpty = from === -1;
    const isNormal = data.getUint32(at + bytes - 4) === 0x10000;
    if (!isNormal || isEmpty !== edit < count - 1 || edit > 1) throw new UnusualTableError();
    if (isEmpty) continue;
    const end = from + duration * scale;
    if (pts.some((time) => time < from || time >= end)) throw new UnusualTableError();
  }
}
