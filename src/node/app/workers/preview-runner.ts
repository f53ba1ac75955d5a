import type { Clustering, Measures, Swatch } from '../../../core/fingerprint/index.ts';
import type { GlimpsePlace, Shown, SmallPicture, Span } from '../../../core/frame/index.ts';
import type { ReaderOptions } from '../../film/index.ts';
import type { SpanRunner } from './span-runner.ts';

/** Key frames of a film that is not surveyed. */
export interface GlimpseTask {
  readonly path: string;
  readonly reader: ReaderOptions;
  /** Where, as shares of the film's stated duration, 0 to 1. */
  readonly shares: readonly number[];
  readonly clustering: Clustering;
}

/** The colours of a key frame, without black bars. */
export interface GlimpsedColors {
  /** When the frame is shown, seconds on the film's own clock. */
  readonly seconds: number;
  readonly swatches: readonly Swatch[];
  readonly measures: Measures;
}

/** One frame of a film, as a picture. */
export interface PictureTask {
  readonly path: string;
  readonly reader: ReaderOptions;
  /** A place, or the span of one wanted time of a film that is surveyed. */
  readonly at: GlimpsePlace | { readonly span: Span };
  /** How pictures are shown that do not state it themselves. */
  readonly shown: Shown;
  /** Approximate number of pixels; a smaller frame keeps its size. */
  readonly pixels: number;
}

/** A runner that also looks at a film before, or without, reading it. */
export interface PreviewRunner extends SpanRunner {
  /**
   * Find the colours of key frames.
   *
   * @param onFrame called for each that can be decoded, in the order of the task.
   * @returns false if the film's backend cannot.
   * @throws {FilmError}
   */
  glimpse(task: GlimpseTask, onFrame: (frame: GlimpsedColors) => void): Promise<boolean>;
  /**
   * Decode one frame.
   *
   * @returns null if it cannot be found or decoded, or if the film's backend needs a span.
   * @throws {FilmError}
   */
  readPicture(task: PictureTask): Promise<SmallPicture | null>;
}
