/** The entry of each child process: opens films, decodes spans of them, clusters their frames, measures their sound. Pixels never leave it. */
import { openLibavSound, openLibavSource } from '../film/index.ts';
import { createSwatchMaker } from '../fingerprint/index.ts';
import { FilmError, type FrameSource, type SoundSource } from '../frame/index.ts';
import { serveTasks, type TaskContext } from '../pool/index.ts';
import { answerFilmError, type ChildAnswer, type ChildTask } from './child-tasks.ts';
import type { FrameSwatches, SoundTask, SpanTask } from './span-runner.ts';

/** The film of the task before: its spans come one after another, and opening it anew would cost a seek. */
let open: { readonly path: string; readonly source: FrameSource } | undefined;

async function openFilm(path: string): Promise<FrameSource> {
  if (open?.path === path) return open.source;
  open?.source.close();
  open = undefined;
  open = { path, source: await openLibavSource(path) };
  return open.source;
}

async function runSpan(task: SpanTask, { emit }: TaskContext): Promise<ChildAnswer> {
  const source = await openFilm(task.path);
  const damagedBefore = source.damagedPackets;
  const makeSwatches = createSwatchMaker(task.clustering);
  for await (const { wanted, pts, picture } of source.frames(task.span)) {
    const frame: FrameSwatches = { wanted, pts, swatches: picture === null ? [] : makeSwatches(picture) };
    emit(frame);
  }
  return { report: { damagedPackets: source.damagedPackets - damagedBefore } };
}

/** The sound of the task before. It is read apart from the pictures: each goes its own way through the film. */
let heard: { readonly path: string; readonly origin: number; readonly source: SoundSource } | undefined;

async function openSound({ path, origin }: SoundTask): Promise<SoundSource> {
  if (heard?.path === path && heard.origin === origin) return heard.source;
  heard?.source.close();
  heard = undefined;
  heard = { path, origin, source: await openLibavSound(path, origin) };
  return heard.source;
}

async function listen(task: SoundTask): Promise<ChildAnswer> {
  const source = await openSound(task);
  const { info } = source;
  const damagedBefore = source.damagedPackets;
  try {
    const loudness = await source.measure(task.instants);
    const damagedPackets = source.damagedPackets - damagedBefore;
    return { sound: { info, loudness, damagedPackets, problem: null } };
  } catch (error) {
    if (!(error instanceof FilmError)) throw error;
    const loudness = Array.from(task.instants, () => null);
    return { sound: { info, loudness, damagedPackets: 0, problem: error.message } };
  }
}

async function survey(path: string): Promise<ChildAnswer> {
  const source = await openFilm(path);
  return { survey: { ...(await source.survey()), backend: source.backend } };
}

serveTasks(async (task, context) => {
  const childTask = task as ChildTask;
  try {
    switch (childTask.kind) {
      case 'survey':
        return await survey(childTask.path);
      case 'span':
        return await runSpan(childTask, context);
      case 'sound':
        return await listen(childTask);
    }
  } catch (error) {
    return answerFilmError(error);
  }
});
