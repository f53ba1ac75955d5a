import type { DecodeRun } from '../../../core/frame/index.ts';
import { type FfmpegTrack, isBareTrack } from './probe.ts';

/**
 * What `ffmpeg -ss` takes away from the time it is given, microseconds, where a track reorders its frames and the container is not
 * marked as one that is sought by presentation time: 3 frames at 23 a second (fftools/ffmpeg_opt.c, `dts_heuristic`).
 */
const REORDERING_ALLOWANCE = Math.floor(3_000_000 / 23);

/**
 * Choose the time to give to `ffmpeg -ss` so that it enters at a key packet, or before it.
 *
 * MP4 is sought by presentation time; Matroska too, although FFmpeg does not mark it so, hence the allowance is given back, or it
 * would enter a group of pictures early; all others by decoding time.
 *
 * @returns microseconds on the container's clock, or null to begin with the film, as bare streams must.
 */
export function chooseSeek(track: FfmpegTrack, entry: DecodeRun['entry']): number | null {
  if (entry.packet === 0 || isBareTrack(track)) return null;
  const isMatroska = /\bmatroska\b/.test(track.container);
  const isByPresentation = isMatroska || /\bmov\b/.test(track.container);
  const ticks = isByPresentation || Number.isNaN(entry.dts) ? entry.pts : entry.dts;
  if (Number.isNaN(ticks)) return null;
  // Rounded up, or it would be before the packet by less than a microsecond and enter a group early.
  const microseconds = Math.ceil((ticks * track.timeBase.num * 1e6) / track.timeBase.den);
  return microseconds + (isMatroska && track.hasReordering ? REORDERING_ALLOWANCE : 0);
}
