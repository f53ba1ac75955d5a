import type { FormatContext, Stream } from 'node-av/lib';
import type { DolbyVision } from '../../../core/frame/index.ts';
import { type DurationClaim, readDurationClaim } from '../formats/claimed-duration.ts';
import { readTag } from './container.ts';
import type { Libav } from './libav.ts';
import { readTicks } from './packets.ts';

/** Read the Dolby Vision configuration of a stream (AVDOVIDecoderConfigurationRecord, one byte per field), or null. */
export function readVision(stream: Stream, { AV_PKT_DATA_DOVI_CONF }: Libav['constants']): DolbyVision | null {
  const record = stream.codecpar.getCodedSideData(AV_PKT_DATA_DOVI_CONF);
  return record === null || record.length < 8 ? null : { profile: record[2]!, compatibility: record[7]! };
}

/** Read the nine 32-bit integers of a display matrix; null if absent. */
export function readMatrix(data: Buffer | null): readonly number[] | null {
  return data === null || data.length < 36 ? null : Array.from({ length: 9 }, (_, i) => data.readInt32LE(4 * i));
}

/** Read the duration that the container claims for a track. */
export function readClaim({ duration, timeBase, metadata }: Stream): DurationClaim | null {
  return readDurationClaim(readTicks(duration), timeBase, (name) => readTag(metadata, name));
}

/** The versions of the binding and of its FFmpeg. */
export function nameBackend(libav: Libav): { name: string; version: string } {
  return { name: 'libav', version: libav.lib.getFFmpegInfo().version };
}

/** Read the film's title from the track's or the container's tags; null if absent. */
export function readTitle(stream: Stream, container: FormatContext): string | null {
  return readTag(stream.metadata, 'title') ?? readTag(container.metadata, 'title');
}
