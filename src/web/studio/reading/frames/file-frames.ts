import type { FrameAnswer, FrameRequest } from '../../../reader/workers/messages.ts';
import type { MomentReader } from './moment-reader.ts';

/** Width of frames, pixels, at most. */
const FRAME_WIDTH = 960;

/** Decode frames of a file in a worker, one after another. */
export function openFileFrames(file: File): MomentReader {
  const worker = new Worker(new URL('../../../reader/workers/frame-worker.ts', import.meta.url), { type: 'module' });
  const waiting = new Map<number, (jpeg: Blob | null) => void>();
  let lastId = 0;
  const answerAll = () => {
    for (const answer of waiting.values()) answer(null);
    waiting.clear();
  };
  worker.onmessage = ({ data: { id, jpeg } }: MessageEvent<FrameAnswer>) => {
    waiting.get(id)?.(jpeg);
    waiting.delete(id);
  };
  // A film that crashes its decoder has no frames; its colours are shown.
  worker.onerror = answerAll;
  return {
    read(place) {
      // A share of the film has no time before the film is surveyed.
      if (!('seconds' in place)) return Promise.resolve(null);
      const id = ++lastId;
      worker.postMessage({ id, file, seconds: place.seconds, width: FRAME_WIDTH } satisfies FrameRequest);
      return new Promise((resolve) => waiting.set(id, resolve));
    },
    close() {
      worker.terminate();
      answerAll();
    },
  };
}
