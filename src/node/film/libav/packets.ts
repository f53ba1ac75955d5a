import { setImmediate } from 'node:timers/promises';
import type { FormatContext, Packet, Stream } from 'node-av/lib';
import {
  isEntryPoint,
  isNalCodec,
  joinClocks,
  PACKET_HIDDEN,
  PACKET_KEY,
  PACKET_RECOVERY,
  type PacketIndex,
  readLengthSize,
} from '../../../core/frame/index.ts';
import { Float64Buffer } from '../float64-buffer.ts';
import { isBroadcast } from '../formats/containers.ts';
import { explainEncrypted } from '../formats/encrypted.ts';
import { readTag } from './container.ts';
import type { Libav } from './libav.ts';

/** FFmpeg's AV_NOPTS_VALUE: "no time stated". */
const NO_PTS = -(2n ** 63n);

/** Packets listed between yields to the event loop: some milliseconds. */
const PACKETS_A_TURN = 1024;

/** Convert FFmpeg's time to ticks; NaN if none is stated. */
export function readTicks(time: bigint): number {
  return time === NO_PTS ? Number.NaN : Number(time);
}

/**
 * Whether a container is a raw stream without times (`.h264`, `.m2v`), which only gives the number
 * of packets and the duration of each.
 */
export function isTimeless({ constants }: Libav, container: FormatContext): boolean {
  return ((container.iformat?.flags ?? 0) & constants.AVFMT_NOTIMESTAMPS) !== 0;
}

/** Give a packet of a raw stream the decoding time implied by its index, ticks. */
export function stampPacket(packet: Packet, place: number): void {
  const duration = packet.duration > 0n ? packet.duration : 1n;
  packet.dts = BigInt(place) * duration;
}

/** Shift the times of a packet. */
export function shiftPacket(packet: Packet, ticks: number): void {
  if (ticks === 0) return;
  if (packet.pts !== NO_PTS) packet.pts += BigInt(ticks);
  if (packet.dts !== NO_PTS) packet.dts += BigInt(ticks);
}

/** The byte position of a packet in the file; NaN if unknown. */
export const positionOf = ({ pos }: Packet): number => (pos < 0n ? Number.NaN : Number(pos));

/**
 * Read all packets of a track without decoding, and join its clocks. The container is at its end
 * afterwards. It yields to the event loop regularly.
 *
 * @param path the film's name in errors.
 * @throws {FilmError} `decode-failed` for an encrypted film.
 */
export async function indexPackets(
  libav: Libav,
  container: FormatContext,
  stream: Stream,
  path: string,
): Promise<PacketIndex> {
  const { AV_PKT_FLAG_KEY, AV_PKT_FLAG_DISCARD, AV_CODEC_ID_VP8, AV_PKT_DATA_ENCRYPTION_INFO } = libav.constants;
  // Matroska marks a whole track as encrypted, MP4 each packet (Common Encryption, ISO/IEC
  // 23001-7).
  if (readTag(stream.metadata, 'enc_key_id') !== null) throw explainEncrypted(path);
  const mayBeEncrypted = container.iformat?.name?.includes('mov') ?? false;
  const isVp8 = stream.codecpar.codecId === AV_CODEC_ID_VP8;
  const [pts, dts, durations] = [new Float64Buffer(), new Float64Buffer(), new Float64Buffer()];
  const [sizes, flags, positions] = [new Float64Buffer(), new Float64Buffer(), new Float64Buffer()];
  const isEntry = createEntryTest(libav, stream);
  const packet = new libav.lib.Packet();
  packet.alloc();
  const isBare = isTimeless(libav, container);
  try {
    for (let i = 0; container.readFrameSync(packet) >= 0; i++) {
      if (i % PACKETS_A_TURN === 0) await setImmediate();
      if (packet.streamIndex === stream.index) {
        if (mayBeEncrypted && packet.getSideData(AV_PKT_DATA_ENCRYPTION_INFO) !== null) throw explainEncrypted(path);
        const bits = packet.flags;
        const isHidden = (bits & AV_PKT_FLAG_DISCARD) !== 0 || (isVp8 && isHiddenVp8(packet));
        if (isBare) stampPacket(packet, flags.length);
        pts.push(readTicks(packet.pts));
        dts.push(readTicks(packet.dts));
        durations.push(Number(packet.duration));
        sizes.push(packet.size);
        positions.push(positionOf(packet));
        const key = !(bits & AV_PKT_FLAG_KEY) ? 0 : isEntry(packet) ? PACKET_KEY : PACKET_RECOVERY;
        flags.push(key | (isHidden ? PACKET_HIDDEN : 0));
      }
      packet.unref();
    }
  } finally {
    packet.free();
  }
  const { num, den } = stream.timeBase;
  const index = {
    timeBase: { num, den },
    pts: pts.toArray(),
    dts: dts.toArray(),
    durations: durations.toArray(),
    sizes: sizes.toArray(),
    flags: Uint8Array.from(flags.toArray()),
    positions: positions.toArray(),
  };
  return joinClocks(index, { isBroadcast: isBroadcast(container.iformat?.name ?? '') });
}

/** Make a test whether decoding can begin at a packet that the container marks as key. */
export function createEntryTest({ lib }: Libav, { codecpar }: Stream): (packet: Packet) => boolean {
  const codec = lib.avGetCodecName(codecpar.codecId) ?? 'unknown';
  if (!isNalCodec(codec)) return () => true;
  const lengthSize = readLengthSize(codec, codecpar.extradata);
  return ({ data }) => data === null || isEntryPoint(codec, data, lengthSize);
}

/**
 * Whether a packet is a hidden VP8 reference picture: bit 4 of its first byte, `show_frame`, is 0
 * (RFC 6386, section 9.1).
 */
function isHiddenVp8(packet: Packet): boolean {
  const first = packet.data?.[0];
  return first !== undefined && (first & 0x10) === 0;
}
