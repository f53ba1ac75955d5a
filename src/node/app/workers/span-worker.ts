/** The entry of each child process: opens films, decodes spans of them, clusters their frames, measures their sound. But for thumbnails, pixels never leave it. */
import { statSync } from 'node:fs';
import { type ColumnMaker, createColumnMaker } from '../../../core/fingerprint/index.ts';
import {
  createThumbnailer,
  type FrameSource,
  findCropAt,
  measureLetterbox,
  measureSpan,
  type SoundSource,
  type Thumbnailer,
} from '../../../core/frame/index.ts';
import { isStale, openFilmSource, openLibavSound, type ReaderOptions } from '../../film/index.ts';
import { serveTasks, type TaskContext } from '../../pool/index.ts';
import { answerError, type ChildAnswer, type ChildTask } from './messages.ts';
import type { FrameColors, FrameLetterbox, LetterboxTask, SoundTask, SpanTask } from './span-runner.ts';

/** The film of the task before: its spans come one after another, and opening it anew would cost a seek. */
let open:
  | {
      readonly path: string;
      readonly file: string;
      readonly source: FrameSource;
      readonly since: number;
      reader: string;
    }
  | undefined;

const keyOf = (reader: ReaderOptions): string => JSON.stringify(Object.entries(reader).sort());

async function openFilm(path: string, reader: ReaderOptions): Promise<FrameSource> {
  const file = describeFile(path);
  const isOpen = open?.path === path && open.file === file && open.reader === keyOf(reader);
  if (open && isOpen && !isStale(path, performance.now() - open.since)) return open.source;
  closeFilm();
  const since = performance.now();
  const source = await openFilmSource(path, reader);
  open = { path, file, source, since, reader: keyOf(reader) };
  return source;
}

/**
 * Describe a local file, so that a film written again under its name is opened again. Empty where that
 * is unknown: opening the film reports why.
 */
function describeFile(path: string): string {
  try {
    const { dev, ino, size, mtimeNs } = statSync(path, { bigint: true });
    return `${dev} ${ino} ${size} ${mtimeNs}`;
  } catch {
    return '';
  }
}

function closeFilm(): void {
  const closing = open;
  open = undefined;
  closing?.source.close();
}

interface Makers {
  readonly key: string;
  readonly makeColumn: ColumnMaker;
  readonly makeThumbnail: Thumbnailer | null;
}

/** What made the columns of the task before: its tables and buffers serve all spans of a film. */
let lastMakers: Makers | undefined;

function extractors({ clustering, pictures }: SpanTask): Makers {
  const key = JSON.stringify([clustering, pictures?.shown]);
  if (lastMakers?.key !== key) {
    const makeThumbnail = pictures && createThumbnailer(pictures.shown);
    lastMakers = { key, makeColumn: createColumnMaker(clustering, pictures?.shown), makeThumbnail };
  }
  return lastMakers;
}

async function runSpan(task: SpanTask, { emit }: TaskContext): Promise<ChildAnswer> {
  const source = await openFilm(task.path, task.reader);
  const damagedBefore = source.damagedPackets;
  const { makeColumn, makeThumbnail } = extractors(task);
  const thumbnails = new Set(task.pictures?.thumbnails);
  for await (const { wanted, pts, picture } of source.frames(task.span)) {
    if (picture === null) {
      emit({ wanted, pts, swatches: [] } satisfies FrameColors);
      continue;
    }
    const crop = findCropAt(task.crop, picture, pts);
    const thumbnail = thumbnails.has(wanted) ? makeThumbnail?.(picture, crop) : undefined;
    emit({ wanted, pts, ...makeColumn(picture, crop), ...(thumbnail && { thumbnail }) } satisfies FrameColors);
  }
  return { report: { damagedPackets: source.damagedPackets - damagedBefore } };
}

/** The sound of the task before. It is read apart from the pictures: each goes its own way through the film. */
let heard:
  | {
      readonly path: string;
      readonly file: string;
      readonly video: number;
      readonly clock: string;
      readonly source: SoundSource;
      readonly since: number;
    }
  | undefined;

async function openSound({ path, video, origin, shifts }: SoundTask): Promise<SoundSource> {
  const clock = JSON.stringify([origin, shifts]);
  const file = describeFile(path);
  const isOpen = heard?.path === path && heard.file === file && heard.video === video && heard.clock === clock;
  if (heard && isOpen && !isStale(path, performance.now() - heard.since)) return heard.source;
  closeSound();
  const since = performance.now();
  heard = { path, file, video, clock, source: await openLibavSound(path, { origin, shifts }, video), since };
  return heard.source;
}

function closeSound(): void {
  const closing = heard;
  heard = undefined;
  closing?.source.close();
}

async function listen(task: SoundTask): Promise<ChildAnswer> {
  return { sound: await measureSpan(() => openSound(task), closeSound, task.instants) };
}

async function runBars(task: LetterboxTask): Promise<ChildAnswer> {
  const source = await openFilm(task.path, task.reader);
  const bars: FrameLetterbox[] = [];
  for await (const { wanted, picture } of source.frames(task.span)) {
    const { width, height } = picture ?? { width: 0, height: 0 };
    bars.push({ wanted, width, height, bars: picture === null ? null : measureLetterbox(picture) });
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
  const reader = {
    ...asked,
    backend: backend.name as ReaderOptions['backend'],
    hwaccel: backend.hwaccel ?? null,
    stream: seen.info.stream,
  };
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
    return answerError(error);
  }
});
