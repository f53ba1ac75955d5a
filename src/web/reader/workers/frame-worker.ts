/**
 * The entry of a frame worker: it decodes single frames of a film for the page to show, as small as
 * they are shown. What fingerprints are made of is decoded by span workers instead.
 */
import { CanvasSink, type WrappedCanvas } from 'mediabunny';
import { openInput } from '../container/web-container.ts';
import { chooseWebTrack } from '../container/web-track.ts';
import type { FrameAnswer, FrameRequest } from './messages.ts';

interface Scope {
  onmessage: ((event: MessageEvent<FrameRequest>) => void) | null;
  postMessage(answer: FrameAnswer): void;
}
const scope = globalThis as unknown as Scope;

/** Quality of the JPEG, 0 to 1. */
const QUALITY = 0.85;

interface OpenTrack {
  readonly sink: CanvasSink;
  /** Seconds of the first frame on the container's clock. */
  readonly first: number;
}
let opened: Promise<OpenTrack | null> | undefined;
/** Frames are decoded one after another. */
let last: Promise<unknown> = Promise.resolve();

scope.onmessage = ({ data }) => {
  last = last.then(async () => {
    opened ??= open(data.file, data.width);
    scope.postMessage({ id: data.id, jpeg: await readFrame(data.seconds).catch(() => null) });
  });
};

async function open(file: File, width: number): Promise<OpenTrack | null> {
  const chosen = await chooseWebTrack(openInput(file));
  if (chosen === null || !(await chosen.track.canDecode())) return null;
  const first = Math.max(0, await chosen.track.getFirstTimestamp());
  const shownWidth = await chosen.track.getDisplayWidth();
  return { sink: new CanvasSink(chosen.track, { width: Math.min(width, shownWidth) }), first };
}

async function readFrame(seconds: number): Promise<Blob | null> {
  const track = await opened;
  if (track == null) return null;
  const found: WrappedCanvas | null = await track.sink.getCanvas(track.first + seconds);
  return found === null
    ? null
    : (found.canvas as OffscreenCanvas).convertToBlob({ type: 'image/jpeg', quality: QUALITY });
}
