import { setImmediate } from 'node:timers/promises';
import type { FormatContext, Frame, Packet, Stream } from 'node-av/lib';
import {
  type Backend,
  type DecodeRun,
  FilmError,
  type FilmInfo,
  type FrameSource,
  type GlimpsedFrame,
  type GlimpsePlace,
  offsetAt,
  type PacketIndex,
  type Packets,
  type ShownFrame,
  type Span,
  selectPackets,
  warnOfDolbyVision,
  warnOfTags,
} from '../../../core/frame/index.ts';
import {
  type Attempt,
  answerHeld,
  answerRun,
  answerTimed,
  decodePackets,
  type PacketDecoder,
} from '../../../core/pipeline/index.ts';
import { claimSeconds } from '../formats/claimed-duration.ts';
import { isBroadcast } from '../formats/containers.ts';
import { buildFilmInfo, type StatedTrack } from '../formats/film-info.ts';
import { warnOfJoinedTail } from '../formats/joined-tail.ts';
import { type FilmPlace, findFilm } from '../identity/film-place.ts';
import { isUrl } from '../identity/film-url.ts';
import { warnOfChoice } from '../no-video.ts';
import { LibavDecoder } from './decoder.ts';
import { LibavFrame } from './frame.ts';
import { nameBackend, readClaim, readTitle, readVision } from './info.ts';
import type { Libav } from './libav.ts';
import { loadLibav } from './libav.ts';
import { indexStatedPackets, readStatedPackets } from './mp4-index.ts';
import { indexPackets, isTimeless, positionOf, readTicks, shiftPacket, stampPacket } from './packets.ts';
import { openVideoTrack } from './track.ts';

/** Packets that are decoded before the event loop gets a turn: about 0.1 s of high definition. */
const PACKETS_PER_TURN = 16;

/** The unit of a container's duration, AV_TIME_BASE. */
const MICROSECONDS = 1e6;

/** Packets of the track that are cheaper to read past than to seek over. */
const READ_AHEAD_PACKETS = 256;

/** Packets that are decoded for one glimpse at most: several seconds between key frames. */
const MAX_GLIMPSE_PACKETS = 1_000;

/** How a film is decoded. */
export interface LibavSourceOptions {
  /**
   * Leave out the loop filter, which smooths the edges of blocks, in pictures that no other refers
   * to. `bench/shortcuts.ts` measures the effect on the colours: no visible difference.
   *
   * @default true
   */
  readonly hasShortcuts?: boolean | undefined;
  /**
   * Which stream of the container, counted from 0.
   *
   * @default the best moving picture
   */
  readonly stream?: number | undefined;
}

/**
 * Open a film, local, on a server or in a bucket, with the FFmpeg binding.
 *
 * @throws {FilmError}
 */
export async function openLibavSource(path: string, options: LibavSourceOptions = {}): Promise<FrameSource> {
  return new LibavSource(await loadLibav(), await findFilm(path), options);
}

class LibavSource implements FrameSource {
  readonly backend: Backend;
  warnings: readonly string[];
  readonly #libav: Libav;
  readonly #film: FilmPlace;
  readonly #packet: Packet;
  /** Whether packets have no times but those that follow from their places. */
  readonly #isBare: boolean;
  #container: FormatContext;
  #stream: Stream;
  #decoder: LibavDecoder;
  /** Place in the track of the packet that is read next; NaN after a seek, until a known packet is found. */
  #position = 0;
  /** Whether the packet read last has not been sent yet. */
  #hasPacket = false;

