/** Maximum packets queued in a decoder: enough to keep all its threads busy. */
const MAX_QUEUED = 12;

/**
 * One VideoDecoder, which returns frames in the order they are shown. It decodes in software if
 * possible: hardware rounds colours differently, and the same film must give the same fingerprint.
 */
export class FrameDecoder {
  readonly #config: VideoDecoderConfig;
  #decoder: VideoDecoder | null = null;
  #frames: VideoFrame[] = [];
  #wake: (() => void) | null = null;
  #problem: DOMException | null = null;

  constructor(config: VideoDecoderConfig) {
    this.#config = { ...config, hardwareAcceleration: 'prefer-software' };
  }

  /**
   * Send a packet. Waits while the decoder's queue is full.
   *
   * @throws {DOMException} the error of an earlier packet.
   */
  async send(chunk: EncodedVideoChunk): Promise<void> {
    const decoder = this.#open();
    decoder.decode(chunk);
    while (decoder.decodeQueueSize > MAX_QUEUED && this.#problem === null) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    this.#check();
  }

  /** Decode all packets that were sent. @throws {DOMException} */
  async flush(): Promise<void> {
    if (this.#decoder?.state === 'configured') await this.#decoder.flush();
    this.#check();
  }

  /** Take the next finished frame: the caller closes it. */
  take(): VideoFrame | undefined {
    return this.#frames.shift();
  }

  /** Drop all packets, frames and errors. */
  reset(): void {
    for (const frame of this.#frames) frame.close();
    this.#frames = [];
    this.#problem = null;
    if (this.#decoder !== null && this.#decoder.state !== 'closed') this.#decoder.close();
    this.#decoder = null;
  }

  #open(): VideoDecoder {
    if (this.#decoder !== null && this.#decoder.state === 'configured') return this.#decoder;
    const decoder = new VideoDecoder({
      output: (frame) => void this.#frames.push(frame),
      error: (error) => {
        this.#problem = error;
        this.#wake?.();
      },
    });
    decoder.addEventListener('dequeue', () => this.#wake?.());
    decoder.configure(this.#config);
    this.#decoder = decoder;
    return decoder;
  }

  #check(): void {
    if (this.#problem !== null) throw this.#problem;
  }
}
