import {
  FilmError,
  isEntryPoint,
  isNalCodec,
  joinClocks,
  PACKET_HIDDEN,
  PACKET_KEY,
  PACKET_RECOVERY,
  type PacketIndex,
} from '../../../core/frame/index.ts';
import { Float64Buffer } from '../float64-buffer.ts';
import { isBroadcast } from '../formats/containers.ts';
import type { FfmpegInput } from './input.ts';
import { readFields, splitLines } from './lines.ts';
import { type FfmpegTrack, isBareTrack } from './probe.ts';
import { startFfmpeg } from './process.ts';
import { canDropPackets } from './version.ts';

/**
 * List all packets of a track without decoding, and join its clocks. ffprobe prints one packet per
 * line; lines are parsed as they arrive.
 *
 * @param version FFmpeg's version.
 * @throws {FilmError} `unreadable`.
 */
export async function probePackets(input: FfmpegInput, track: FfmpegTrack, version: string): Promise<PacketIndex> {
  const entries = ['-show_entries', 'packet=pts,dts,duration,size,pos,flags', '-of', 'compact=print_section=0'];
  const process = startFfmpeg('ffprobe', [
    ...['-loglevel', 'level+error', ...input.options, '-select_streams', `${track.stream}`, ...entries],
    ...['-i', input.address],
  ]);
  const [pts, dts, durations] = [new Float64Buffer(), new Float64Buffer(), new Float64Buffer()];
  const [sizes, flags, positions] = [new Float64Buffer(), new Float64Buffer(), new Float64Buffer()];
  try {
    for await (const line of splitLines(process.stdout)) {
      const { pts: at, dts: decodeAt, duration, size, pos, flags: letters = '' } = readFields(line);
      pts.push(readNumber(at));
      dts.push(isBareTrack(track) ? dts.length * (readNumber(duration) || 1) : readNumber(decodeAt));
      durations.push(readNumber(duration) || 0);
      sizes.push(readNumber(size));
      positions.push(readNumber(pos));
      flags.push((letters.includes('K') ? PACKET_KEY : 0) | (letters.includes('D') ? PACKET_HIDDEN : 0));
    }
    const exitCode = await process.ended;
    input.check();
    // A truncated film also ends with an error; packets listed before it are valid.
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
    positions: positions.toArray(),
  };
  if (track.codec === 'vp8') await markHiddenVp8(input, track, index);
  if (isNalCodec(track.codec)) await markRecoveryPoints(input, track, index, version);
  return joinClocks(index, { isBroadcast: isBroadcast(track.container) });
}

/** Parse a number; NaN for "N/A". */
const readNumber = (text = ''): number => (/^-?\d+$/.test(text) ? Number(text) : Number.NaN);

/**
 * Mark VP8 reference pictures that are not shown: bit 4 of a packet's first byte, `show_frame`, is
 * 0 (RFC 6386, section 9.1).
 */
async function markHiddenVp8(input: FfmpegInput, track: FfmpegTrack, { sizes, flags }: PacketIndex): Promise<void> {
  const hidden: number[] = [];
  const isWhole = await readPacketBytes(input, track, sizes, [], 1, (packet, head) => {
    if (head.length > 0 && (head[0]! & 0x10) === 0) hidden.push(packet);
  });
  // Without the bytes, hidden frames are found while decoding.
  if (isWhole) for (const i of hidden) flags[i]! |= PACKET_HIDDEN;
}

/** Size of the length field of NAL units, bytes; FFmpeg and all common muxers write 4. */
const LENGTH_SIZE = 4;

/** Mark key packets where decoding cannot begin: {@link isEntryPoint}. */
async function markRecoveryPoints(
  input: FfmpegInput,
  track: FfmpegTrack,
  { sizes, flags }: PacketIndex,
  version: string,
): Promise<void> {
  const keys = [...flags.keys()].filter((i) => flags[i]! & PACKET_KEY);
  // Decoding always begins at the first one.
  if (keys.length < 2) return;
  const { codec } = track;
  const lengthSize = track.lengthSize ?? (/\b(?:matroska|mov|flv)\b/.test(track.container) ? LENGTH_SIZE : 0);
  const isFiltered = canDropPackets(version);
  const copied = isFiltered ? keys : [...flags.keys()];
  const recovery: number[] = [];
  const isWhole = await readPacketBytes(
    input,
    track,
    copied.map((i) => sizes[i]!),
    isFiltered ? ['-bsf:v', 'noise=drop=not(key)'] : [],
    Number.POSITIVE_INFINITY,
    (place, data) => {
      const packet = copied[place]!;
      if (flags[packet]! & PACKET_KEY && !isEntryPoint(codec, data, lengthSize)) recovery.push(packet);
    },
  );
  // Without the bytes, the container's flags count.
  if (isWhole) for (const i of recovery) flags[i]! ^= PACKET_KEY | PACKET_RECOVERY;
}

/**
 * Read the bytes of packets, which ffprobe does not print, from a copy of the track.
 *
 * @param sizes     expected size of each packet of the copy, bytes.
 * @param filter    ffmpeg options that select the packets; all packets without options.
 * @param headBytes number of first bytes of each packet that `inspect` gets.
 * @param inspect   called for each packet with its index in `sizes`.
 * @returns whether the copy has the expected length; otherwise everything passed to `inspect` is
 * invalid.
 */
async function readPacketBytes(
  input: FfmpegInput,
  track: FfmpegTrack,
  sizes: ArrayLike<number>,
  filter: readonly string[],
  headBytes: number,
  inspect: (place: number, head: Buffer) => void,
): Promise<boolean> {
  const copy = ['-map', `0:${track.stream}`, '-c', 'copy', '-copyinkf', ...filter, '-f', 'data', 'pipe:1'];
  const process = startFfmpeg('ffmpeg', [
    ...['-nostdin', '-nostats', '-loglevel', 'level+error', ...input.options, '-i', input.address, ...copy],
  ]);
  let place = 0;
  /** Number of received bytes of the current packet, and its head. */
  let come = 0;
  let head: Buffer[] = [];
  const finish = () => {
    while (place < sizes.length && come === sizes[place]) {
      inspect(place++, head.length === 1 ? head[0]! : Buffer.concat(head));
      come = 0;
      head = [];
    }
  };
  try {
    finish();
    for await (const chunk of process.stdout) {
      for (let at = 0; at < chunk.length; finish()) {
        if (place === sizes.length) return false;
        const bytes = Math.min(sizes[place]! - come, chunk.length - at);
        if (come < headBytes) head.push(chunk.subarray(at, at + Math.min(bytes, headBytes - come)));
        come += bytes;
        at += bytes;
      }
    }
    await process.ended;
    input.check();
  } finally {
    process.kill();
  }
  return place === sizes.length;
}
