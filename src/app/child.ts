/** The entry of each child process: opens films, decodes spans of them, clusters their frames, measures their sound. Pixels never leave it. */
import { openFilmSource, openLibavSound, type ReaderOptions } from '../film/index.ts';
import { type ColumnMaker, createColumnMaker } from '../fingerprint/index.ts';
import { FilmError, type FrameSource, findCropAt, measureBars, type SoundSource } from '../frame/index.ts';
import { serveTasks, type TaskContext } from '../pool/index.ts';
import { answerFilmError, type ChildAnswer, type ChildTask } from './child-tasks.ts';
import type { BarsTask, FrameBars, FrameColors, SoundTask, SpanTask } from './span-runner.ts';

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

/** What made the columns of the task before: its tables and buffers serve all spans of a film. */
let maker: { readonly clustering: string; readonly makeColumn: ColumnMaker } | undefined;

function columnMaker(clustering: SpanTask['clustering']): ColumnMaker {
  const key = JSON.stringify(clustering);
  if (maker?.clustering !== key) maker = { clustering: key, makeColumn: createColumnMaker(clustering) };
  return maker.makeColumn;
}

async function runSpan(task: SpanTask, { emit }: TaskContext): Promise<ChildAnswer> {
  const source = await openFilm(task.path, task.reader);
  const damagedBefore = source.damagedPackets;
  const makeColumn = columnMaker(task.clustering);
  for await (const { wanted, pts, picture } of source.frames(task.span)) {
    const found = picture === null ? { swatches: [] } : makeColumn(picture, findCropAt(task.crop, picture, pts));
    const frame: FrameColors = { wanted, pts, ...found };
    emit(frame);
  }
  return { report: { damagedPackets: source.damagedPackets - damagedBefore } };
}

/** The sound of the task before. It is read apart from the pictures: each goes its own way through the film. */
let heard: { readonly path: string; readonly origin: number; readonly source: SoundSource } | undefined;

async function openSound({ path, origin }: SoundTask): Promise<SoundSource> {
  if (heard?.path === path && heard.origin === origin) return heard.source;
  closeSound();
  heard = { path, origin, source: await openLibavSound(path, origin) };
  return heard.source;
}

function closeSound(): void {
  const closing = heard;
  heard = undefined;
  closing?.source.close();
}

async function listen(task: SoundTask): Promise<ChildAnswer> {
  let source: SoundSource | undefined;
  try {
    source = await openSound(task);
    const { info, damagedPackets: before } = source;
    const loudness = await source.measure(task.instants);
    return { sound: { info, loudness, damagedPackets: source.damagedPackets - before, problem: null } };
  } catch (error) {
    const info = source?.info;
    closeSound();
    if (!(error instanceof FilmError)) throw error;
    const loudness = Array.from(task.instants, () => null);
    return { sound: { info, loudness, damagedPackets: 0, problem: error.message } };
  }
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
  closeSound();
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
    switch (childTask.kind) {
      case 'survey':
        return await survey(childTask.path, childTask.reader);
      case 'bars':
        return await runBars(childTask);
      case 'span':
        return await runSpan(childTask, context);
      case 'sound':
        return await listen(childTask);
    }
  } catch (error) {
    // A source that failed is not asked again.
    closeFilm();
    return answerFilmError(error);
  }
});
