import { closeSync, fstatSync, openSync, readSync, statSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import type { FormatContext, Packet, Stream } from 'node-av/lib';
import {
  findEntryPoint,
  isNalCodec,
  joinClocks,
  PACKET_KEY,
  PACKET_RECOVERY,
  type PacketIndex,
  readIndex,
  readLengthSize,
  readSampleTable,
  type SampleTable,
} from '../../../core/frame/index.ts';
import type { Libav } from './libav.ts';
import { positionOf, readTicks } from './packets.ts';

/**
 * Sample formats whose packets FFmpeg passes on as the tables state them. Others are encrypted, or
 * parsed on the way (`need_parsing` in libavformat/mov.c).
 */
const FORMATS = [
  'avc1',
  'avc3',
  'hvc1',
  'hev1',
  'apco',
  'apcs',
  'apcn',
  'apch',
  'ap4h',
  'ap4x',
  'AVdh',
  'AVdn',
  'jpeg',
];

/** Bytes at the start of a key packet that nearly always contain the beginning of its picture. */
const HEAD_BYTES = 4096;

/** Bytes of a key packet after which no picture is expected any more. */
const MAX_HEAD_BYTES = 2 ** 24;

/**
 * Minimum bytes of film per key packet: to read through less takes a hard disk no longer than to
 * seek (5 ms, 100 MB/s), and the first bytes of each key packet are read.
 */
const MIN_KEY_BYTES = 2 ** 18;

/** Key packets that are looked into between yields to the event loop. */
const HEADS_A_TURN = 256;

/** Places in the film, and packets at each, where FFmpeg must read what the tables state. */
const PLACES = 8;
const PACKETS_AT_PLACE = 16;

/** Maximum packets from the last key packet to the end, which are all compared. */
const MAX_TAIL = 1024;

/** The packets of a track as the tables of its file state them. Times lack the offset of edits. */
export interface StatedPackets extends SampleTable {
  /** As in a {@link PacketIndex}. */
  readonly flags: Uint8Array;
}

/**
 * Read the tables of packets of an MP4 or QuickTime file, and look into its key packets.
 *
 * @param path of a local file.
 * @returns null if it must be read whole: an unusual, damaged or cut off file, or one in which
 *   reading is faster.
 */
export async function readStatedPackets(libav: Libav, stream: Stream, path: string): Promise<StatedPackets | null> {
  const file = openFile(path);
  if (file === null) return null;
  try {
    const stats = fstatSync(file);
    const read = async (at: number, bytes: number) => viewBytes(readBytes(file, at, bytes));
    const tables = await readIndex({ size: stats.size, read });
    const table = tables && readSampleTable(tables, stream.id);
    const { num, den } = stream.timeBase;
    if (!table || !FORMATS.includes(table.format) || num !== 1 || table.timescale !== den) return null;
    const keys = table.sync.reduce((sum, isKey) => sum + isKey, 0);
    if (keys === 0 || stats.size / keys < MIN_KEY_BYTES) return null;
    // FFmpeg reads a part of the packet that is cut off, and none after it.
    if (table.positions.some((position, i) => position + table.sizes[i]! > stats.size)) return null;
    return { ...table, flags: await readFlags(libav, stream, file, table) };
  } finally {
    closeSync(file);
  }
}

/**
 * Open a regular file; null for anything else, such as a pipe, which might wait for ever, and for a
 * file that is gone: FFmpeg has it open, and reads on.
 */
function openFile(path: string): number | null {
  try {
    return statSync(path).isFile() ? openSync(path, 'r') : null;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === undefined) throw error;
    return null;
  }
}

/** Mark the key packets, and those of them where decoding cannot begin. */
async function readFlags(
  libav: Libav,
  { codecpar }: Stream,
  file: number,
  { sync, positions, sizes }: SampleTable,
): Promise<Uint8Array> {
  const codec = libav.lib.avGetCodecName(codecpar.codecId) ?? 'unknown';
  const flags = sync.map((isKey) => (isKey ? PACKET_KEY : 0));
  if (!isNalCodec(codec)) return flags;
  const lengthSize = readLengthSize(codec, codecpar.extradata);
  let turn = 0;
  for (const [i, isKey] of sync.entries()) {
    if (!isKey) continue;
    if (turn++ % HEADS_A_TURN === 0) await setImmediate();
    const read = (bytes: number) => readBytes(file, positions[i]!, bytes);
    const size = sizes[i]!;
    const isEntry =
      findEntryPoint(codec, read(Math.min(HEAD_BYTES, size)), lengthSize) ??
      findEntryPoint(codec, read(Math.min(MAX_HEAD_BYTES, size)), lengthSize) ??
      true;
    if (!isEntry) flags[i] = PACKET_RECOVERY;
  }
  return flags;
}

