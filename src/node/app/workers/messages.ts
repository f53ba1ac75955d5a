import { FilmError, type FilmErrorCode, type SoundReport } from '../../../core/frame/index.ts';
import type { ReaderOptions } from '../../film/index.ts';
import type { FrameLetterbox, LetterboxTask, SoundTask, SpanReport, SpanTask, Survey } from './span-runner.ts';

/** What is asked of a child process. */
export type ChildTask =
  | { readonly kind: 'survey'; readonly path: string; readonly reader: ReaderOptions }
  | ({ readonly kind: 'bars' } & LetterboxTask)
  | ({ readonly kind: 'span' } & SpanTask)
  | ({ readonly kind: 'sound' } & SoundTask);

/** What it answers: a film that cannot be read is an answer too, since a class does not survive the way between processes. */
export type ChildAnswer =
  | { readonly survey: Survey }
  | { readonly bars: readonly FrameLetterbox[] }
  | { readonly report: SpanReport }
  | { readonly sound: SoundReport }
  | { readonly filmError: { readonly code: FilmErrorCode; readonly message: string } };

/** Turn a film error into an answer. Anything else is thrown on. */
export function answerFilmError(error: unknown): ChildAnswer {
  if (!(error instanceof FilmError)) throw error;
  return { filmError: { code: error.code, message: error.message } };
}
