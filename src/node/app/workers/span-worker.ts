/**
 * The entry of each worker process: it opens films, runs spans of them and measures their sound.
 * Pixels never leave it, except those of thumbnails and of single frames for a viewer.
 */
import {
  createThumbnailer,
  type FrameSource,
  type GlimpsePlace,
  measureSpan,
  type Picture,
  type ShownFrame,
} from '../../../core/frame/index.ts';
import { createFrameSampler, type FrameSampler, sampleSpan } from '../../../core/pipeline/index.ts';
import { preloadBackend, type ReaderOptions } from '../../film/index.ts';
import { serveTasks, type TaskContext } from '../../pool/index.ts';
import { measureSpanBars, runSpanOf, surveySource } from './film-tasks.ts';
import { answerError, type ChildAnswer, type ChildTask } from './messages.ts';
import { OpenReaders } from './open-readers.ts';
import type { GlimpsedColors, GlimpseTask, PictureTask } from './preview-runner.ts';
import type { LetterboxTask, SpanTask } from './span-runner.ts';

const readers = new OpenReaders();

/** The sampler of the last task: its tables and buffers serve all spans of a film. */
let lastSampler: { readonly key: string; readonly sampler: FrameSampler } | undefined;

function chooseSampler({ clustering, pictures }: Pick<SpanTask, 'clustering' | 'pictures'>): FrameSampler {
  const shown = pictures?.shown ?? null;
  const key = JSON.stringify([clustering, shown]);
  if (lastSampler?.key !== key) lastSampler = { key, sampler: createFrameSampler(clustering, shown) };
  return lastSampler.sampler;
}

async function survey(path: string, asked: ReaderOptions): Promise<ChildAnswer> {
  // The file of this name may have been replaced.
  readers.closeFilm();
  readers.closeSound();
  const survey = await surveySource(await readers.openFilm(path, asked), asked);
  // Every process reads the spans with the reader that was chosen here.
  readers.renameFilm(survey.reader);
  return { survey };
}

async function runSpan(task: SpanTask, { emit }: TaskContext): Promise<ChildAnswer> {
  const source = await readers.openFilm(task.path, task.reader);
  return { report: await runSpanOf(source, task, chooseSampler(task), emit) };
}

async function runLetterbox(task: LetterboxTask): Promise<ChildAnswer> {
  return { bars: await measureSpanBars(await readers.openFilm(task.path, task.reader), task.span) };
}

async function runGlimpse(
  { path, reader, shares, clustering }: GlimpseTask,
  { emit }: TaskContext,
): Promise<ChildAnswer> {
  const film = await readers.openFilm(path, reader);
  if (film.glimpse === undefined) return { isGlimpsed: false };
  const places = shares.map((share) => ({ share }));
  const source = {
    damagedPackets: 0,
    frames: () => listGlimpses(film, places),
  };
  const sampling = { span: { runs: [] }, crop: null, shots: null, thumbnails: [] };
  await sampleSpan(source, sampling, chooseSampler({ clustering, pictures: null }), ({ pts, swatches, measures }) => {
    if (measures !== undefined) emit({ seconds: pts, swatches, measures } satisfies GlimpsedColors);
  });
  return { isGlimpsed: true };
}

/** List glimpses as frames, with seconds instead of ticks. */
async function* listGlimpses(film: FrameSource, places: readonly GlimpsePlace[]): AsyncGenerator<ShownFrame> {
  for await (const { place, seconds, picture } of film.glimpse?.(places) ?? []) {
    yield { wanted: place, pts: seconds, picture };
  }
}

async function readPicture({ path, reader, at, shown, pixels }: PictureTask): Promise<ChildAnswer> {
  const film = await readers.openFilm(path, reader);
  const frames: AsyncIterable<{ readonly picture: Picture | null }> =
    'span' in at ? film.frames(at.span) : listGlimpses(film, [at]);
  for await (const { picture } of frames) {
    if (picture !== null) return { picture: createThumbnailer(shown, pixels)(picture) };
  }
  return { picture: null };
}

async function runTask(task: ChildTask, context: TaskContext): Promise<ChildAnswer> {
  switch (task.kind) {
    case 'survey':
      return survey(task.path, task.reader);
    case 'bars':
      return runLetterbox(task);
    case 'span':
      return runSpan(task, context);
    case 'sound': {
      const open = () => readers.openSound(task);
      return { sound: await measureSpan(open, () => readers.closeSound(), task.instants) };
    }
    case 'glimpse':
      return runGlimpse(task, context);
    case 'picture':
      return readPicture(task);
  }
}

// One process surveys the film while the others wait for their first task.
void preloadBackend();

serveTasks(async (task, context) => {
  try {
    return await runTask(task as ChildTask, context);
  } catch (error) {
    // A reader that failed is not used again.
    readers.closeFilm();
    return answerError(error);
  }
});
