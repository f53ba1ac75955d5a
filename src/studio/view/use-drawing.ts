import { type ReadonlySignal, useSignal, useSignalEffect } from '@preact/signals';
import type { DrawError } from '../draw/drawer.ts';
import type { DrawnPoster } from '../draw/messages.ts';

/** A poster as it is now. */
export interface ShownPoster {
  readonly poster: DrawnPoster | null;
  readonly url: string | null;
  /** A sentence on why it is not what was asked for. */
  readonly problem: string | null;
  /** What kind of thing it is; null for an option, and for what was left out of a poster that is there. */
  readonly code: DrawError['code'];
  /** How long the last one took, milliseconds. */
  readonly tookMs: number;
}

/** How long a picture stays after another took its place, milliseconds: until that one is surely there. */
const STAY_MS = 2000;

/**
 * Keep a poster drawn: anew whenever a signal changes that drawing it reads.
 *
 * @param draw null where there is nothing to draw yet.
 */
export function useDrawing(draw: () => Promise<DrawnPoster> | null): ReadonlySignal<ShownPoster> {
  const shown = useSignal<ShownPoster>({ poster: null, url: null, problem: null, code: null, tookMs: 0 });
  useSignalEffect(() => {
    let isCurrent = true;
    const began = performance.now();
    draw()?.then(
      (poster) => {
        if (!isCurrent) return;
        const before = shown.peek().url;
        const url = URL.createObjectURL(new Blob([poster.svg], { type: 'image/svg+xml' }));
        shown.value = { poster, url, problem: poster.warning, code: null, tookMs: performance.now() - began };
        if (before !== null) setTimeout(() => URL.revokeObjectURL(before), STAY_MS);
      },
      (error: DrawError) => {
        if (isCurrent) shown.value = { ...shown.peek(), problem: error.message, code: error.code };
      },
    );
    return () => {
      isCurrent = false;
    };
  });
  return shown;
}