const viewBytes = ({ buffer, byteOffset, byteLength }: Uint8Array): DataView =>
  new DataView(buffer, byteOffset, byteLength);

function readBytes(file: number, at: number, length: number): Uint8Array {
  const bytes = Buffer.allocUnsafe(length);
  return bytes.subarray(0, readSync(file, bytes, 0, length, at));
}

/**
 * Make the index of a track from the tables of its file, if FFmpeg reads what they state: the first
 * packet gives the offset of the times, and packets at the beginning, at the end and at places
 * between must agree in every field.
 *
 * @param container open at its beginning; anywhere afterwards.
 * @returns null if anything differs.
 */
export function indexStatedPackets(
  libav: Libav,
  container: FormatContext,
  stream: Stream,
  stated: StatedPackets,
): PacketIndex | null {
  const packet = new libav.lib.Packet();
  packet.alloc();
  const read = (): boolean => {
    // Packets of other tracks may have been read before they were discarded.
    do {
      packet.unref();
      if (container.readFrameSync(packet) < 0) return false;
    } while (packet.streamIndex !== stream.index);
    return true;
  };
  const seek = (ticks: number): boolean =>
    container.seekFrameSync(stream.index, BigInt(ticks), libav.constants.AVSEEK_FLAG_BACKWARD) >= 0 && read();
  try {
    if (!read()) return null;
    const index = moveTimes(stated, readTicks(packet.dts) - stated.dts[0]!, readTicks(packet.pts) - stated.pts[0]!);
    /** Compare the packet that was read last, and those after it: `most` in all, or up to the last. */
    const agrees = (most: number): boolean => {
      const first = index.positions.indexOf(positionOf(packet));
      if (first < 0 || !isAsStated(libav, packet, index, first)) return false;
      const end = Math.min(first + most, index.sizes.length);
      for (let i = first + 1; i < end; i++) if (!read() || !isAsStated(libav, packet, index, i)) return false;
      return true;
    };
    const keys = [...index.flags.keys()].filter((i) => index.flags[i] !== 0);
    for (let place = 0; place < PLACES; place++) {
      const key = keys[Math.floor((place * keys.length) / PLACES)]!;
      if (place > 0 && !seek(index.dts[key]!)) return null;
      if (!agrees(PACKETS_AT_PLACE)) return null;
    }
    // After the last packet FFmpeg reads none.
    if (!seek(index.dts[keys.at(-1)!]!) || !agrees(MAX_TAIL) || read()) return null;
    return joinClocks(index, { isBroadcast: false });
  } finally {
    packet.free();
  }
}

function moveTimes(
  { timescale, dts, pts, durations, sizes, flags, positions }: StatedPackets,
  dtsOffset: number,
  ptsOffset: number,
) {
  return {
    timeBase: { num: 1, den: timescale },
    dts: dts.map((ticks) => ticks + dtsOffset),
    pts: pts.map((ticks) => ticks + ptsOffset),
    durations,
    sizes,
    flags,
    positions,
  };
}

/** Whether a packet that FFmpeg read is the one of an index, and nothing hides or encrypts it. */
function isAsStated({ constants }: Libav, packet: Packet, index: ReturnType<typeof moveTimes>, i: number): boolean {
  const { AV_PKT_FLAG_KEY, AV_PKT_FLAG_DISCARD, AV_PKT_DATA_ENCRYPTION_INFO } = constants;
  return (
    readTicks(packet.dts) === index.dts[i] &&
    readTicks(packet.pts) === index.pts[i] &&
    Number(packet.duration) === index.durations[i] &&
    packet.size === index.sizes[i] &&
    positionOf(packet) === index.positions[i] &&
    ((packet.flags & AV_PKT_FLAG_KEY) !== 0) === (index.flags[i] !== 0) &&
    (packet.flags & AV_PKT_FLAG_DISCARD) === 0 &&
    packet.getSideData(AV_PKT_DATA_ENCRYPTION_INFO) === null
  );
}
