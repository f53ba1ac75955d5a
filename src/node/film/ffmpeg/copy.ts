import { type ClockPart, offsetAt, type Packets } from '../../../core/frame/index.ts';
import type { FfmpegInput } from './input.ts';
import type { FfmpegTrack } from './probe.ts';

/** Packets of a track on their way from one FFmpeg to another, their times those of the film. */
export interface PacketCopy {
  /** Arguments of the FFmpeg that writes them to its output. */
  readonly args: readonly string[];
  /** Arguments by which another FFmpeg reads them from its input. */
  readonly input: readonly string[];
  /** Ticks to add to the times in between, which must not be negative. */
  readonly lead: number;
}

/** Seconds before the first packet that pictures shown before it may begin: more than any decoder reorders. */
const LEAD_SECONDS = 60;

/** NUT divides the ticks of a stream that has fewer (`nut_write_header` in libavformat/nutenc.c). */
const NUT_TICKS_PER_SECOND = 48_000;

/**
 * Copy some packets of a track, known by their places in it, and give them the times of the film. FFmpeg itself knows a packet
 * by its time alone, which in a film of several clocks may mean another one.
 *
 * Between the two programs is NUT: it keeps every codec and time base, but no times below 0, and the copying FFmpeg corrects
 * decoding times that do not rise. Decoders do not need those, so they are counted.
 */
export function copyPackets(input: FfmpegInput, track: FfmpegTrack, { entry, packets, parts }: Packets): PacketCopy {
  const { num, den } = track.timeBase;
  const lead = Math.floor(entry.pts) - packets - Math.ceil((LEAD_SECONDS * den) / num);
  const end = entry.packet + packets;
  const chosen = `noise=drop='lt(n,${entry.packet})+gte(n,${end})'`;
  // Whether packets come in ticks of the track or of the muxer depends on FFmpeg's version: they are made the same.
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
      // Counted before packets are dropped or after, it ends behind the last.
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

/** Containers whose clock may jump, so that FFmpeg corrects the times in them. */
const CORRECTED = /^(?:mpegts|mpeg|ogg)$/;

/**
 * Keep FFmpeg 5.1 and older from moving such a film to its picture's first frame although it was told to copy times. Where a film begins at
 * exactly 0, with its sound, "no offset" looks to it like an offset that it chose itself and may correct (fftools/ffmpeg.c,
 * "Correcting start time"). A microsecond is an offset, and less than half a tick of these containers: it moves nothing.
 */
export const keepClock = ({ container }: FfmpegTrack): readonly string[] =>
  CORRECTED.test(container) ? ['-itsoffset', '1us'] : [];
