import type { FormatContext, IRational, Stream } from 'node-av/lib';
import type { DolbyVision, Ratio } from '../../../core/frame/index.ts';
import { type DurationClaim, readDurationClaim } from '../formats/claimed-duration.ts';
import { readTag } from './container.ts';
import type { Libav } from './libav.ts';
import { readTicks } from './packets.ts';

/**
 * Choose the container's pixel aspect over the picture's own, as FFmpeg's `av_guess_sample_aspect_ratio` does (libavformat): it was
 * written later. Square where neither states one.
 */
export function choosePixelAspect(container: IRational, picture: IRational): Ratio {
  const stated = [container, picture].find(({ num, den }) => num > 0 && den > 0);
  return stated === undefined ? { num: 1, den: 1 } : { num: stated.num, den: stated.den };
}

/** Read the Dolby Vision configuration of a stream, FFmpeg's AVDOVIDecoderConfigurationRecord of one byte a field, or null. */
export function readVision(stream: Stream, { AV_PKT_DATA_DOVI_CONF }: Libav['constants']): DolbyVision | null {
  const record = stream.codecpar.getCodedSideData(AV_PKT_DATA_DOVI_CONF);
  return record === null || record.length < 8 ? null : { profile: record[2]!, compatibility: record[7]! };
}

/** Read the nine 32-bit integers of a display matrix, or null. */
export function readMatrix(data: Buffer | null): readonly number[] | null {
  return data === null || data.length < 36 ? null : Array.from({ length: 9 }, (_, i) => data.readInt32LE(4 * i));
}

/** Take the container's average frame rate, or frames over duration where it states none. */
export function chooseFrameRate(stated: IRational, frames: number, seconds: number): Ratio {
  if (stated.num > 0 && stated.den > 0) return { num: stated.num, den: stated.den };
  return { num: Math.max(1, Math.round((1000 * frames) / Math.max(seconds, 1e-3))), den: 1000 };
}

/** Read how long the container claims the track to be. */
export function readClaim({ duration, timeBase, metadata }: Stream): DurationClaim | null {
  return readDurationClaim(readTicks(duration), timeBase, (name) => readTag(metadata, name));
}

/** Name the binding and the FFmpeg inside it. */
export function nameBackend(libav: Libav): { name: string; version: string } {
  return { name: 'libav', version: libav.lib.getFFmpegInfo().version };
}

/** Read the film's title from the track's or the container's tags, or null. */
export function readTitle(stream: Stream, container: FormatContext): string | null {
  return readTag(stream.metadata, 'title') ?? readTag(container.metadata, 'title');
}
