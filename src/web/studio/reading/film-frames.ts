import { effect } from '@preact/signals';
import type { FrameAnswer, FrameRequest } from '../../reader/workers/messages.ts';
import type { Item } from '../state/item.ts';
import { items } from '../state/studio.ts';

/** Width of frames, pixels, at most. */
const FRAME_WIDTH = 960;
/** Frames kept per film; beyond, the oldest is freed. */
const MAX_FRAMES = 300;

/** Frames of one film that were requested, by time. */
interface FilmFrames {
  readonly worker: Worker;
  readonly waiting: Map<number, (url: string | null) => void>;
  readonly frames: Map<number, Promise<string | null>>;
}

const files = new WeakMap<Item, File>();
const films = new Map<Item, FilmFrames>();
let lastId = 0;

/** Keep the file of a film, so that its frames can be shown. */
export function keepFile(item: Item, file: File): void {
  files.set(item, file);
}

/** Whether frames of a film are at hand. */
export const hasFrames = (item: Item): boolean => files.has(item);

/**
 * Read the frame of a moment from the film itself.
 *
 * @returns the URL of a picture; null if the film is not at hand or this browser cannot decode it.
 */
export function readFrame(item: Item, seconds: number): Promise<string | null> {
  const file = files.get(item);
  if (file === undefined) return Promise.resolve(null);
  let film = films.get(item);
  if (film === undefined) {
    film = openFilm();
    films.set(item, film);
  }
  const { worker, waiting, frames } = film;
  const known = frames.get(seconds);
  if (known !== undefined) return known;
  const id = ++lastId;
  const frame = new Promise<string | null>((resolve) => waiting.set(id, resolve));
  frames.set(seconds, frame);
  worker.postMessage({ id, file, seconds, width: FRAME_WIDTH } satisfies FrameRequest);
  const [oldest] = frames.keys();
  if (frames.size > MAX_FRAMES) free(frames, oldest!);
  return frame;
}

function openFilm(): FilmFrames {
  const worker = new Worker(new URL('../../reader/workers/frame-worker.ts', import.meta.url), { type: 'module' });
  const waiting = new Map<number, (url: string | null) => void>();
  worker.onmessage = ({ data: { id, jpeg } }: MessageEvent<FrameAnswer>) => {
    waiting.get(id)?.(jpeg === null ? null : URL.createObjectURL(jpeg));
    waiting.delete(id);
  };
  // A film that crashes its decoder has no frames; its colours are shown.
  worker.onerror = () => {
    for (const answer of waiting.values()) answer(null);
    waiting.clear();
  };
  return { worker, waiting, frames: new Map() };
}

function free(frames: FilmFrames['frames'], seconds: number): void {
  void frames.get(seconds)?.then((url) => url !== null && URL.revokeObjectURL(url));
  frames.delete(seconds);
}

// Films that were closed.
effect(() => {
  for (const [item, { worker, waiting, frames }] of films) {
    if (items.value.includes(item)) continue;
    worker.terminate();
    for (const answer of waiting.values()) answer(null);
    for (const seconds of [...frames.keys()]) free(frames, seconds);
    films.delete(item);
  }
});
