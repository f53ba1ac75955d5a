import type { DecodeRun } from '../../../core/frame/index.ts';
import { type FfmpegTrack, isBareTrack } from './probe.ts';

/**
 * Microseconds that `ffmpeg -ss` subtracts from the given time if a track reorders its frames and
 * the container is not marked as sought by presentation time: 3 frames at 23 per second
 * (fftools/ffmpeg_opt.c, `dts_heuristic`).
 */
const REORDERING_ALLOWANCE = Math.floor(3_000_000 / 23);

/**
 * Compute the time for `ffmpeg -ss` to enter at a key packet, or before it.
 *
 * MP4 is sought by presentation time. So is Matroska, although FFmpeg does not mark it; the
 * allowance is added back there, or FFmpeg would enter a group of pictures too early. All others
 * are sought by decoding time.
 *
 * @returns microseconds on the container's clock, or null to start at the film's start, as raw
 *   streams require.
 */
export function chooseSeek(track: FfmpegTrack, entry: DecodeRun['entry']): number | null {
  if (entry.packet === 0 || isBareTrack(track)) return null;
  const isMatroska = /\bmatroska\b/.test(track.container);
  const isByPresentation = isMatroska || /\bmov\b/.test(track.container);
  const ticks = isByPresentation || Number.isNaN(entry.dts) ? entry.pts : entry.dts;
  if (Number.isNaN(ticks)) return null;
  // Rounded up: a time less than a microsecond before the packet would enter a group too early.
  const microseconds = Math.ceil((ticks * track.timeBase.num * 1e6) / track.timeBase.den);
  return microseconds + (isMatroska && track.hasReordering ? REORDERING_ALLOWANCE : 0);
}
