import {
  ALL_FORMATS,
  BlobSource,
  type EncodedPacket,
  EncodedPacketSink,
  Input,
  type InputVideoTrack,
  IsobmffInputFormat,
  MatroskaInputFormat,
  MpegTsInputFormat,
} from 'mediabunny';
import {
  type FileParts,
  FilmError,
  joinClocks,
  PACKET_HIDDEN,
  PACKET_KEY,
  PACKET_RECOVERY,
  type PacketIndex,
  readIndex,
} from '../../../core/frame/index.ts';
import { findEditEnd } from './edit-list.ts';
import { warnOfTail } from './joined-tail.ts';
import { readSampleEntries, type SampleEntry } from './sample-entry.ts';
import { chooseWebTrack } from './web-track.ts';

/** The open container of a film, and its video track. */
export interface WebContainer {
  readonly input: Input;
  readonly track: InputVideoTrack;
  /** Number of the track in its container, counted from 0. */
  readonly stream: number;
  /** Which of several video tracks is read, in a sentence; null for a film with one. */
  readonly choice: string | null;
  /** Which recordings are not read, in a sentence; null if all are read. */
  readonly tail: string | null;
  readonly packets: EncodedPacketSink;
  readonly config: VideoDecoderConfig;
  /** Null in containers that are not MP4 or MOV. */
  readonly entry: SampleEntry | null;
  /** Whether it has the clock of a broadcast, which may jump. */
  readonly isBroadcast: boolean;
  readonly ticksPerSecond: number;
  /**
   * The part of the track that its edit list shows, seconds on the container's clock; null for a
   * container without edit lists.
   */
  readonly edit: { readonly from: number; readonly to: number } | null;
}

/**
 * Open a file without reading it. Its parts are read one by one: a stream, which mediabunny would
 * open for each place that is read, makes the browser read megabytes ahead.
 */
export const openInput = (file: File): Input =>
  new Input({ source: new BlobSource(file, { useStreamReader: false }), formats: ALL_FORMATS });

/**
 * Open a film's container.
 *
 * @throws {FilmError} `unreadable`, `no-video`, `no-decoder`.
 */
export async function openContainer(file: File): Promise<WebContainer> {
  if (file.size === 0) throw new FilmError('unreadable', `${file.name} is empty.`);
  if (typeof VideoDecoder === 'undefined') {
    const why = isSecureContext
      ? 'This browser has no WebCodecs, by which films are read here.'
      : 'Browsers read films only in pages that come over https, or from this computer.';
    throw new FilmError('backend-missing', why);
  }
  const index = await readIndex(partsOf(file)).catch((error: unknown) => {
    throw unreadable(file, error);
  });
  const entries = readLeniently(index, readSampleEntries, new Map<number, SampleEntry>());
  if ([...entries.values()].some(({ isEncrypted }) => isEncrypted)) {
    throw new FilmError('decode-failed', `${file.name} is encrypted. Decrypt it first.`);
  }
  const input = openInput(file);
  try {
    // A film that was cut off before its index has no tracks.
    if (!(await input.canRead()) || (await input.getTracks()).length === 0) throw unreadable(file);
    const chosen = await chooseWebTrack(input);
    if (chosen === null)
      throw new FilmError('no-video', `${file.name} has no moving picture that this browser can read.`);
    const { track, stream, choice } = chosen;
    const config = await track.getDecoderConfig();
    const codec = (await track.getCodec()) ?? (await track.getCodecParameterString()) ?? 'a codec unknown to it';
    if (config === null || !(await canDecode(config))) {
      throw new FilmError('no-decoder', `This browser cannot decode ${file.name} (${nameCodec(codec)}).`);
    }
    const packets = new EncodedPacketSink(track);
    const entry = entries.get(track.id) ?? null;
    const ticksPerSecond = await track.getTimeResolution();
    const format = await input.getFormat();
    const tail = format instanceof MatroskaInputFormat ? await warnOfTail(file) : null;
    const isBroadcast = format instanceof MpegTsInputFormat;
    const findEnd = (movie: DataView) => findEditEnd(movie, track.id);
    const edit =
      format instanceof IsobmffInputFormat
        ? { from: 0, to: readLeniently(index, findEnd, Number.POSITIVE_INFINITY) }
        : null;
    return { input, track, stream, choice, tail, packets, config, entry, isBroadcast, ticksPerSecond, edit };
  } catch (error) {
    input.dispose();
    throw error instanceof FilmError ? error : unreadable(file, error);
  }
}

/**
 * Read part of an index. If a length points outside the index, return `otherwise`: mediabunny
 * reports the damaged file.
 */
function readLeniently<T>(index: DataView | null, read: (index: DataView) => T, otherwise: T): T {
  try {
    return index === null ? otherwise : read(index);
  } catch (error) {
    if (error instanceof RangeError) return otherwise;
    throw error;
  }
}

const unreadable = (file: File, cause?: unknown): FilmError =>
  new FilmError('unreadable', `${file.name} is not a film that can be read here.`, { cause });

const CODEC_NAMES: Readonly<Record<string, string>> = {
  avc: 'H.264',
  hevc: 'HEVC',
  vp8: 'VP8',
  vp9: 'VP9',
  av1: 'AV1',
};

