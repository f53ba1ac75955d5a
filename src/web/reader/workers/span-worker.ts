import { type FrameSource, measureSpan, type SoundSource } from '../../../core/frame/index.ts';
import { createFrameSampler, type FrameSampler, sampleSpan } from '../../../core/pipeline/index.ts';
import { openWebSource } from '../web-codecs-source.ts';
import { openWebSound } from '../web-sound.ts';
import { describeWorkerFailure } from './describe-failure.ts';
import type { SoundRequest, SpanCommand, SpanEvent, SpanRequest } from './messages.ts';

/** The global scope of a worker, which the types of the DOM lack. */
interface Scope {
  onmessage: ((event: MessageEvent<SpanCommand>) => void) | null;
  postMessage(message: SpanEvent): void;
}
const scope = globalThis as unknown as Scope;

let film: File | undefined;
let opening: Promise<FrameSource> | undefined;
/** Sound has a reader of its own, because it is read at other places than the pictures. */
let openingSound: Promise<SoundSource> | undefined;
let sampler: FrameSampler | undefined;

/** Serve as a span worker: it runs spans of one film for the film worker, and measures its sound. */
export function serveSpans(): void {
  scope.onmessage = ({ data }) => {
    switch (data.kind) {
      case 'open':
        film = data.file;
        opening = openWebSource(film);
        // The first span reports the error.
        opening.catch(() => {});
        break;
      case 'span':
        void runSpan(data.task);
        break;
      case 'sound':
        void measureSound(data.task);
        break;
    }
  };
}

async function runSpan(task: SpanRequest): Promise<void> {
  const { id } = task;
  try {
    const source = await opening!;
    sampler ??= createFrameSampler(task.clustering, task.shown);
    const report = await sampleSpan(source, task, sampler, (frame) => scope.postMessage({ kind: 'frame', id, frame }));
    scope.postMessage({ kind: 'finished', id, report });
  } catch (error) {
    scope.postMessage({ id, ...describeWorkerFailure(error) });
  }
}

async function measureSound({ id, origin, instants }: SoundRequest): Promise<void> {
  const open = () => {
    openingSound ??= openWebSound(film!, origin);
    return openingSound;
  };
  try {
    scope.postMessage({ kind: 'measured', id, report: await measureSpan(open, closeSound, instants) });
  } catch (error) {
    scope.postMessage({ id, ...describeWorkerFailure(error) });
  }
}

function closeSound(): void {
  // A reader that did not open need not be closed.
  openingSound?.then((source) => source.close()).catch(() => {});
  openingSound = undefined;
}
