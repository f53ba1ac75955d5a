import type { Measures, Swatch } from '../fingerprint/index.ts';
import type { LetterboxBars, SmallPicture } from '../frame/index.ts';
import type { EncodedThumbnail } from './encoded-thumbnail.ts';
import type { SpanShots } from './shots/shot-sampler.ts';

/** The colours of one frame, which may answer several instants. */
export interface FrameColors {
  /** The time of the span that it answers, ticks. */
  readonly wanted: number;
  /** Presentation time in ticks; NaN when the frame could not be decoded. */
  readonly pts: number;
  /** Heaviest first; empty when the frame could not be decoded. */
  readonly swatches: readonly Swatch[];
  /** Absent when the frame could not be decoded. */
  readonly measures?: Measures;
  /** The frame as one column of pixels, sRGB r g b from the top; absent without pictures. */
  readonly squeezed?: Uint8Array;
  /** Present for frames that are wanted as thumbnails; encoded if another machine made it. */
  readonly thumbnail?: SmallPicture | EncodedThumbnail;
  /** Whether its colours are part of its shot's; absent without shots. */
  readonly isShotFrame?: boolean;
  /** Present where no crop was given; null when the frame is too dark to measure. */
  readonly bars?: LetterboxBars | null;
}

/** The result of a span beside its frames. */
export interface SpanReport {
  /** Packets that the decoder rejected, and frames that it reports as damaged. */
  readonly damagedPackets: number;
  /** What it knows of shots; absent without shots. */
  readonly shots?: readonly SpanShots[];
}
