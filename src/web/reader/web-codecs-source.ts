import {
  type Backend,
  type DecodeRun,
  FilmError,
  type FilmInfo,
  type FrameSource,
  offsetAt,
  type PacketIndex,
  type Packets,
  type ShownFrame,
  type Span,
  selectPackets,
  warnOfDolbyVision,
  warnOfTags,
} from '../../core/frame/index.ts';
import {
  createPacketWalk,
  findPacket,
  listPackets,
  openContainer,
  type PacketWalk,
  type WebContainer,
} from './container/web-container.ts';
import { describeTrack, nameCodec, readShown, showFrame, type TrackShown } from './container/web-info.ts';
import { AlphaDecoder, type DecodedFrame } from './decode/alpha-decoder.ts';
import { type TrackColor, VideoFrameReader } from './decode/picture-reader.ts';

/** Packets that are tried for a first frame. */
const FIRST_PACKETS = 60;

/**
 * How many key packets earlier a run is entered when it cannot be decoded from its own: some browsers refuse to begin at key pictures that later ones reach
 * beyond (open groups of pictures), which FFmpeg by itself decodes.
 */
const RETREATS = [1, 2, 4, 8] as const;

/**
 * Open a film in the browser: mediabunny reads its container, WebCodecs decode it.
 *
 * @throws {FilmError}
 */
export async function openWebSource(file: File): Promise<FrameSource> {
  const container = await openContainer(file);
  const { track, entry } = container;
  const [color, codec, shown] = await Promise.all([track.getColorSpace(), track.getCodec(), readShown(container)]);
  return new WebCodecsSource(file.name, container, shown, {
    container: color,
    codec: nameCodec(codec),
    codePoints: entry?.tags ?? null,
    isRangeStated: codec === 'vp9' || codec === 'av1',
  });
}

class WebCodecsSource implements FrameSource {
  readonly backend: Backend;
  warnings: readonly string[];
  readonly #name: string;
  readonly #container: WebContainer;
  readonly #shown: TrackShown;
  readonly #color: TrackColor;
  readonly #decoder: AlphaDecoder;
  readonly #walk: PacketWalk;
  readonly #reader = new VideoFrameReader();
  damagedPackets = 0;

  constructor(name: string, container: WebContainer, shown: TrackShown, color: TrackColor) {
    this.#name = name;
    this.#container = container;
    this.#walk = createPacketWalk(container);
    this.#shown = shown;
    this.#color = color;
    this.warnings = [container.choice, container.tail].filter((warning) => warning !== null);
    // What the configuration says replaces the tags of the stream: Chromium gives the container's matrix for VP9's own.
    const { colorSpace: _, ...config } = container.config;
    this.#decoder = new AlphaDecoder(color.codec === 'vp9' ? config : container.config);
    this.backend = { name: 'webcodecs', version: nameBrowser(navigator.userAgent) };
  }

