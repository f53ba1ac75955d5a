import { setImmediate } from 'node:timers/promises';
import type { FormatContext, Frame, Packet, Stream } from 'node-av/lib';
import {
  type Backend,
  type DecodeRun,
  FilmError,
  type FilmInfo,
  type FrameSource,
  measureTrack,
  offsetAt,
  type PacketIndex,
  type Packets,
  resolveColor,
  type ShownFrame,
  type Span,
  selectPackets,
  warnOfDolbyVision,
  warnOfTags,
} from '../../../core/frame/index.ts';
import { claimSeconds } from '../formats/claimed-duration.ts';
import { isBroadcast } from '../formats/containers.ts';
import { warnOfJoinedTail } from '../formats/joined-tail.ts';
import { type FilmPlace, findFilm } from '../identity/film-place.ts';
import { warnOfChoice } from '../no-video.ts';
import { LibavDecoder } from './decoder.ts';
import { chooseFrameRate, nameBackend, readClaim, readTitle, readVision } from './info.ts';
import type { Libav } from './libav.ts';
import { loadLibav } from './libav.ts';
import { indexPackets, isTimeless, positionOf, readTicks, shiftPacket, stampPacket } from './packets.ts';
import { openVideoTrack } from './track.ts';

/** Packets that are decoded before the event loop has a turn: some 0.1 s of high definition. */
const PACKETS_A_TURN = 16;

/** Packets of the track that are cheaper to read past than to seek over. */
const READ_AHEAD_PACKETS = 256;

