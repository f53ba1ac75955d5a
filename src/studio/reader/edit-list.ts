/** A box of ISO base media: where its content lies in its file, bytes. */
interface Box {
  readonly type: string;
  readonly from: number;
  readonly to: number;
}

/** More than the index of any film: a box that claims more is not read. */
const MAX_INDEX_BYTES = 256 * 2 ** 20;

/**
 * Find out when the edit list of a track ends, on the track's own time, which mediabunny does not tell (ISO/IEC 14496-12, 8.6.6).
 *
 * @param trackId as its header states it.
 * @returns seconds; Infinity where no edit list ends the track.
 */
export async function findEditEnd(file: Blob, trackId: number): Promise<number> {
  const movie = await readMovie(file);
  if (movie === null) return Number.POSITIVE_INFINITY;
  const boxes = [...listBoxes(movie, 0, movie.byteLength)];
  const header = boxes.find(({ type }) => type === 'mvhd');
  const timescale = header && movie.getUint32(header.from + (movie.getUint8(header.from) === 1 ? 20 : 12));
  const track = boxes.find((box) => box.type === 'trak' && readTrackId(movie, box) === trackId);
  const list = track && findBox(movie, track, 'edts', 'elst');
  if (!list || !timescale) return Number.POSITIVE_INFINITY;
  const end = sumDurations(movie, list);
  // A duration of 0 means all of the track, as in files of fragments.
  return end === 0 ? Number.POSITIVE_INFINITY : end / timescale;
}

/** Read the content of the box `moov`, or null. */
async function readMovie(file: Blob): Promise<DataView | null> {
  for (let at = 0; at + 8 <= file.size; ) {
    const head = new DataView(await file.slice(at, at + 16).arrayBuffer());
    const [box] = listBoxes(head, 0, head.byteLength, file.size - at);
    if (box === undefined) return null;
    if (box.type === 'moov') {
      if (box.to - box.from > MAX_INDEX_BYTES) return null;
      return new DataView(await file.slice(at + box.from, at + box.to).arrayBuffer());
    }
    at += box.to;
  }
  return null;
}

/** List the boxes of a stretch. @param end where the last may end, if that is beyond what was read. */
function* listBoxes(data: DataView, from: number, to: number, end: number = to): Generator<Box, void, undefined> {
  for (let at = from; at + 8 <= to; ) {
    const type = String.fromCharCode(...[4, 5, 6, 7].map((i) => data.getUint8(at + i)));
    const short = data.getUint32(at);
    const isLong = short === 1 && at + 16 <= to;
    const size = isLong ? Number(data.getBigUint64(at + 8)) : short === 0 ? end - at : short;
    const head = isLong ? 16 : 8;
    if (size < head || at + size > end) return;
    yield { type, from: at + head, to: at + size };
    at += size;
  }
}

/** Find a box by the types on the way to it. */
function findBox(data: DataView, box: Box, ...path: readonly string[]): Box | undefined {
  const [type, ...rest] = path;
  if (type === undefined) return box;
  const inside = [...listBoxes(data, box.from, box.to)].find((each) => each.type === type);
  return inside && findBox(data, inside, ...rest);
}

function readTrackId(data: DataView, track: Box): number | undefined {
  const header = findBox(data, track, 'tkhd');
  return header && data.getUint32(header.from + (data.getUint8(header.from) === 1 ? 20 : 12));
}

/** Add up the durations of an edit list as far as mediabunny follows it: empty edits, and the first that is not. */
function sumDurations(data: DataView, { from, to }: Box): number {
  const isLong = data.getUint8(from) === 1;
  const step = isLong ? 20 : 12;
  const count = data.getUint32(from + 4);
  let sum = 0;
  for (let i = 0, at = from + 8; i < count && at + step <= to; i++, at += step) {
    const duration = isLong ? Number(data.getBigUint64(at)) : data.getUint32(at);
    const time = isLong ? Number(data.getBigInt64(at + 8)) : data.getInt32(at + 4);
    sum += duration;
    if (time !== -1) return duration === 0 ? 0 : sum;
  }
  return 0;
}
