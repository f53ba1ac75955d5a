import type { Clustering, Measures, Swatch } from '../../../core/fingerprint/index.ts';
import type {
  Backend,
  CropPlan,
  FilmInfo,
  LetterboxBars,
  PacketIndex,
  Shown,
  SmallPicture,
  SoundClock,
  SoundReport,
  Span,
} from '../../../core/frame/index.ts';
import type { ReaderOptions } from '../../film/index.ts';
import type { EncodedThumbnail } from '../fingerprint/thumbnails.ts';

/** What a look at a film tells, before anything is sampled. */
export interface Survey {
  readonly info: FilmInfo;
  readonly index: PacketIndex;
  readonly backend: Backend;
  /** What read the film: what every span of it is to be read with. */
  readonly reader: ReaderOptions;
  /** Sentences on what is not as it was asked for. */
  readonly warnings: readonly string[];
}

/** The unit of work: a span of one film, on one core, on all, or on many machines. */
export interface SpanTask {
  readonly path: string;
  readonly reader: ReaderOptions;
  readonly span: Span;
  readonly clustering: Clustering;
  /** Which part of the frames is sampled. */
  readonly crop: CropPlan;
  /** How frames are shown and which of them, by their times of the span, are wanted as thumbnails; null for no pictures at all. */
  readonly pictures: { readonly shown: Shown; readonly thumbnails: Float64Array } | null;
}

/** Frames of one film to measure the black bars of. */
export interface LetterboxTask {
  readonly path: string;
  readonly reader: ReaderOptions;
  readonly span: Span;
}

/** The bars of one frame. */
export interface FrameLetterbox {
  /** The time of the span that it answers, ticks. */
  readonly wanted: number;
  /** Pixels of the frame, which may change within a film; 0 when it could not be decoded. */
  readonly width: number;
  readonly height: number;
  /** Null when the frame is too dark to tell, or could not be decoded. */
  readonly bars: LetterboxBars | null;
}

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
  /** As one column of pixels, sRGB r g b from the top; where pictures are wanted. */
  readonly squeezed?: Uint8Array;
  /** Where it is wanted; a file of it already where it came from another machine. */
  readonly thumbnail?: SmallPicture | EncodedThumbnail;
}

/** What a span says of itself when it is done. */
export interface SpanReport {
  /** Packets that the decoder rejected, and frames that it says are damaged. */
  readonly damagedPackets: number;
}

/** The unit of listening: a span of one film's sound. */
export interface SoundTask extends SoundClock {
  readonly path: string;
  /** Number of the video stream that the sound belongs to. */
  readonly video: number;
  /** Seconds on the film's own clock, ascending. */
  readonly instants: Float64Array;
}

/**
 * The port through which spans are worked off: by child processes here, by other machines elsewhere.
 *
 * @throws {FilmError} from every member that works.
 */
export interface SpanRunner {
  survey(path: string, reader: ReaderOptions): Promise<Survey>;
  /** Measure the bars of all frames of a span, in any order. */
  measureLetterbox(task: LetterboxTask): Promise<readonly FrameLetterbox[]>;
  /** Work off one span; frames come in any order, each once. */
  run(task: SpanTask, onFrame: (frame: FrameColors) => void): Promise<SpanReport>;
  /** Measure how loud one span of a film's sound is. */
  measureLoudness(task: SoundTask): Promise<SoundReport>;
  /** Spans that are worth having in hand at once. */
  readonly concurrency: number;
  /** Stop all work at once. */
  close(): void;
}
