import { type ClockPart, offsetAt, type Packets } from '../../../core/frame/index.ts';
import type { FfmpegInput } from './input.ts';
import type { FfmpegTrack } from './probe.ts';

/** Packets of a track, passed from one FFmpeg to another with the film's times. */
export interface PacketCopy {
  /** Arguments of the FFmpeg that writes the packets to its output. */
  readonly args: readonly string[];
  /** Arguments with which the other FFmpeg reads the packets from its input. */
  readonly input: readonly string[];
  /** Ticks to add to the times in between, because they must not be negative. */
  readonly lead: number;
}

/**
 * Seconds before the first packet in which pictures shown before it may start: more than any
 * decoder reorders.
 */
const LEAD_SECONDS = 60;

/**
 * NUT divides ticks that are longer than this (`nut_write_header` in libavformat/nutenc.c).
 */
const NUT_TICKS_PER_SECOND = 48_000;

/**
 * Copy some packets of a track, chosen by position, and give them the film's times. FFmpeg itself
 * chooses packets by time, which is ambiguous in a film with several clocks.
 *
 * The programs exchange NUT: it supports every codec and time base, but no times below 0, and the
 * copying FFmpeg corrects decoding times that do not rise. Decoders do not need those, so packets
 * are counted instead.
 */
export function copyPackets(input: FfmpegInput, track: FfmpegTrack, { entry, packets, parts }: Packets): PacketCopy {
  const { num, den } = track.timeBase;
  const lead = Math.floor(entry.pts) - packets - Math.ceil((LEAD_SECONDS * den) / num);
  const end = entry.packet + packets;
  const chosen = `noise=drop='lt(n,${entry.packet})+gte(n,${end})'`;
  // Depending on its version, FFmpeg counts packets in ticks of the track or of the muxer. Make
  // them equal.
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
      // FFmpeg counts packets before or after dropping some. In both cases it stops after the last.
      ...['-frames:v', `${end}`, '-f', 'nut', 'pipe:1'],
    ],
    input: ['-protocol_whitelist', 'pipe', '-format_whitelist', 'nut', '-f', 'nut', '-i', 'pipe:0'],
    lead,
  };
}

/** Write the offset of packet `N`, counted from an entry, as an FFmpeg expression. */
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
 * Keep FFmpeg 5.1 and older from moving such a film to the first frame of its video although it
 * must copy times. If a film starts at exactly 0, with its sound, FFmpeg treats the offset 0 as one
 * that it chose itself and may correct (fftools/ffmpeg.c, "Correcting start time"). A microsecond
 * counts as an offset, and is less than half a tick of these containers, so it moves nothing.
 */
export const keepClock = ({ container }: FfmpegTrack): readonly string[] =>
  CORRECTED.test(container) ? ['-itsoffset', '1us'] : [];
