import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { type FramePlace, framePath } from '../../../../core/protocol/index.ts';
import { ConnectionError, requestServer } from '../../reading/connection.ts';
import type { Item } from '../../state/item.ts';
import { cursorSeconds, FIRST_SHARE } from '../../state/studio.ts';

/** After how long a frame is asked for again, while the server is busy with others. */
const RETRY_MS = 400;

interface ServerFrameProps {
  readonly item: Item;
  /** The film's path on the server. */
  readonly path: string;
  /** What is shown until the first frame arrives, and where none can be decoded. */
  readonly fallback: JSX.Element;
}

/**
 * The frame under the cursor, which the server decodes. One is requested at a time: while it is on
 * its way, the one before is shown, and the cursor may move on.
 */
export function ServerFrame({ item, path, fallback }: ServerFrameProps): JSX.Element {
  const url = useSignal<string | null>(null);
  const wanted = useRef<FramePlace | null>(null);
  const isLoading = useRef(false);
  const gone = useRef(new AbortController());

  // The length of the film, and so the time of the cursor, is known with its strip.
  const seconds = item.strip.value === null ? null : cursorSeconds.value;
  const show = (next: string | null) => {
    if (url.peek() !== null) URL.revokeObjectURL(url.peek()!);
    url.value = next;
  };
  const load = async () => {
    if (isLoading.current) return;
    isLoading.current = true;
    const { signal } = gone.current;
    while (wanted.current !== null && !signal.aborted) {
      const place = wanted.current;
      const frame = await loadFrame(path, place, signal);
      if (signal.aborted) break;
      if (frame === 'busy') {
        await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
        continue;
      }
      show(frame === null ? null : URL.createObjectURL(frame));
      if (wanted.current === place) wanted.current = null;
    }
    isLoading.current = false;
  };
  useEffect(() => {
    wanted.current = seconds === null ? { share: FIRST_SHARE } : { seconds };
    void load();
  }, [path, seconds]);
  useEffect(
    () => () => {
      gone.current.abort();
      show(null);
    },
    [],
  );
  return url.value === null ? fallback : <img class="server-frame" src={url.value} alt="Frame at the current time" />;
}

/** @returns null if this frame cannot be shown: why is no more than its film's own message says. */
async function loadFrame(path: string, place: FramePlace, signal: AbortSignal): Promise<Blob | 'busy' | null> {
  try {
    return await (await requestServer(framePath(path, place), { signal })).blob();
  } catch (error) {
    return error instanceof ConnectionError && error.code === 'busy' ? 'busy' : null;
  }
}
