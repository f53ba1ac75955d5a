import type { Picture } from '../../frame/index.ts';

/**
 * A frame that a decoder gave. It is borrowed: it can be viewed until the next frame is asked for
 * or, once held, until it is released.
 */
export interface DecodedFrame {
  /** Presentation time in ticks; NaN where it is not stated. */
  readonly pts: number;
  /** Whether it shows what was filmed: the decoder found no damage in what the frame depends on. */
  readonly isTrusted: boolean;
  view(): Picture | Promise<Picture>;
  /** Keep the frame until it is released, or until another frame is held. */
  hold(): void;
  release(): void;
}
