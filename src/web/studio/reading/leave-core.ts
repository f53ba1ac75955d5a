import { effect } from '@preact/signals';
import type { RunningReading } from '../../reader/start-reading.ts';
import { cursorSeconds } from '../state/studio.ts';

/** How long the cursor has to rest before a film is read with all cores, milliseconds. */
const REST_MS = 1000;

/**
 * Read a film with all cores, but leave one to the page while the cursor moves: otherwise it shows
 * half as many frames a second.
 *
 * @returns a function that ends it.
 */
export function leaveCore(reading: RunningReading): () => void {
  let rest: ReturnType<typeof setTimeout> | undefined;
  const ended = effect(() => {
    void cursorSeconds.value;
    if (rest === undefined) reading.useAllCores(false);
    clearTimeout(rest);
    rest = setTimeout(() => {
      rest = undefined;
      reading.useAllCores(true);
    }, REST_MS);
  });
  return () => {
    ended();
    clearTimeout(rest);
  };
}
