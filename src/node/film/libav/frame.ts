import type { Frame } from 'node-av/lib';
import type { Picture } from '../../../core/frame/index.ts';
import type { DecodedFrame } from '../../../core/pipeline/index.ts';
import type { LibavDecoder } from './decoder.ts';

/** A frame of the decoder, borrowed until the next one is received. */
export class LibavFrame implements DecodedFrame {
  readonly pts: number;
  readonly isTrusted: boolean;
  readonly #decoder: LibavDecoder;
  readonly #frame: Frame;

  /** @param frame the one received last. */
  constructor(decoder: LibavDecoder, frame: Frame, pts: number) {
    this.pts = pts;
    this.isTrusted = decoder.isTrusted;
    this.#decoder = decoder;
    this.#frame = frame;
  }

  view(): Picture {
    return this.#decoder.view(this.#frame);
  }

  hold(): void {
    this.#decoder.hold();
  }

  /** The decoder keeps the frame and uses it again. */
  release(): void {}
}
