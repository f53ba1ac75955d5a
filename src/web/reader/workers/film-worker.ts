/**
 * The entry of every worker. The page starts one for a film; that one starts others of the same file, which decode its spans, so that the page never waits.
 * Ending the first ends them all.
 */
import { FilmError, type FrameSource, measureSpan, type SoundSource } from '../../../core/frame/index.ts';
import { openWebSource } from '../web-codecs-source.ts';
import { openWebSound } from '../web-sound.ts';
import type { FilmCommand, FilmEvent, SoundRequest, SpanCommand, SpanEvent, SpanRequest } from './messages.ts';
import { readFilm } from './read-film.ts';
import { createMakers, type Makers, workSpan } from './span-work.ts';
import { WorkerPool } from './worker-pool.ts';

/** What a worker's global scope has, which the DOM's types do not know. */
interface Scope {
  onmessage: ((event: MessageEvent<FilmCommand | SpanCommand>) => void) | null;
  postMessage(message: FilmEvent | SpanEvent): void;
  readonly location: { readonly href: string };
}
const scope = globalThis as unknown as Scope;

let crew: WorkerPool | undefined;
/** Also before there is a crew. */
let isPaused = false;
let film: File | undefined;
let opening: Promise<FrameSource> | undefined;
let openingSound: Promise<SoundSource> | undefined;
let makers: Makers | undefined;

scope.onmessage = ({ data }) => {
  switch (data.kind) {
    case 'read':
      void read(data);
      break;
    case 'pause':
      isPaused = true;
      crew?.pause();
      break;
    case 'resume':
      isPaused = false;
      crew?.resume();
      break;
    case 'open':
      film = data.file;
      opening = openWebSource(film);
      // Heard of with the first span.
      opening.catch(() => {});
      break;
    case 'span':
      void work(data.task);
      break;
    case 'sound':
      void listen(data.task);
      break;
  }
};

async function read({ file, samples, workers }: FilmCommand & { kind: 'read' }): Promise<void> {
  try {
    const source = await openWebSource(file);
    crew = new WorkerPool(file, workers, () => new Worker(scope.location.href, { type: 'module' }));
    if (isPaused) crew.pause();
    await readFilm(file, samples, source, crew, (news) => scope.postMessage(news));
    source.close();
  } catch (error) {
    scope.postMessage({ kind: 'failed', ...describe(error) });
  }
}

async function work(task: SpanRequest): Promise<void> {
  const { id } = task;
  try {
    const source = await opening!;
    makers ??= createMakers(task);
    const damagedPackets = await workSpan(source, task, makers, (frame) =>
      scope.postMessage({ kind: 'frame', id, frame }),
    );
    scope.postMessage({ kind: 'finished', id, damagedPackets });
  } catch (error) {
    scope.postMessage({ kind: 'failed', id, ...describe(error) });
  }
}

/** Sound is read apart from the pictures: each goes its own way through the film. */
async function listen({ id, origin, instants }: SoundRequest): Promise<void> {
  const open = () => {
    openingSound ??= openWebSound(film!, origin);
    return openingSound;
  };
  try {
    scope.postMessage({ kind: 'heard', id, report: await measureSpan(open, closeSound, instants) });
  } catch (error) {
    scope.postMessage({ kind: 'failed', id, ...describe(error) });
  }
}

function closeSound(): void {
  // What did not open need not be closed.
  openingSound?.then((source) => source.close()).catch(() => {});
  openingSound = undefined;
}

function describe(error: unknown): Pick<FilmEvent & { kind: 'failed' }, 'code' | 'message'> {
  if (error instanceof FilmError) return { code: error.code, message: error.message };
  return { code: 'internal', message: `Something went wrong here: ${error instanceof Error ? error.message : error}` };
}
