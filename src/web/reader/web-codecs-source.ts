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
  type Attempt,
  answerHeld,
  answerRun,
  answerTimed,
  type DecodedFrame,
  decodePackets,
  type PacketDecoder,
} from '../../core/pipeline/index.ts';
import {
  createPacketWalk,
  findPacket,
  listPackets,
  openContainer,
  type PacketWalk,
  type WebContainer,
} from './container/web-container.ts';
import { describeTrack, nameCodec, readShown, showFrame, type TrackShown } from './container/web-info.ts';
import { AlphaDecoder, type AlphaFrame } from './decode/alpha-decoder.ts';
import { type TrackColor, VideoFrameReader } from './decode/picture-reader.ts';

/** Maximum packets to decode to find a first frame. */
const FIRST_PACKETS = 60;

/**
 * How many key packets earlier decoding starts if a run cannot be decoded from its own key packet.
 * Some browsers refuse to start at key pictures of open groups, which FFmpeg decodes.
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

/** A packet as chunks for the two decoders. */
interface SentPacket {
  readonly color: EncodedVideoChunk;
  readonly alpha: EncodedVideoChunk | null;
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
    // A colour space in the configuration replaces the tags of the stream: without this, Chromium
    // gives the container's matrix instead of VP9's own.
    const { colorSpace: _, ...config } = container.config;
    this.#decoder = new AlphaDecoder(color.codec === 'vp9' ? config : container.config);
    this.backend = { name: 'webcodecs', version: nameBrowser(navigator.userAgent) };
  }

  async survey(): Promise<{ info: FilmInfo; index: PacketIndex }> {
    const index = await listPackets(this.#container);
    for await (const frame of this.#decode(selectPackets(index, 0, Math.min(FIRST_PACKETS, index.pts.length)))) {
      const picture = await frame.view();
      frame.release();
      const vision = this.#container.entry?.dolbyVision ?? null;
      this.warnings = [...this.warnings, ...warnOfTags(picture), ...warnOfDolbyVision(vision)];
      return { info: await describeTrack(this.#container, index, picture), index };
    }
    throw new FilmError('decode-failed', `Not one frame of ${this.#name} could be decoded.`);
  }

  async *frames(span: Span): AsyncGenerator<ShownFrame, void, undefined> {
    for (const run of span.runs) {
      const damagedBefore = this.damagedPackets;
      let isWhole = true;
      for await (const frame of answerRun(run.wanted, this.#attempts(run))) {
        isWhole &&= frame.picture !== null;
        yield frame;
      }
      // A later attempt decoded all of it.
      if (isWhole) this.damagedPackets = damagedBefore;
    }
  }

  close(): void {
    this.#decoder.reset();
    this.#container.input.dispose();
  }

  *#attempts(run: DecodeRun): Generator<Attempt, void, undefined> {
    const held: Attempt = (unmet) => answerHeld(this.#decode(run), unmet);
    if (!run.isTimed) {
      yield held;
      return;
    }
    const damagedBefore = this.damagedPackets;
    for (const back of [0, ...RETREATS]) {
      yield (unmet) => answerTimed(this.#decode(run, back), unmet);
      // A packet gave no frame although nothing is damaged: take the frame that was on screen
      // instead.
      if (this.damagedPackets === damagedBefore) {
        yield held;
        return;
      }
    }
  }

  /**
   * Decode the packets of a run. The timestamps of frames are ticks, not microseconds.
   *
   * @param back how many key packets before the run's own decoding starts.
   */
  async *#decode(run: Packets, back: number = 0): AsyncGenerator<DecodedFrame, void, undefined> {
    const decoder = this.#decoder;
    const port: PacketDecoder<SentPacket, AlphaFrame> = {
      send: ({ color, alpha }) => decoder.send(color, alpha),
      flush: () => decoder.flush(),
      take: () => decoder.take() ?? null,
    };
    let isDone = false;
    try {
      for await (const frame of decodePackets(this.#readPackets(run, back), port)) {
        yield {
          pts: frame.timestamp,
          isTrusted: true,
          view: () => this.#view(frame),
          // A frame of WebCodecs stays until it is closed.
          hold() {},
          release: () => frame.close(),
        };
      }
      isDone = true;
    } catch (error) {
      if (!(error instanceof DOMException)) throw error;
      // The rest of the run depends on the damaged packet.
      this.damagedPackets++;
    } finally {
      // After an error, and when the caller stops early.
      if (!isDone) decoder.reset();
    }
  }

  async *#readPackets(run: Packets, back: number): AsyncGenerator<SentPacket, void, undefined> {
    const { ticksPerSecond, packets } = this.#container;
    const { parts } = run;
    let place = run.entry.packet;
    const own = await (parts === undefined ? findPacket(this.#container, run.entry.pts) : this.#walk.go(place));
    if (own === null) return;
    let entry = own;
    // If times repeat, they do not show which packet is earlier.
    for (let i = 0; i < back && parts === undefined; i++) {
      entry = (await packets.getKeyPacket(entry.timestamp - 0.5 / ticksPerSecond)) ?? entry;
    }
    let packet: typeof entry | null = entry;
    let left = run.packets;
    while (packet !== null) {
      const timestamp = Math.round(packet.timestamp * ticksPerSecond) + offsetAt(parts, place++);
      const type = packet === entry ? 'key' : packet.type;
      const { alpha } = packet.sideData;
      yield {
        color: new EncodedVideoChunk({ type, timestamp, data: packet.data }),
        alpha: alpha === undefined ? null : new EncodedVideoChunk({ type, timestamp, data: alpha }),
      };
      if (packet.sequenceNumber >= own.sequenceNumber && --left === 0) return;
      packet = await packets.getNextPacket(packet);
    }
  }

  async #view({ color, alpha }: AlphaFrame) {
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

/** Name the browser and its version: the decoders are part of the browser. */
function nameBrowser(userAgent: string): string {
  const match = /(?:Edg|Firefox|Chrome|Version)\/([\d.]+)/.exec(userAgent);
  return match === null ? 'unknown' : match[0];
}
