import type { Clustering, Swatch } from '../fingerprint/index.ts';
import type { FilmInfo, PacketIndex, Span } from '../frame/index.ts';

/** What a look at a film tells, before anything is sampled. */
export interface Survey {
  readonly info: FilmInfo;
  readonly index: PacketIndex;
  readonly backend: { readonly name: string; readonly version: string };
}

/** The unit of work: a span of one film, on one core, on all, or on many machines. */
export interface SpanTask {
  readonly path: string;
  readonly span: Span;
  readonly clustering: Clustering;
}

/** The colours of one frame, which may answer several instants. */
export interface FrameSwatches {
  /** The time of the span that it answers, ticks. */
  readonly wanted: number;
  /** Presentation time in ticks; NaN when the frame could not be decoded. */
  readonly pts: number;
  /** Heaviest first; empty when the frame could not be decoded. */
  readonly swatches: readonly Swatch[];
}

/** What a span says of itself when it is done. */
export interface SpanReport {
  /** Packets that the decoder rejected. */
  readonly damagedPackets: number;
}

/**
 * The port through which spans are worked off: by child processes here, by other machines elsewhere.
 *
 * @throws {FilmError} from every member that works.
 */
export interface SpanRunner {
  survey(path: string): Promise<Survey>;
  /** Work off one span; frames come in any order, each once. */
  run(task: SpanTask, onFrame: (frame: FrameSwatches) => void): Promise<SpanReport>;
  /** Spans that are worth having in hand at once. */
  readonly concurrency: number;
  /** Stop all work at once. */
  close(): void;
}
