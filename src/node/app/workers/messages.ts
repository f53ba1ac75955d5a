import type { SmallPicture, SoundReport } from '../../../core/frame/index.ts';
import { toWire, type WireError } from '../../../core/options/index.ts';
import type { SpanReport } from '../../../core/pipeline/index.ts';
import type { ReaderOptions } from '../../film/index.ts';
import type { GlimpseTask, PictureTask } from './preview-runner.ts';
import type { FrameLetterbox, LetterboxTask, SoundTask, SpanTask, Survey } from './span-runner.ts';

/** A task for a worker process. */
export type ChildTask =
  | { readonly kind: 'survey'; readonly path: string; readonly reader: ReaderOptions }
  | ({ readonly kind: 'bars' } & LetterboxTask)
  | ({ readonly kind: 'span' } & SpanTask)
  | ({ readonly kind: 'sound' } & SoundTask)
  | ({ readonly kind: 'glimpse' } & GlimpseTask)
  | ({ readonly kind: 'picture' } & PictureTask);

/**
 * The answer: an error of this package is an answer too, because its class is lost between
 * processes.
 */
export type ChildAnswer =
  | { readonly survey: Survey }
  | { readonly bars: readonly FrameLetterbox[] }
  | { readonly report: SpanReport }
  | { readonly sound: SoundReport }
  | { readonly isGlimpsed: boolean }
  | { readonly picture: SmallPicture | null }
  | { readonly failure: WireError };

/** Turn an error of this package into an answer. @throws any other error again. */
export function answerError(error: unknown): { readonly failure: WireError } {
  const failure = toWire(error);
  if (failure === null) throw error;
  return { failure };
}