  async survey(): Promise<{ info: FilmInfo; index: PacketIndex }> {
    const index = await listPackets(this.#container);
    for await (const frame of this.#decode(selectPackets(index, 0, Math.min(FIRST_PACKETS, index.pts.length)))) {
      const picture = await this.#view(frame);
      frame.close();
      const vision = this.#container.entry?.dolbyVision ?? null;
      this.warnings = [...this.warnings, ...warnOfTags(picture), ...warnOfDolbyVision(vision)];
      return { info: await describeTrack(this.#container, index, picture), index };
    }
    throw new FilmError('decode-failed', `Not one frame of ${this.#name} could be decoded.`);
  }

  async *frames(span: Span): AsyncGenerator<ShownFrame, void, undefined> {
    for (const run of span.runs) {
      const unmet = new Set(run.wanted);
      const left = (isTimed: boolean): DecodeRun => ({ ...run, wanted: Float64Array.from(unmet).sort(), isTimed });
      const damagedBefore = this.damagedPackets;
      for (const back of [0, ...RETREATS]) {
        for await (const shown of run.isTimed ? this.#decodeTimed(left(true), back) : this.#decodeHeld(left(false))) {
          if (unmet.delete(shown.wanted)) yield shown;
        }
        const isDamaged = this.damagedPackets > damagedBefore;
        // All of it came in the end.
        if (unmet.size === 0) this.damagedPackets = damagedBefore;
        if (unmet.size === 0 || !isDamaged || !run.isTimed) break;
      }
      // A packet that promised a frame gave none, though nothing is damaged: take what was on screen then.
      if (unmet.size > 0 && run.isTimed && this.damagedPackets === damagedBefore) {
        for await (const shown of this.#decodeHeld(left(false))) if (unmet.delete(shown.wanted)) yield shown;
      }
      for (const wanted of unmet) yield { wanted, pts: Number.NaN, picture: null };
    }
  }

  close(): void {
    this.#decoder.reset();
    this.#container.input.dispose();
  }

  async *#decodeTimed(run: DecodeRun, back: number): AsyncGenerator<ShownFrame, void, undefined> {
    const wanted = new Set(run.wanted);
    for await (const frame of this.#decode(run, back)) {
      const pts = frame.timestamp;
      try {
        if (wanted.has(pts)) yield { wanted: pts, pts, picture: await this.#view(frame) };
      } finally {
        frame.close();
      }
    }
  }

  /** Go through a run whose wanted times are instants: each is answered by the last frame shown up to then. */
  async *#decodeHeld(run: DecodeRun): AsyncGenerator<ShownFrame, void, undefined> {
    let held: DecodedFrame | null = null;
    let next = 0;
    try {
      for await (const frame of this.#decode(run)) {
        for (; next < run.wanted.length && run.wanted[next]! < frame.timestamp; next++) {
          if (held !== null) yield { wanted: run.wanted[next]!, pts: held.timestamp, picture: await this.#view(held) };
        }
        (held as DecodedFrame | null)?.close();
        held = frame;
      }
      for (; held !== null && next < run.wanted.length; next++) {
        yield { wanted: run.wanted[next]!, pts: held.timestamp, picture: await this.#view(held) };
      }
    } finally {
      held?.close();
    }
  }

  /**
   * Send the packets of a run and give the frames that come out; the caller closes them. Their timestamps are ticks, not microseconds.
   *
   * @param back how many key packets before the run's own it is entered at.
   */
  async *#decode(run: Packets, back: number = 0): AsyncGenerator<DecodedFrame, void, undefined> {
    const { ticksPerSecond, packets } = this.#container;
    const decoder = this.#decoder;
    const { parts } = run;
    let place = run.entry.packet;
    const own = await (parts === undefined ? findPacket(this.#container, run.entry.pts) : this.#walk.go(place));
    if (own === null) return;
    let entry = own;
    // Where times occur twice, they do not tell what is before.
    for (let i = 0; i < back && parts === undefined; i++) {
      entry = (await packets.getKeyPacket(entry.timestamp - 0.5 / ticksPerSecond)) ?? entry;
    }
    let isDone = false;
    try {
      let packet: typeof entry | null = entry;
      let left = run.packets;
      while (packet !== null) {
        const timestamp = Math.round(packet.timestamp * ticksPerSecond) + offsetAt(parts, place++);
        const type = packet === entry ? 'key' : packet.type;
        const { alpha } = packet.sideData;
        const alphaChunk = alpha === undefined ? null : new EncodedVideoChunk({ type, timestamp, data: alpha });
        await decoder.send(new EncodedVideoChunk({ type, timestamp, data: packet.data }), alphaChunk);
        for (let frame = decoder.take(); frame !== undefined; frame = decoder.take()) yield frame;
        if (packet.sequenceNumber >= own.sequenceNumber && --left === 0) break;
        packet = await packets.getNextPacket(packet);
      }
      await decoder.flush();
      for (let frame = decoder.take(); frame !== undefined; frame = decoder.take()) yield frame;
      isDone = true;
    } catch (error) {
      if (!(error instanceof DOMException)) throw error;
      // The rest of the run refers to what is damaged.
      this.damagedPackets++;
    } finally {
      // The caller may have left in the middle.
      if (!isDone) decoder.reset();
    }
  }

  async #view({ color, alpha }: DecodedFrame) {
    const picture = await this.#reader.read(color, this.#color, alpha);
    if (picture === null) {
      const format = [color, ...(alpha === null ? [] : [alpha])]
        .map((frame) => frame.format ?? 'unknown')
        .join(', alpha ');
      throw new FilmError('no-decoder', `The pixels of ${this.#name} (${format}) cannot be read here.`);
    }
    return { ...picture, shown: showFrame(this.#shown, color) };
  }
}

/** Name the browser and its version: what decodes is inside it. */
function nameBrowser(userAgent: string): string {
  const match = /(?:Edg|Firefox|Chrome|Version)\/([\d.]+)/.exec(userAgent);
  return match === null ? 'unknown' : match[0];
}
