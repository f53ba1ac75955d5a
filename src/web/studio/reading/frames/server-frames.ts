import { type FramePlace, framePath } from '../../../../core/protocol/index.ts';
import { ConnectionError, requestServer } from '../connection.ts';
import type { MomentReader } from './moment-reader.ts';

/** Frames of a row that are requested at once: the server decodes one at a time. */
const MAX_REQUESTS = 2;
/** After how long a frame is asked for again, while the server is busy with others. */
const RETRY_MS = 400;

/** Let the server decode frames of a film, from its path there. */
export function openServerFrames(path: string): MomentReader {
  const gone = new AbortController();
  const waiting: (() => Promise<void>)[] = [];
  let running = 0;
  const start = async (run: () => Promise<void>): Promise<void> => {
    running++;
    await run();
    running--;
    const next = waiting.shift();
    if (next !== undefined) void start(next);
  };
  return {
    read: (place, isFirst) =>
      new Promise((resolve) => {
        const run = async () => resolve(await loadFrame(path, place, gone.signal));
        if (isFirst || running < MAX_REQUESTS) void start(run);
        else waiting.push(run);
      }),
    close: () => gone.abort(),
  };
}

/** @returns null if the frame cannot be shown: why is no more than its film's own message says. */
async function loadFrame(path: string, place: FramePlace, signal: AbortSignal): Promise<Blob | null> {
  while (!signal.aborted) {
    try {
      return await (await requestServer(framePath(path, place), { signal })).blob();
    } catch (error) {
      if (!(error instanceof ConnectionError) || error.code !== 'busy') return null;
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
    }
  }
  return null;
}
