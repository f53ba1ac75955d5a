import { findBox, listBoxes, readAfterTimes } from '../../../core/frame/index.ts';

/**
 * Find the end of a track's edit list in the track's own time (ISO/IEC 14496-12, 8.6.6), which
 * mediabunny does not report.
 *
 * @param index   the content of `moov`.
 * @param trackId the number in the header of the track.
 * @returns seconds; Infinity if no edit list ends the track.
 */
export function findEditEnd(index: DataView, trackId: number): number {
  const header = findBox(index, ['mvhd']);
  const timescale = header?.getUint32(header.getUint8(0) === 1 ? 20 : 12);
  for (const { type, data } of listBoxes(index)) {
    const track = type === 'trak' ? findBox(data, ['tkhd']) : undefined;
    if (track === undefined || readAfterTimes(track) !== trackId) continue;
    const list = findBox(data, ['edts', 'elst']);
    const end = list === undefined ? 0 : sumDurations(list);
    // A duration of 0 means the whole track, as in fragmented files.
    return end === 0 || !timescale ? Number.POSITIVE_INFINITY : end / timescale;
  }
  return Number.POSITIVE_INFINITY;
}

/**
 * Add up the durations of an edit list as far as mediabunny follows it: the empty edits, and the
 * first edit that is not empty.
 */
function sumDurations(list: DataView): number {
  const isLong = list.getUint8(0) === 1;
  const step = isLong ? 20 : 12;
  const count = list.getUint32(4);
  let sum = 0;
  for (let i = 0, at = 8; i < count && at + step <= list.byteLength; i++, at += step) {
    const duration = isLong ? Number(list.getBigUint64(at)) : list.getUint32(at);
    const time = isLong ? Number(list.getBigInt64(at + 8)) : list.getInt32(at + 4);
    sum += duration;
    if (time !== -1) return duration === 0 ? 0 : sum;
  }
  return 0;
}
