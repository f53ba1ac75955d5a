import { type ClockPart, offsetAt, type Packets } from '../../../core/frame/index.ts';
import type { FfmpegInput } from './input.ts';
import type { FfmpegTrack } from './probe.ts';

/** A copy of packets of a track from one FFmpeg process to another, with the film's times. */
export interface PacketCopy {
  /** Arguments of the writing FFmpeg. */
  readonly args: readonly string[];
  /** Arguments of the reading FFmpeg. */
  readonly input: readonly string[];
  /** Ticks to add to the times in the copy, which must not be negative. */
  readonly lead: number;
}

/** Seconds before the first packet in which pictures may start: more than any decoder reorders. */
const LEAD_SECONDS = 60;

/**
 * NUT divides the ticks of a stream that has fewer per second (`nut_write_header` in
 * libavformat/nutenc.c).
 */
const NUT_TICKS_PER_SECOND = 48_000;

/**
 * Copy packets of a track, selected by their index, and give them the film's times. FFmpeg itself
 * identifies a packet only by its time, which in a film with several clocks may mean another
 * packet.
 *
 * The format of the copy is NUT: it supports every codec and time base, but no times below 0, and
 * the copying FFmpeg corrects decoding times that do not increase. Decoders do not need them, so
 * they are numbered.
 */
export function copyPackets(input: FfmpegInput, track: FfmpegTrack, { entry, packets, parts }: Packets): PacketCopy {
  const { num, den } = track.timeBase;
  const lead = Math.floor(entry.pts) - packets - Math.ceil((LEAD_SECONDS * den) / num);
  const end = entry.packet + packets;
  const chosen = `noise=drop='lt(n,${entry.packet})+gte(n,${end})'`;
  // Whether packets have ticks of the track or of the muxer depends on FFmpeg's version: both are
  // made equal.
  let fineness = 1;
  while ((den * fineness) / num < NUT_TICKS_PER_SECOND) fineness *= 2;
  const shift = `${fineness}*((${shiftBy(parts ?? [], entry.packet)})-(${lead}))`;
  const pts = `if(eq(PTS,NOPTS),N,PTS+${shift})`;
  return {
    args: [
      ...['-nostdin', '-nostats', '-loglevel', 'level+error', '-copyts', ...keepClock(track)],
      ...[...input.options, '-i', input.address, '-map', `0:${track.stream}`, '-c', 'copy', '-copyinkf'],
      ...[
        '-time_base',
        `${num}/${den * fineness}`,
        '-bsf:v',
        `${chosen},setts=pts='${pts}':dts='N'`,
        '-avoid_negative_ts',
        'disabled',
      ],
      // Correct whether packets are counted before or after dropping: the copy ends after the last
      // one.
      ...['-frames:v', `${end}`, '-f', 'nut', 'pipe:1'],
    ],
    input: ['-protocol_whitelist', 'pipe', '-format_whitelist', 'nut', '-f', 'nut', '-i', 'pipe:0'],
    lead,
  };
}

/** Express the offset of the packet `N`, counted from an entry, as FFmpeg's expressions do. */
function shiftBy(parts: readonly ClockPart[], entry: number): string {
  const later = parts.filter(({ packet }) => packet > entry);
  return later.reduce(
    (before, { packet, offset }) => `if(gte(N,${packet - entry}),${offset},${before})`,
    `${offsetAt(parts, entry)}`,
  );
}

/** Containers whose clock may jump, so that FFmpeg corrects their times. */
const CORRECTED = /^(?:mpegts|mpeg|ogg)$/;

/**
 * Stop FFmpeg 5.1 and older from shifting such a film to its first video frame despite the option
 * to copy times. If a film starts at exactly 0 with its sound, FFmpeg takes an offset of 0 for one
 * that it chose itself and may correct (fftools/ffmpeg.c, "Correcting start time"). A microsecond
 * is an offset, but less than half a tick of these containers: it has no effect.
 */
export const keepClock = ({ container }: FfmpegTrack): readonly string[] =>
  CORRECTED.test(container) ? ['-itsoffset', '1us'] : [];
