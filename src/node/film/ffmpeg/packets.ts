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
 * List all packets of a track, decoding none, and put its clocks end to end. ffprobe prints one packet per line and each is read
 * as it comes.
 *
 * @param version of FFmpeg.
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
    positions: positions.toArray(),
  };
  if (track.codec === 'vp8') await markHiddenVp8(input, track, index);
  if (isNalCodec(track.codec)) await markRecoveryPoints(input, track, index, version);
  return joinClocks(index, { isBroadcast: isBroadcast(track.container) });
}

/** Read a number, NaN for "N/A". */
const readNumber = (text = ''): number => (/^-?\d+$/.test(text) ? Number(text) : Number.NaN);

/**
 * Mark VP8 reference pictures that are never shown: bit 4 of a packet's first byte, `show_frame`, is 0 (RFC 6386, section 9.1).
 */
async function markHiddenVp8(input: FfmpegInput, track: FfmpegTrack, { sizes, flags }: PacketIndex): Promise<void> {
  const hidden: number[] = [];
  const isWhole = await readPacketBytes(input, track, sizes, [], 1, (packet, head) => {
    if (head.length > 0 && (head[0]! & 0x10) === 0) hidden.push(packet);
  });
  // Without the bytes, frames that do not come are found by decoding.
  if (isWhole) for (const i of hidden) flags[i]! |= PACKET_HIDDEN;
}

/** Bytes of each length of a NAL unit where containers have lengths; FFmpeg and all common muxers write 4. */
const LENGTH_SIZE = 4;

/** Mark the packets that are marked as key although decoding cannot begin there: {@link isEntryPoint}. */
async function markRecoveryPoints(
  input: FfmpegInput,
  track: FfmpegTrack,
  { sizes, flags }: PacketIndex,
  version: string,
): Promise<void> {
  const keys = [...flags.keys()].filter((i) => flags[i]! & PACKET_KEY);
  // The first is where decoding begins in any case.
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
  // Without the bytes the marks of the container hold.
  if (isWhole) for (const i of recovery) flags[i]! ^= PACKET_KEY | PACKET_RECOVERY;
}

/**
 * Read the bytes of packets, which ffprobe does not print, as they follow one another in a copy of the track.
 *
 * @param sizes     bytes of each packet that the copy is to hold.
 * @param filter    which packets those are, as options of ffmpeg; all where there are none.
 * @param headBytes bytes of each packet's beginning that are handed over.
 * @param look      called for each packet with its place among the sizes.
 * @returns whether the copy is as long as the sizes say; otherwise nothing that `look` saw holds.
 */
async function readPacketBytes(
  input: FfmpegInput,
  track: FfmpegTrack,
  sizes: ArrayLike<number>,
  filter: readonly string[],
  headBytes: number,
  look: (place: number, head: Buffer) => void,
): Promise<boolean> {
  const copy = ['-map', `0:${track.stream}`, '-c', 'copy', '-copyinkf', ...filter, '-f', 'data', 'pipe:1'];
  const process = startFfmpeg('ffmpeg', [
    ...['-nostdin', '-nostats', '-loglevel', 'level+error', ...input.options, '-i', input.address, ...copy],
  ]);
  let place = 0;
  /** Bytes of the packet in hand that have come, and its head. */
  let come = 0;
  let head: Buffer[] = [];
  const finish = () => {
    while (place < sizes.length && come === sizes[place]) {
      look(place++, head.length === 1 ? head[0]! : Buffer.concat(head));
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
