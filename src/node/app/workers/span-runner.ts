import type { Clustering } from '../../../core/fingerprint/index.ts';
import type {
  Backend,
  CropPlan,
  FilmInfo,
  LetterboxBars,
  PacketIndex,
  Shown,
  SoundClock,
  SoundReport,
  Span,
} from '../../../core/frame/index.ts';
import type { FrameColors, SpanReport, SpanShotSampling } from '../../../core/pipeline/index.ts';
import type { ReaderOptions } from '../../film/index.ts';

/** What the reader reports of a film before anything is sampled. */
export interface Survey {
  readonly info: FilmInfo;
  readonly index: PacketIndex;
  readonly backend: Backend;
  /** The reader that was chosen; every span is read with it. */
  readonly reader: ReaderOptions;
  /** Where the reader departs from what was asked for, as sentences. */
  readonly warnings: readonly string[];
}

/** The unit of work: one span of one film. */
export interface SpanTask {
  readonly path: string;
  readonly reader: ReaderOptions;
  readonly span: Span;
  readonly clustering: Clustering;
  /** Which part of the frames is sampled. */
  readonly crop: CropPlan;
  /**
   * How frames are shown, and the wanted times of the frames that also give a thumbnail; null
   * without pictures.
   */
  readonly pictures: { readonly shown: Shown; readonly thumbnails: Float64Array } | null;
  /** Null where shots are not detected. */
  readonly shots: SpanShotSampling | null;
}

/** A span whose frames are measured for black bars. */
export interface LetterboxTask {
  readonly path: string;
  readonly reader: ReaderOptions;
  readonly span: Span;
}

/** The black bars of one frame. */
export interface FrameLetterbox {
  /** The wanted time of the span that the frame answers, ticks. */
  readonly wanted: number;
  /** Pixels of the frame, which may change within a film; 0 when it could not be decoded. */
  readonly width: number;
  readonly height: number;
  /** Null when the frame is too dark to measure, or could not be decoded. */
  readonly bars: LetterboxBars | null;
}

/** One span of one film's sound. */
export interface SoundTask extends SoundClock {
  readonly path: string;
  /** Number of the video stream that the sound belongs to. */
  readonly video: number;
  /** Seconds on the film's own clock, ascending. */
  readonly instants: Float64Array;
}

/**
 * The port that runs spans. This machine runs them in child processes; the queue replays results of
 * other machines.
 *
 * @throws {FilmError} from every member but `concurrency` and `close`.
 */
export interface SpanRunner {
  survey(path: string, reader: ReaderOptions): Promise<Survey>;
  /** Measure the bars of all frames of a span, in any order. */
  measureLetterbox(task: LetterboxTask): Promise<readonly FrameLetterbox[]>;
  /** Run one span. Its frames come in any order, each once. */
  run(task: SpanTask, onFrame: (frame: FrameColors) => void): Promise<SpanReport>;
  /** Measure the loudness of one span of sound. */
  measureLoudness(task: SoundTask): Promise<SoundReport>;
  /** How many spans to run at once. */
  readonly concurrency: number;
  /** Stop all work at once. */
  close(): void;
}
