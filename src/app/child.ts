/** The entry of each child process: opens films, decodes spans of them, clusters their frames. Pixels never leave it. */
import { openFilmSource, type ReaderOptions } from '../film/index.ts';
import { createSwatchMaker } from '../fingerprint/index.ts';
import type { FrameSource } from '../frame/index.ts';
import { serveTasks, type TaskContext } from '../pool/index.ts';
import { answerFilmError, type ChildAnswer, type ChildTask } from './child-tasks.ts';
import type { FrameSwatches, SpanTask } from './span-runner.ts';

/** The film of the task before: its spans come one after another, and opening it anew would cost a seek. */
let open: { readonly path: string; readonly source: FrameSource; reader: string } | undefined;

const keyOf = ({ backend, hwaccel }: ReaderOptions): string => `${backend} ${hwaccel ?? ''}`;

async function openFilm(path: string, reader: ReaderOptions): Promise<FrameSource> {
  if (open?.path === path && open.reader === keyOf(reader)) return open.source;
  open?.source.close();
  open = undefined;
  const source = await openFilmSource(path, reader);
  open = { path, source, reader: keyOf(reader) };
  return source;
}

async function runSpan(task: SpanTask, { emit }: TaskContext): Promise<ChildAnswer> {
  const source = await openFilm(task.path, task.reader);
  const damagedBefore = source.damagedPackets;
  const makeSwatches = createSwatchMaker(task.clustering);
  for await (const { wanted, pts, picture } of source.frames(task.span)) {
    const frame: FrameSwatches = { wanted, pts, swatches: picture === null ? [] : makeSwatches(picture) };
    emit(frame);
  }
  return { report: { damagedPackets: source.damagedPackets - damagedBefore } };
}

async function survey(path: string, asked: ReaderOptions): Promise<ChildAnswer> {
  const source = await openFilm(path, asked);
  const seen = await source.survey();
  const { backend, warnings } = source;
  // What was chosen here is what reads every span, whichever process is asked.
  const reader = { backend: backend.name as ReaderOptions['backend'], hwaccel: backend.hwaccel ?? null };
  if (open !== undefined) open.reader = keyOf(reader);
  return { survey: { ...seen, backend, reader, warnings } };
}

serveTasks(async (task, context) => {
  const childTask = task as ChildTask;
  try {
    return childTask.kind === 'survey'
      ? await survey(childTask.path, childTask.reader)
      : await runSpan(childTask, context);
  } catch (error) {
    return answerFilmError(error);
  }
});