  constructor(libav: Libav, film: FilmPlace, { hasShortcuts = true, stream }: LibavSourceOptions) {
    this.#libav = libav;
    this.#film = film;
    this.backend = nameBackend(libav);
    const track = openVideoTrack(libav, film, stream);
    this.#container = track.container;
    this.#stream = track.stream;
    this.#isBare = isTimeless(libav, this.#container);
    try {
      this.#decoder = new LibavDecoder(libav, this.#stream, film.path, hasShortcuts);
    } catch (error) {
      this.#container.closeInputSync();
      throw error;
    }
    this.warnings = [...warnOfChoice(track.choice), ...this.#decoder.warnings];
    this.#packet = new libav.lib.Packet();
    this.#packet.alloc();
  }

  get damagedPackets(): number {
    return this.#decoder.damagedPackets;
  }

  async survey(): Promise<{ info: FilmInfo; index: PacketIndex }> {
    // Reading all packets may change what the container states.
    const stated = this.#readStated();
    this.#consume();
    this.#position = Number.NaN;
    const index = await this.#indexPackets();
    this.#film.check();
    const tail = index.parts ? null : await warnOfJoinedTail(this.#film, this.#container.iformat?.name ?? '');
    if (tail !== null) this.warnings = [...this.warnings, tail];
    return { info: await this.#readFirstFrame(index, stated), index };
  }

  /** List all packets, without reading the film where its tables are enough. */
  async #indexPackets(): Promise<PacketIndex> {
    const { path, address } = this.#film;
    if (this.#canHaveTables() && !isUrl(address)) {
      const stated = await readStatedPackets(this.#libav, this.#stream, address);
      const index = stated && indexStatedPackets(this.#libav, this.#container, this.#stream, stated);
      if (index !== null) return index;
      if (stated !== null) this.#reopen();
    }
    return indexPackets(this.#libav, this.#container, this.#stream, path);
  }

  async *frames(span: Span): AsyncGenerator<ShownFrame, void, undefined> {
    for (const run of span.runs) yield* answerRun(run.wanted, this.#attempts(run));
  }

  async *glimpse(places: readonly GlimpsePlace[]): AsyncGenerator<GlimpsedFrame, void, undefined> {
    const { num, den } = this.#stream.timeBase;
    const tick = num / den;
    const start = readTicks(this.#stream.startTime) || 0;
    for (const [place, where] of places.entries()) {
      const isExact = 'seconds' in where;
      const seconds = isExact ? where.seconds : where.share * this.#statedSeconds(start * tick);
      // Times of frames are rounded to a microsecond.
      const target = start + Math.floor((seconds + 1e-6) / tick);
      const frames = this.#decode(this.#readFrom(target));
      const answers = isExact
        ? answerHeld(frames, Float64Array.of(target), { stopsEarly: true })
        : takeFirst(frames, target);
      let isFound = false;
      for await (const { pts, picture } of answers) {
        isFound = true;
        yield { place, seconds: (pts - start) * tick, picture };
      }
      if (!isFound) yield { place, seconds: Number.NaN, picture: null };
    }
  }

  close(): void {
    this.#packet.free();
    this.#decoder.close();
    this.#container.closeInputSync();
    this.#film.release();
  }

  *#attempts(run: DecodeRun): Generator<Attempt, void, undefined> {
    const damagedBefore = this.damagedPackets;
    if (run.isTimed) yield (unmet) => this.#answerTimed(run, unmet);
    // A packet that promised a frame gave none, though nothing is damaged: a reference picture that
    // is not shown, or "the same picture again". Take the frame that was on screen instead.
    const isDamaged = this.damagedPackets > damagedBefore;
    if (!run.isTimed || !isDamaged) yield (unmet) => this.#answerHeld(run, unmet);
  }

  #answerTimed(run: DecodeRun, times: Float64Array): AsyncIterable<ShownFrame> {
    const wanted = new Set(times);
    const frames = this.#decode(
      this.#readPackets(run),
      (frame) => readTicks(frame.pts),
      (pts) => wanted.has(pts),
    );
    return answerTimed(frames, times);
  }

  #answerHeld(run: DecodeRun, instants: Float64Array): AsyncIterable<ShownFrame> {
    // Where packets lack times, the frames that come out after the last packet lack them too.
    const entryTime = Number.isNaN(run.entry.pts) ? run.entry.dts : run.entry.pts;
    return answerHeld(this.#decode(this.#readPackets(run)), instants, { entryTime });
  }

  /**
   * Decode packets.
   *
   * @param timeOf the time of a frame; without it the best estimate of the decoder.
   * @param isNeeded whether the frame of a time must come out; others may be left out.
   */
  #decode(
    packets: AsyncIterable<Packet>,
    timeOf: (frame: Frame) => number = (frame) => readTicks(frame.bestEffortTimestamp),
    isNeeded: (pts: number) => boolean = () => true,
  ): AsyncGenerator<LibavFrame, void, undefined> {
    const decoder = this.#decoder;
    const port: PacketDecoder<Packet, LibavFrame> = {
      send(packet) {
        decoder.skipUnreferred(!isNeeded(Number(packet.pts)));
        // An empty packet means "the same picture again" (Theora); for a decoder it would mean the end.
        if (packet.size > 0) decoder.send(packet);
      },
      flush: () => decoder.send(null),
      take() {
        const frame = decoder.receive();
        return frame === null ? null : new LibavFrame(decoder, frame, timeOf(frame));
      },
    };
    return decodePackets(packets, port);
  }

  /**
   * Read the packets of a run, each borrowed until the next. Every few packets the event loop gets
   * a turn, so that the process can receive messages and report that it is alive.
   */
  async *#readPackets(run: Packets): AsyncGenerator<Packet, void, undefined> {
    this.#decoder.reset();
    this.#enter(run);
    for (let i = 0; i < run.packets && this.#read(); i++) {
      if (i % PACKETS_PER_TURN === 0) await setImmediate();
      shiftPacket(this.#packet, offsetAt(run.parts, this.#position));
      try {
        yield this.#packet;
      } finally {
        this.#consume();
      }
    }
  }

  /** Read packets from the key frame before a time. */
  async *#readFrom(ticks: number): AsyncGenerator<Packet, void, undefined> {
    this.#decoder.reset();
    this.#consume();
    this.#position = Number.NaN;
    const { AVSEEK_FLAG_BACKWARD } = this.#libav.constants;
    if (this.#isBare || this.#container.seekFrameSync(this.#stream.index, BigInt(ticks), AVSEEK_FLAG_BACKWARD) < 0) {
      return;
    }
    for (let i = 0; i < MAX_GLIMPSE_PACKETS && this.#read(); i++) {
      if (i % PACKETS_PER_TURN === 0) await setImmediate();
      try {
        yield this.#packet;
      } finally {
        this.#consume();
      }
    }
  }

  /** The duration that the track or the container states, seconds; 0 if neither does. */
  #statedSeconds(first: number): number {
    const whole = Number(this.#container.duration) / MICROSECONDS;
    return claimSeconds(readClaim(this.#stream), first) ?? Math.max(0, whole || 0);
  }

  /** Move to a run's first packet: read on if it is near, else seek; reopen the film if seeking fails. */
  #enter(run: Packets): void {
    const { packet } = run.entry;
    const ahead = packet - this.#position;
    // Where times occur twice, seeking works by bytes only.
    const canSeek = run.parts === undefined || this.#isSoughtByBytes();
    if ((ahead >= 0 && ahead <= READ_AHEAD_PACKETS) || (ahead >= 0 && !canSeek)) {
      this.#skipTo(packet);
      return;
    }
    if ((packet > 0 || this.#canRewind()) && canSeek && !this.#isBare && this.#seek(run)) {
      this.#position = packet;
      return;
    }
    this.#reopen();
    this.#skipTo(packet);
  }

  /** Seek to a run's first packet. False if it is not found. */
  #seek({ entry, parts }: Packets): boolean {
    const { AVSEEK_FLAG_BACKWARD, AVSEEK_FLAG_BYTE } = this.#libav.constants;
    const offset = offsetAt(parts, entry.packet);
    const [pts, dts] = [entry.pts - offset, entry.dts - offset];
    const time = Number.isNaN(dts) ? pts : dts;
    const position = entry.position ?? Number.NaN;
    const [target, flag] = parts === undefined ? [time, AVSEEK_FLAG_BACKWARD] : [position, AVSEEK_FLAG_BYTE];
    if (Number.isNaN(target)) return false;
    this.#consume();
    this.#position = Number.NaN;
    if (this.#container.seekFrameSync(this.#stream.index, BigInt(target), flag) < 0) return false;
    return this.#findPacket(pts, dts, position);
  }

  /**
   * Whether seeking finds the first packet: in containers with an index. To open a film of 92
   * minutes again would take a third of the time of its survey.
   */
  #canRewind(): boolean {
    return /mov|matroska/.test(this.#container.iformat?.name ?? '');
  }

  /** Whether the container may state all packets in tables: MP4 and QuickTime. */
  #canHaveTables(): boolean {
    return this.#container.iformat?.name?.startsWith('mov,') ?? false;
  }

  #isSoughtByBytes(): boolean {
    return isBroadcast(this.#container.iformat?.name ?? '');
  }

  /**
   * Read on until the packet with these times is next. False if the container is past it.
   *
   * @param position where it begins in the file; NaN where its times are enough.
   */
  #findPacket(pts: number, dts: number, position: number): boolean {
    while (this.#read()) {
      const at = readTicks(this.#packet.dts);
      const here = positionOf(this.#packet);
      const isThere = Number.isNaN(position) || here === position;
      if (isThere && isSame(at, dts) && isSame(readTicks(this.#packet.pts), pts)) return true;
      if (Number.isNaN(position) ? at > dts : here > position) return false;
      this.#consume();
    }
    return false;
  }

  #skipTo(packet: number): void {
    while (this.#position < packet && this.#read()) this.#consume();
  }

  /** Read the track's next packet, unless it is read already. False at the end. */
  #read(): boolean {
    while (!this.#hasPacket) {
      if (this.#container.readFrameSync(this.#packet) < 0) {
        this.#film.check();
        return false;
      }
      if (this.#packet.streamIndex === this.#stream.index) this.#hasPacket = true;
      else this.#packet.unref();
    }
    // Never after a seek: bare streams are read through.
    if (this.#isBare) stampPacket(this.#packet, this.#position);
    return true;
  }

  /** Free the packet that was read. */
  #consume(): void {
    if (!this.#hasPacket) return;
    this.#packet.unref();
    this.#hasPacket = false;
    this.#position++;
  }

  /** Open the container again: the one way back to its first packet that works for all containers. */
  #reopen(): void {
    this.#consume();
    const { index } = this.#stream;
    this.#container.closeInputSync();
    ({ container: this.#container, stream: this.#stream } = openVideoTrack(this.#libav, this.#film, index));
    this.#position = 0;
  }

  #readStated(): StatedTrack {
    const stream = this.#stream;
    return {
      stream: stream.index,
      codec: this.#libav.lib.avGetCodecName(stream.codecpar.codecId) ?? 'unknown',
      title: readTitle(stream, this.#container),
      frameRate: { num: stream.avgFrameRate.num, den: stream.avgFrameRate.den },
      claim: readClaim(stream),
    };
  }

  /** Decode the first frame. It has what the container may lack: size, tags, rotation. */
  async #readFirstFrame(index: PacketIndex, stated: StatedTrack): Promise<FilmInfo> {
    const { path } = this.#film;
    const everything = selectPackets(index, 0, index.pts.length);
    for await (const frame of this.#decode(this.#readPackets(everything))) {
      const picture = frame.view();
      const vision = readVision(this.#stream, this.#libav.constants);
      this.warnings = [...this.warnings, ...warnOfTags(picture), ...warnOfDolbyVision(vision)];
      return buildFilmInfo(stated, picture, index, frame.pts || 0);
    }
    throw new FilmError('decode-failed', `${path}: not one frame could be decoded`);
  }
}

/** Take the first frame that depends on nothing damaged or left out. */
async function* takeFirst(frames: AsyncIterable<LibavFrame>, wanted: number): AsyncGenerator<ShownFrame> {
  for await (const frame of frames) {
    if (!frame.isTrusted) continue;
    yield { wanted, pts: frame.pts, picture: frame.view() };
    return;
  }
}

const isSame = (a: number, b: number): boolean => a === b || (Number.isNaN(a) && Number.isNaN(b));