/** How a film is decoded. */
export interface LibavSourceOptions {
  /**
   * Leave out the loop filter, which smooths the edges of blocks, in pictures that no other refers to. What that does to the
   * colours is measured by `bench/shortcuts.ts`: less than anyone sees.
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
  /** Whether packets have no times but those that their places mean. */
  readonly #isBare: boolean;
  #container: FormatContext;
  #stream: Stream;
  #decoder: LibavDecoder;
  /** Place in the track of the packet that is read next; NaN after a seek, until a known packet turns up. */
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
    const index = await indexPackets(this.#libav, this.#container, this.#stream, this.#film.path);
    this.#film.check();
    const tail = index.parts ? null : await warnOfJoinedTail(this.#film, this.#container.iformat?.name ?? '');
    if (tail !== null) this.warnings = [...this.warnings, tail];
    this.#reopen();
    const info = await this.#lookAtFirstFrame(index);
    this.#reopen();
    return { info, index };
  }

  async *frames(span: Span): AsyncGenerator<ShownFrame, void, undefined> {
    for (const run of span.runs) {
      const unmet = new Set(run.wanted);
      const damagedBefore = this.#decoder.damagedPackets;
      for await (const frame of run.isTimed ? this.#decodeTimed(run) : this.#decodeHeld(run)) {
        if (unmet.delete(frame.wanted)) yield frame;
      }
      if (unmet.size === 0) continue;
      // A packet that promised a frame gave none, though nothing is damaged: a reference picture that is not shown, or "the
      // same picture again". Decode the whole run and take what was on screen then.
      if (run.isTimed && this.#decoder.damagedPackets === damagedBefore) {
        const again: DecodeRun = { ...run, wanted: Float64Array.from(unmet).sort(), isTimed: false };
        for await (const frame of this.#decodeHeld(again)) if (unmet.delete(frame.wanted)) yield frame;
      }
      for (const wanted of unmet) yield { wanted, pts: Number.NaN, picture: null };
    }
  }

  close(): void {
    this.#packet.free();
    this.#decoder.close();
    this.#container.closeInputSync();
    this.#film.release();
  }

  /** Go through a run whose wanted times are those of frames. */
  async *#decodeTimed(run: DecodeRun): AsyncGenerator<ShownFrame, void, undefined> {
    const wanted = new Set(run.wanted);
    for await (const frame of this.#decode(run, (pts) => wanted.has(pts))) {
      const pts = Number(frame.pts);
      if (!wanted.has(pts) || !this.#decoder.isTrusted) continue;
      yield { wanted: pts, pts, picture: this.#decoder.view(frame) };
    }
  }

  /** Go through a run whose wanted times are instants: each is answered by the last frame shown up to then. */
  async *#decodeHeld(run: DecodeRun): AsyncGenerator<ShownFrame, void, undefined> {
    let next = 0;
    let heldPts = Number.NaN;
    let lastPts = Number.NaN;
    let step = 1;
    const entryTime = Number.isNaN(run.entry.pts) ? run.entry.dts : run.entry.pts;
    const answer = (until: number) => {
      // Instants before the first frame that came out have no answer.
      while (run.wanted[next]! < until && !(heldPts <= run.wanted[next]!)) next++;
      if (next >= run.wanted.length || run.wanted[next]! >= until) return null;
      return { wanted: run.wanted[next++]!, pts: heldPts, picture: this.#decoder.view(this.#decoder.heldFrame) };
    };
    for await (const frame of this.#decode(run, () => true)) {
      const stated = readTicks(frame.bestEffortTimestamp);
      // Where packets lack times the last frames, which come out when no packet goes in any more, have none either.
      const guess = Number.isNaN(lastPts) ? entryTime : lastPts + step;
      const pts = Number.isNaN(stated) ? guess : stated;
      for (let shown = answer(pts); shown !== null; shown = answer(pts)) yield shown;
      if (lastPts >= pts) continue;
      if (pts > lastPts) step = pts - lastPts;
      lastPts = pts;
      heldPts = this.#decoder.isTrusted ? pts : Number.NaN;
      this.#decoder.hold();
    }
    for (let shown = answer(Number.POSITIVE_INFINITY); shown !== null; shown = answer(Number.POSITIVE_INFINITY)) {
      yield shown;
    }
  }

  /**
   * Send the packets of a run and give the frames that come out; frames not needed may be left out. Turns to the event loop
   * every few packets, so that a process can hear that it is no longer wanted and say that it is alive.
   */
  async *#decode(run: Packets, isNeeded: (pts: number) => boolean): AsyncGenerator<Frame, void, undefined> {
    const decoder = this.#decoder;
    decoder.reset();
    this.#enter(run);
    for (let i = 0; i < run.packets && this.#read(); i++) {
      if (i % PACKETS_A_TURN === 0) await setImmediate();
      shiftPacket(this.#packet, offsetAt(run.parts, this.#position));
      decoder.skipUnreferred(!isNeeded(Number(this.#packet.pts)));
      // An empty packet says "the same picture again" (Theora); to a decoder it would mean the end.
      if (this.#packet.size > 0) decoder.send(this.#packet);
      this.#consume();
      for (let frame = decoder.receive(); frame !== null; frame = decoder.receive()) yield frame;
    }
    decoder.send(null);
    for (let frame = decoder.receive(); frame !== null; frame = decoder.receive()) yield frame;
  }

  /** Stand before a run's first packet: read on where it is near, seek where it is not, begin anew where seeking fails. */
  #enter(run: Packets): void {
    const { packet } = run.entry;
    const ahead = packet - this.#position;
    // Where times occur twice, only a container that is sought by bytes is sought.
    const canSeek = run.parts === undefined || this.#isSoughtByBytes();
    if ((ahead >= 0 && ahead <= READ_AHEAD_PACKETS) || (ahead >= 0 && !canSeek)) {
      this.#skipTo(packet);
      return;
    }
    if (packet > 0 && canSeek && !this.#isBare && this.#seek(run)) {
      this.#position = packet;
      return;
    }
    this.#reopen();
    this.#skipTo(packet);
  }

  /** Seek to a run's first packet. False when it is not found. */
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

  #isSoughtByBytes(): boolean {
    return isBroadcast(this.#container.iformat?.name ?? '');
  }

  /**
   * Read on until the packet with these times is next. False when the container is past it.
   *
   * @param position where it begins in the file, NaN where its times are enough.
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

  /** Have the track's next packet in hand. False at the end. */
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

  /** Let go of the packet in hand. */
  #consume(): void {
    if (!this.#hasPacket) return;
    this.#packet.unref();
    this.#hasPacket = false;
    this.#position++;
  }

  /** Begin the container anew: the one way back to its first packet that every container knows. */
  #reopen(): void {
    this.#consume();
    const { index } = this.#stream;
    this.#container.closeInputSync();
    ({ container: this.#container, stream: this.#stream } = openVideoTrack(this.#libav, this.#film, index));
    this.#position = 0;
  }

  /** Decode the first frame: it knows what the container may not (size, tags, rotation, whether anything comes out). */
  async #lookAtFirstFrame(index: PacketIndex): Promise<FilmInfo> {
    const { lib } = this.#libav;
    const { path } = this.#film;
    const everything = selectPackets(index, 0, index.pts.length);
    for await (const frame of this.#decode(everything, () => true)) {
      const picture = this.#decoder.view(frame);
      const stream = this.#stream;
      const vision = readVision(stream, this.#libav.constants);
      this.warnings = [...this.warnings, ...warnOfTags(picture), ...warnOfDolbyVision(vision)];
      const track = measureTrack(index, Number(frame.bestEffortTimestamp));
      const tick = index.timeBase.num / index.timeBase.den;
      const seconds = (track.endTicks - track.firstTicks) * tick;
      return {
        stream: stream.index,
        codec: lib.avGetCodecName(stream.codecpar.codecId) ?? 'unknown',
        width: picture.width,
        height: picture.height,
        ...picture.shown!,
        frameRate: chooseFrameRate(stream.avgFrameRate, track.frames, seconds),
        color: resolveColor(picture),
        timeBase: index.timeBase,
        title: readTitle(stream, this.#container),
        track,
        claimedSeconds: index.parts === undefined ? claimSeconds(readClaim(stream), track.firstTicks * tick) : null,
        ...(index.parts !== undefined && { parts: index.parts }),
      };
    }
    throw new FilmError('decode-failed', `${path}: not one frame could be decoded`);
  }
}

const isSame = (a: number, b: number): boolean => a === b || (Number.isNaN(a) && Number.isNaN(b));
