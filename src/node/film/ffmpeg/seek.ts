import type { DecodeRun } from '../../../core/frame/index.ts';
import { type FfmpegTrack, isBareTrack } from './probe.ts';

/**
 * Microseconds that `ffmpeg -ss` subtracts from the given time if a track reorders frames and its
 * container is not marked as seekable by presentation time: 3 frames at 23 per second
 * (fftools/ffmpeg_opt.c, `dts_heuristic`).
 */
const REORDERING_ALLOWANCE = Math.floor(3_000_000 / 23);

/**
 * Choose the time for `ffmpeg -ss` so that decoding enters at a key packet, or before it.
 *
 * MP4 seeks by presentation time. So does Matroska, although FFmpeg does not mark it so: the
 * subtracted time is added back, otherwise FFmpeg would enter a group of pictures too early. All
 * others seek by decoding time.
 *
 * @returns microseconds on the container's clock; null to start at the beginning of the film, as
 * raw streams must.
 */
export function chooseSeek(track: FfmpegTrack, entry: DecodeRun['entry']): number | null {
  if (entry.packet === 0 || isBareTrack(track)) return null;
  const isMatroska = /\bmatroska\b/.test(track.container);
  const isByPresentation = isMatroska || /\bmov\b/.test(track.container);
  const ticks = isByPresentation || Number.isNaN(entry.dts) ? entry.pts : entry.dts;
  if (Number.isNaN(ticks)) return null;
  // Rounded up: otherwise it would be less than a microsecond before the packet and enter a group
  // too early.
  const microseconds = Math.ceil((ticks * track.timeBase.num * 1e6) / track.timeBase.den);
  return microseconds + (isMatroska && track.hasReordering ? REORDERING_ALLOWANCE : 0);
}
