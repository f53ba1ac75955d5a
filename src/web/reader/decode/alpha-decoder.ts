import { FrameDecoder } from './frame-decoder.ts';

/** A decoded frame and its alpha. The caller that takes it closes it. */
export interface AlphaFrame {
  /** Ticks. */
  readonly timestamp: number;
  readonly color: VideoFrame;
  /** A frame whose luma is the alpha of this one; null for an opaque frame. */
  readonly alpha: VideoFrame | null;
  close(): void;
}

/**
 * Two decoders: one for the colours, one for the alpha, which Matroska keeps as a stream of its own
 * and WebCodecs do not decode. Frames come out in the order they are shown, each with its alpha.
 */
export class AlphaDecoder {
  readonly #color: FrameDecoder;
  readonly #alpha: FrameDecoder;
  /** Colour frames that may wait for their alpha. */
  readonly #colors: VideoFrame[] = [];
  /** By timestamp. */
  readonly #alphas = new Map<number, VideoFrame>();
  /** Timestamps of alpha packets whose frames have not come out yet. */
  readonly #sent = new Set<number>();
  #isFlushed = false;

  constructor(config: VideoDecoderConfig) {
    this.#color = new FrameDecoder(config);
    this.#alpha = new FrameDecoder(config);
  }

  /**
   * Send a packet and the alpha beside it, if any. Waits while the decoders are busy.
   *
   * @throws {DOMException} the error of an earlier packet.
   */
  async send(chunk: EncodedVideoChunk, alpha: EncodedVideoChunk | null): Promise<void> {
    this.#isFlushed = false;
    if (alpha !== null) {
      this.#sent.add(alpha.timestamp);
      await this.#alpha.send(alpha);
    }
    await this.#color.send(chunk);
  }

  /** Decode all packets that were sent. @throws {DOMException} */
  async flush(): Promise<void> {
    await Promise.all([this.#color.flush(), this.#alpha.flush()]);
    this.#isFlushed = true;
  }

  /** Take the next finished frame. */
  take(): AlphaFrame | undefined {
    for (let frame = this.#color.take(); frame !== undefined; frame = this.#color.take()) this.#colors.push(frame);
    for (let frame = this.#alpha.take(); frame !== undefined; frame = this.#alpha.take()) {
      this.#alphas.get(frame.timestamp)?.close();
      this.#alphas.set(frame.timestamp, frame);
    }
    const color = this.#colors[0];
    if (color === undefined) return undefined;
    const { timestamp } = color;
    const alpha = this.#alphas.get(timestamp) ?? null;
    if (alpha === null && this.#sent.has(timestamp) && !this.#isFlushed) return undefined;
    this.#colors.shift();
    this.#alphas.delete(timestamp);
    this.#sent.delete(timestamp);
    const close = () => {
      color.close();
      alpha?.close();
    };
    return { timestamp, color, alpha, close };
  }

  /** Drop all packets and frames. */
  reset(): void {
    for (const frame of [...this.#colors, ...this.#alphas.values()]) frame.close();
    this.#colors.length = 0;
    this.#alphas.clear();
    this.#sent.clear();
    this.#isFlushed = false;
    this.#color.reset();
    this.#alpha.reset();
  }
}
