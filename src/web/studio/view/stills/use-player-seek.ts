import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Item } from '../../state/item.ts';
import { isPlaying } from '../../state/player.ts';
import { cursorSeconds } from '../../state/studio.ts';

/**
 * Time from one seek to the next while the page reads the film, milliseconds. A seek decodes up to
 * several seconds of film: one after another would take a core.
 */
const SEEK_MS = 400;
/** A player that is nearer shows the moment of the cursor, seconds. */
const NEAR = 1e-3;

/**
 * Let a player follow the cursor while it does not play.
 *
 * @returns a function that is to be called at the end of each seek: the cursor may have moved.
 */
export function usePlayerSeek(video: RefObject<HTMLVideoElement | null>, item: Item, url: string | null): () => void {
  const state = useRef<{ lastMs: number; timer: ReturnType<typeof setTimeout> | undefined }>({
    lastMs: Number.NEGATIVE_INFINITY,
    timer: undefined,
  });
  const follow = (): void => {
    const [player, seconds] = [video.current, cursorSeconds.peek()];
    if (player === null || player.seeking || isPlaying.peek() || Math.abs(player.currentTime - seconds) <= NEAR) return;
    const { lastMs, timer } = state.current;
    const waitMs = item.state.peek() === 'reading' ? lastMs + SEEK_MS - performance.now() : 0;
    clearTimeout(timer);
    if (waitMs > 0) {
      state.current.timer = setTimeout(follow, waitMs);
      return;
    }
    player.currentTime = seconds;
  };
  const end = (): void => {
    state.current.lastMs = performance.now();
    follow();
  };
  const seconds = cursorSeconds.value;
  useEffect(follow, [seconds, url]);
  useEffect(() => () => clearTimeout(state.current.timer), []);
  return end;
}