const nameCodec = (codec: string): string => CODEC_NAMES[codec] ?? codec;

async function canDecode(config: VideoDecoderConfig): Promise<boolean> {
  try {
    return (await VideoDecoder.isConfigSupported(config)).supported === true;
  } catch {
    // The parameters of the codec are invalid.
    return false;
  }
}

/**
 * List all packets of the track without decoding them, and join its clocks end to end. The
 * container states no decoding times; packets are in decoding order.
 */
export async function listPackets(container: WebContainer): Promise<PacketIndex> {
  const { packets, ticksPerSecond, edit } = container;
  const pts: number[] = [];
  const durations: number[] = [];
  const sizes: number[] = [];
  const flags: number[] = [];
  let packet: EncodedPacket | null = await packets.getFirstPacket({ metadataOnly: true });
  while (packet !== null) {
    const { timestamp, duration } = packet;
    pts.push(Math.round(timestamp * ticksPerSecond));
    durations.push(Math.round(duration * ticksPerSecond));
    sizes.push(packet.byteLength);
    // As in FFmpeg (`mov_fix_index` in libavformat/mov.c), a frame that starts outside the edit
    // list is not shown.
    const grace = 0.25 / ticksPerSecond;
    const isHidden = edit !== null && (timestamp < edit.from - grace || timestamp >= edit.to - grace);
    flags.push((packet.type === 'key' ? PACKET_KEY : 0) | (isHidden ? PACKET_HIDDEN : 0));
    packet = await packets.getNextPacket(packet, { metadataOnly: true });
  }
  const index: PacketIndex = {
    timeBase: { num: 1, den: ticksPerSecond },
    pts: Float64Array.from(pts),
    dts: new Float64Array(pts.length).fill(Number.NaN),
    durations: container.isBroadcast ? evenOut(durations) : Float64Array.from(durations),
    sizes: Float64Array.from(sizes),
    flags: Uint8Array.from(flags),
  };
  const joined = joinClocks(index, container);
  await markRecoveryPoints(container, joined);
  return joined;
}

/**
 * Give each packet of a broadcast the median duration. The container states none: mediabunny
 * returns the time to the next packet, which is 0 or many seconds where the clock starts again.
 */
function evenOut(durations: readonly number[]): Float64Array {
  const known = durations.filter((duration) => duration > 0).sort((a, b) => a - b);
  return new Float64Array(durations.length).fill(known[known.length >> 1] ?? 0);
}

/** Number of key packets to check before checking all: each check reads a whole packet. */
const FIRST_LOOKS = 16;

/**
 * Mark the packets that the container marks as key although this browser's decoder does not start
 * there: recovery points of H.264, and HEVC pictures that are refreshed part by part. A few packets
 * over the whole film show whether there are any. If they miss one, the decoder refuses to start
 * there.
 */
async function markRecoveryPoints(container: WebContainer, { pts, flags, parts }: PacketIndex): Promise<void> {
  const codec = await container.track.getCodec();
  if (codec !== 'avc' && codec !== 'hevc') return;
  // Decoding starts at the first one in any case.
  const keys = [...flags.keys()].filter((i) => flags[i]! & PACKET_KEY).slice(1);
  const walk = createPacketWalk(container);
  const isEntry = async (i: number): Promise<boolean> => {
    const packet = await (parts === undefined ? findPacket(container, pts[i]!) : walk.go(i));
    return packet === null || (await container.track.determinePacketType(packet)) !== 'delta';
  };
  const step = Math.max(1, Math.floor(keys.length / FIRST_LOOKS));
  let areAllEntries = true;
  for (let at = 0; at < keys.length && areAllEntries; at += step) areAllEntries = await isEntry(keys[at]!);
  if (areAllEntries) return;
  for (const i of keys) if (!(await isEntry(i))) flags[i]! ^= PACKET_KEY | PACKET_RECOVERY;
}

/** Finds packets by their place in the track, counted from 0, for tracks whose times repeat. */
export interface PacketWalk {
  /** @returns null if the track has fewer packets. */
  go(place: number): Promise<EncodedPacket | null>;
}

/** Create a walk, which continues from the packet that it found last, or starts at the first. */
export function createPacketWalk({ packets }: WebContainer): PacketWalk {
  let at = 0;
  let packet: EncodedPacket | null = null;
  return {
    async go(place) {
      if (packet === null || at > place) {
        packet = await packets.getFirstPacket();
        at = 0;
      }
      for (; packet !== null && at < place; at++) packet = await packets.getNextPacket(packet);
      return packet;
    },
  };
}

/** Find a packet again by its presentation time. */
export async function findPacket(
  { packets, ticksPerSecond }: WebContainer,
  ticks: number,
): Promise<EncodedPacket | null> {
  // Tolerate a quarter of a tick: times are ratios here and decimals in mediabunny.
  const packet = await packets.getPacket((ticks + 0.25) / ticksPerSecond);
  return packet !== null && Math.round(packet.timestamp * ticksPerSecond) === ticks ? packet : null;
}

const partsOf = (file: Blob): FileParts => ({
  size: file.size,
  read: async (at, bytes) => new DataView(await file.slice(at, at + bytes).arrayBuffer()),
});
