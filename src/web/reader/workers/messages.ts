import type { Clustering, Column, ColumnSound, Fingerprint } from '../../../core/fingerprint/index.ts';
import type { CropPlan, FilmErrorCode, Shown, SoundReport, Span } from '../../../core/frame/index.ts';
import type { FingerprintHead, FrameColors, SpanReport, SpanShotSampling } from '../../../core/pipeline/index.ts';

/** A command of the page to a film worker. Terminating the worker cancels everything. */
export type FilmCommand =
  | {
      readonly kind: 'read';
      readonly file: File;
      readonly samples: number;
      readonly workers: number;
      readonly hasShots: boolean;
    }
  /** How many span workers may work from now on. */
  | { readonly kind: 'resize'; readonly workers: number }
  | { readonly kind: 'pause' }
  | { readonly kind: 'resume' };

/**
 * The stages of reading a film: key frames over the whole film, to find its letterbox; the key
 * frames nearest to all instants; the frames of all instants.
 */
export type Stage = 'look' | 'draft' | 'exact';

/**
 * A column, and its place among the exact columns; null for a column of a draft, which has its time
 * only.
 */
export interface FoundColumn {
  readonly column: Column;
  readonly slot: number | null;
}

/** The error of a worker. */
export interface WorkerFailure {
  readonly kind: 'failed';
  readonly code: FilmErrorCode | 'internal';
  readonly message: string;
}

/** An event of a film worker. The last one is `done` or `failed`. */
export type FilmEvent =
  /** `times` of the columns to come, seconds, shape (n,). */
  | { readonly kind: 'surveyed'; readonly head: FingerprintHead; readonly times: Float64Array }
  | { readonly kind: 'columns'; readonly columns: readonly FoundColumn[] }
  /** The loudness at the places from `first` on. */
  | { readonly kind: 'sounds'; readonly first: number; readonly sounds: readonly (ColumnSound | null)[] }
  | { readonly kind: 'thumbnail'; readonly seconds: number; readonly jpeg: Blob }
  /** How many frames of a stage are done, and how many there are. */
  | { readonly kind: 'progress'; readonly stage: Stage; readonly done: number; readonly total: number }
  | { readonly kind: 'done'; readonly fingerprint: Fingerprint; readonly warnings: readonly string[] }
  | WorkerFailure;

/** A span of a film for a span worker. */
export interface SpanRequest {
  readonly id: number;
  readonly span: Span;
  readonly clustering: Clustering;
  readonly shown: Shown;
  /** Null while the letterbox is unknown: the bars of each frame are measured and left out. */
  readonly crop: CropPlan | null;
  /** The wanted times of the frames that also give a thumbnail. */
  readonly thumbnails: Float64Array;
  /** Null where shots are not detected. */
  readonly shots: SpanShotSampling | null;
}

/** A span of sound for a span worker. */
export interface SoundRequest {
  readonly id: number;
  /** When the film's first frame is shown, seconds on the container's clock. */
  readonly origin: number;
  /** Seconds on the film's own clock, ascending. */
  readonly instants: Float64Array;
}

/** A command of the film worker to a span worker. */
export type SpanCommand =
  | { readonly kind: 'open'; readonly file: File }
  | { readonly kind: 'span'; readonly task: SpanRequest }
  | { readonly kind: 'sound'; readonly task: SoundRequest };

/** An event of a span worker; `id` is that of the request. */
export type SpanEvent = { readonly id: number } & (
  | { readonly kind: 'frame'; readonly frame: FrameColors }
  | { readonly kind: 'finished'; readonly report: SpanReport }
  | { readonly kind: 'measured'; readonly report: SoundReport }
  | WorkerFailure
);

/** A message to a frame worker. The first one opens the film. */
export interface FrameRequest {
  readonly id: number;
  readonly file: File;
  /** Seconds on the film's own clock. */
  readonly seconds: number;
  /** Pixels, at most; the first request decides. */
  readonly width: number;
}

/** The answer of a frame worker; null for a film that this browser cannot decode. */
export interface FrameAnswer {
  readonly id: number;
  readonly jpeg: Blob | null;
}
