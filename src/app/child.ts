/** The entry of each child process: opens films, decodes spans of them, clusters their frames. Pixels never leave it. */
import { openFilmSource, type ReaderOptions } from '../film/index.ts';
import { createSwatchMaker } from '../fingerprint/index.ts';
import { type FrameSource, findCropAt, measureBars } from '../frame/index.ts';
import { serveTasks, type TaskContext } from '../pool/index.ts';
import { answerFilmError, type ChildAnswer, type ChildTask } from './child-tasks.ts';
import type { BarsTask, FrameBars, FrameSwatches, SpanTask } from './span-runner.ts';

/** The film of the task before: its spans come one after another, and opening it anew would cost a seek. */
let open: { readonly path: string; readonly source: FrameSource; reader: string } | undefined;

const keyOf = (reader: ReaderOptions): string => JSON.stringify(Object.entries(reader).sort());

async function openFilm(path: string, reader: ReaderOptions): Promise<FrameSource> {
  if (open?.path === path && open.reader === keyOf(reader)) return open.source;
  closeFilm();
  const source = await openFilmSource(path, reader);
  open = { path, source, reader: keyOf(reader) };
  return source;
}

function closeFilm(): void {
  const closing = open;
  open = undefined;
  closing?.source.close();
}

async function runSpan(task: SpanTask, { emit }: TaskContext): Promise<ChildAnswer> {
  const source = await openFilm(task.path, task.reader);
  const damagedBefore = source.damagedPackets;
  const makeSwatches = createSwatchMaker(task.clustering);
  for await (const { wanted, pts, picture } of source.frames(task.span)) {
    const swatches = picture === null ? [] : makeSwatches(picture, findCropAt(task.crop, picture, pts));
    const frame: FrameSwatches = { wanted, pts, swatches };
    emit(frame);
  }
  return { report: { damagedPackets: source.damagedPackets - damagedBefore } };
}

async function runBars(task: BarsTask): Promise<ChildAnswer> {
  const source = await openFilm(task.path, task.reader);
  const bars: FrameBars[] = [];
  for await (const { wanted, picture } of source.frames(task.span)) {
    const { width, height } = picture ?? { width: 0, height: 0 };
    bars.push({ wanted, width, height, bars: picture === null ? null : measureBars(picture) });
  }
  return { bars };
}

async function survey(path: string, asked: ReaderOptions): Promise<ChildAnswer> {
  // A film of the same name may be another one since.
  closeFilm();
  const source = await openFilm(path, asked);
  const seen = await source.survey();
  const { backend, warnings } = source;
  // What was chosen here is what reads every span, whichever process is asked.
  const reader = { ...asked, backend: backend.name as ReaderOptions['backend'], hwaccel: backend.hwaccel ?? null };
  if (open !== undefined) open.reader = keyOf(reader);
  return { survey: { ...seen, backend, reader, warnings } };
}

serveTasks(async (task, context) => {
  const childTask = task as ChildTask;
  try {
    if (childTask.kind === 'survey') return await survey(childTask.path, childTask.reader);
    return childTask.kind === 'bars' ? await runBars(childTask) : await runSpan(childTask, context);
  } catch (error) {
    // A source that failed is not asked again.
    closeFilm();
    return answerFilmError(error);
  }
});
