import { FilmError, PACKET_HIDDEN, PACKET_KEY, type PacketIndex } from '../frame/index.ts';
import type { FfmpegInput } from './ffmpeg-input.ts';
import { readFields, splitLines } from './ffmpeg-lines.ts';
import { type FfmpegTrack, isBareTrack } from './ffmpeg-probe.ts';
import { startFfmpeg } from './ffmpeg-process.ts';
import { GrowingColumn } from './growing-column.ts';

/**
 * List all packets of a track, decoding none: ffprobe prints one a line and each is read as it comes.
 *
 * @throws {FilmError} `unreadable`.
 */
export async function probePackets(input: FfmpegInput, track: FfmpegTrack): Promise<PacketIndex> {
  const entries = ['-show_entries', 'packet=pts,dts,duration,size,flags', '-of', 'compact=print_section=0'];
  const process = startFfmpeg('ffprobe', [
    ...['-loglevel', 'level+error', ...input.options, '-select_streams', `${track.stream}`, ...entries],
    ...['-i', input.address],
  ]);
  const [pts, dts, durations] = [new GrowingColumn(), new GrowingColumn(), new GrowingColumn()];
  const [sizes, flags] = [new GrowingColumn(), new GrowingColumn()];
  try {
    for await (const line of splitLines(process.stdout)) {
      const { pts: at, dts: decodeAt, duration, size, flags: letters = '' } = readFields(line);
      pts.push(readNumber(at));
      dts.push(isBareTrack(track) ? dts.length * (readNumber(duration) || 1) : readNumber(decodeAt));
      durations.push(readNumber(duration) || 0);
      sizes.push(readNumber(size));
      flags.push((letters.includes('K') ? PACKET_KEY : 0) | (letters.includes('D') ? PACKET_HIDDEN : 0));
    }
    const exitCode = await process.ended;
    // A film that breaks off ends in an error too; what was listed before it counts.
    if (exitCode !== 0 && sizes.length === 0) {
      throw new FilmError('unreadable', `${input.path}: its packets cannot be listed (${process.errors})`);
    }
  } finally {
    process.kill();
  }
  const index = {
    timeBase: track.timeBase,
    pts: pts.toArray(),
    dts: dts.toArray(),
    durations: durations.toArray(),
    sizes: sizes.toArray(),
    flags: Uint8Array.from(flags.toArray()),
  };
  if (track.codec === 'vp8') await markHiddenVp8(input, track, index);
  return index;
}

/** Read a number, NaN for "N/A". */
const readNumber = (text = ''): number => (/^-?\d+$/.test(text) ? Number(text) : Number.NaN);

/**
 * Mark VP8 reference pictures that are never shown: bit 4 of a packet's first byte, `show_frame`, is 0 (RFC 6386, section 9.1). ffprobe
 * does not tell, so the packets' bytes are looked at, as they follow one another in a copy of the track.
 */
async function markHiddenVp8(input: FfmpegInput, track: FfmpegTrack, { sizes, flags }: PacketIndex): Promise<void> {
  const copy = ['-map', `0:${track.stream}`, '-c', 'copy', '-copyinkf', '-f', 'data', 'pipe:1'];
  const process = startFfmpeg('ffmpeg', [
    ...['-nostdin', '-nostats', '-loglevel', 'level+error', ...input.options, '-i', input.address, ...copy],
  ]);
  const hidden: number[] = [];
  let packet = 0;
  /** Bytes from the beginning of the chunk in hand to that of the next packet. */
  let ahead = 0;
  try {
    for await (const chunk of process.stdout) {
      for (; packet < sizes.length && ahead < chunk.length; packet++) {
        if (sizes[packet]! > 0 && (chunk[ahead]! & 0x10) === 0) hidden.push(packet);
        ahead += sizes[packet]!;
      }
      ahead -= chunk.length;
    }
    await process.ended;
  } finally {
    process.kill();
  }
  // Where the copy is not what was listed nothing is known; frames that do not come are then found by decoding.
  if (packet === sizes.length && ahead === 0) for (const i of hidden) flags[i]! |= PACKET_HIDDEN;
}
