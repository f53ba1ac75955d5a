import type { Clustering, Column, ColumnSound, Fingerprint, PictureColumn } from '../../../core/fingerprint/index.ts';
import type {
  CropPlan,
  FilmErrorCode,
  LetterboxBars,
  Shown,
  SmallPicture,
  SoundReport,
  Span,
} from '../../../core/frame/index.ts';

/** A fingerprint before its columns are there. */
export type FingerprintHead = Omit<Fingerprint, 'columns' | 'palette' | 'pictures'>;

/** What the page asks of a film's worker. Ending the worker cancels everything. */
export type FilmCommand =
  | { readonly kind: 'read'; readonly file: File; readonly samples: number; readonly workers: number }
  | { readonly kind: 'pause' }
  | { readonly kind: 'resume' };

/** Key frames over the whole film, for its black bars; the key frames nearest to all instants; the frames of all instants. */
export type Stage = 'look' | 'draft' | 'exact';

/** A column, and where it belongs: `slot` is the place of an exact one; a draft's has none but its time. */
export interface FoundColumn {
  readonly column: Column;
  readonly slot: number | null;
}

/** What a film's worker tells the page. The last of it is `done` or `failed`. */
export type FilmEvent =
  /** `times` of the columns to come, seconds, shape (n,). `shown`: how wide and how high its pictures are shown, pixels. */
  | { readonly kind: 'surveyed'; readonly head: FingerprintHead; readonly times: Float64Array }
  | { readonly kind: 'columns'; readonly columns: readonly FoundColumn[] }
  /** How loud the film is at places from `first` on. */
  | { readonly kind: 'sounds'; readonly first: number; readonly sounds: readonly (ColumnSound | null)[] }
  | { readonly kind: 'thumbnail'; readonly seconds: number; readonly jpeg: Blob }
  /** How many frames of a stage are done, and of how many. */
  | { readonly kind: 'progress'; readonly stage: Stage; readonly done: number; readonly total: number }
  | { readonly kind: 'done'; readonly fingerprint: Fingerprint; readonly warnings: readonly string[] }
  | { readonly kind: 'failed'; readonly code: FilmErrorCode | 'internal'; readonly message: string };

/** A span of film for one of the workers under the film's. */
export interface SpanRequest {
  readonly id: number;
  readonly span: Span;
  readonly clustering: Clustering;
  readonly shown: Shown;
  /** Which part of the frames is sampled; null while nobody knows: then the bars of each are measured, and left out. */
  readonly crop: CropPlan | null;
  /** Which of the wanted times have thumbnails. */
  readonly thumbnails: Float64Array;
}

/** A span of sound for one of them. */
export interface SoundRequest {
  readonly id: number;
  /** When the film's first frame is shown, seconds as the container counts. */
  readonly origin: number;
  /** Seconds on the film's own clock, ascending. */
  readonly instants: Float64Array;
}

/** What is asked of a worker under the film's. */
export type SpanCommand =
  | { readonly kind: 'open'; readonly file: File }
  | { readonly kind: 'span'; readonly task: SpanRequest }
  | { readonly kind: 'sound'; readonly task: SoundRequest };

/** What is found in one frame. */
export interface FoundFrame {
  readonly wanted: number;
  /** NaN where it could not be decoded. */
  readonly pts: number;
  readonly found: PictureColumn | null;
  readonly thumbnail: SmallPicture | null;
  /** Of frames without a crop; null when it is too dark to tell, or another size than the film's. */
  readonly bars: LetterboxBars | null;
}

/** What a worker under the film's tells. */
export type SpanEvent =
  | { readonly kind: 'frame'; readonly id: number; readonly frame: FoundFrame }
  | { readonly kind: 'finished'; readonly id: number; readonly damagedPackets: number }
  | { readonly kind: 'heard'; readonly id: number; readonly report: SoundReport }
  | {
      readonly kind: 'failed';
      readonly id: number;
      readonly code: FilmErrorCode | 'internal';
      readonly message: string;
    };
