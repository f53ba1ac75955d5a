/** The entry of each child process: opens films, decodes spans of them, clusters their frames. Pixels never leave it. */
import { openLibavSource } from '../film/index.ts';
import { createSwatchMaker } from '../fingerprint/index.ts';
import { type FrameSource, findCropAt, measureBars } from '../frame/index.ts';
import { serveTasks, type TaskContext } from '../pool/index.ts';
import { answerFilmError, type ChildAnswer, type ChildTask } from './child-tasks.ts';
import type { BarsTask, FrameBars, FrameSwatches, SpanTask } from './span-runner.ts';

/** The film of the task before: its spans come one after another, and opening it anew would cost a seek. */
let open: { readonly path: string; readonly source: FrameSource } | undefined;

async function openFilm(path: string): Promise<FrameSource> {
  if (open?.path === path) return open.source;
  closeFilm();
  open = { path, source: await openLibavSource(path) };
  return open.source;
}

function closeFilm(): void {
  const closing = open;
  open = undefined;
  closing?.source.close();
}

async function runSpan(task: SpanTask, { emit }: TaskContext): Promise<ChildAnswer> {
  const source = await openFilm(task.path);
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
  const source = await openFilm(task.path);
  const bars: FrameBars[] = [];
  for await (const { wanted, picture } of source.frames(task.span)) {
    const { width, height } = picture ?? { width: 0, height: 0 };
    bars.push({ wanted, width, height, bars: picture === null ? null : measureBars(picture) });
  }
  return { bars };
}

async function survey(path: string): Promise<ChildAnswer> {
  // A film of the same name may be another one since.
  closeFilm();
  const source = await openFilm(path);
  return { survey: { ...(await source.survey()), backend: source.backend } };
}

serveTasks(async (task, context) => {
  const childTask = task as ChildTask;
  try {
    if (childTask.kind === 'survey') return await survey(childTask.path);
    return childTask.kind === 'bars' ? await runBars(childTask) : await runSpan(childTask, context);
  } catch (error) {
    // A source that failed is not asked again.
    closeFilm();
    return answerFilmError(error);
  }
});
