import { type ReadonlySignal, useComputed, useSignal, useSignalEffect } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { OptionError } from '../../../core/options/index.ts';
import { RenderError, type RenderErrorCode } from '../../../core/poster/index.ts';
import type { DrawnPoster } from '../drawing/messages.ts';

export interface ShownPoster {
  readonly poster: DrawnPoster | null;
  readonly url: string | null;
  /** Why the poster is not as requested, as a sentence. */
  readonly problem: string | null;
  /** Code of a `RenderError`; null for other errors, and for a warning about a drawn poster. */
  readonly code: RenderErrorCode | null;
  /** Name of the option that is wrong; null if none is. */
  readonly wrongOption: string | null;
  /** Duration of the last drawing, milliseconds. */
  readonly tookMs: number;
}

const NO_PROBLEM = { problem: null, code: null, wrongOption: null } as const;

/** Delay before the previous image is freed, milliseconds: the new one is loaded by then. */
const STAY_MS = 2000;

/**
 * Draw a poster again whenever its inputs change. Changes during a drawing wait until it ends, so
 * that a film that is read faster than it is drawn still has a poster.
 *
 * @param choose reads signals and returns a function that draws; null if there is nothing to draw
 * yet.
 */
export function useDrawing(choose: () => (() => Promise<DrawnPoster>) | null): ReadonlySignal<ShownPoster> {
  const shown = useSignal<ShownPoster>({ poster: null, url: null, ...NO_PROBLEM, tookMs: 0 });
  const chosen = useComputed(choose);
  const state = useRef({ isBusy: false, isStale: false, isGone: false });
  useEffect(
    () => () => {
      state.current.isGone = true;
    },
    [],
  );
  const start = async (): Promise<void> => {
    const draw = chosen.peek();
    state.current.isStale = false;
    if (draw === null) return;
    state.current.isBusy = true;
    const began = performance.now();
    try {
      const poster = await draw();
      const before = shown.peek().url;
      if (!state.current.isGone) {
        const url = URL.createObjectURL(new Blob([poster.svg], { type: 'image/svg+xml' }));
        shown.value = { poster, url, ...NO_PROBLEM, problem: poster.warning, tookMs: performance.now() - began };
        if (before !== null) setTimeout(() => URL.revokeObjectURL(before), STAY_MS);
      }
    } catch (error) {
      const problem = error instanceof Error ? error.message : String(error);
      const code = error instanceof RenderError ? error.code : null;
      const wrongOption = error instanceof OptionError ? error.option : null;
      shown.value = { ...shown.peek(), problem, code, wrongOption };
    }
    state.current.isBusy = false;
    if (state.current.isStale && !state.current.isGone) await start();
  };
  useSignalEffect(() => {
    void chosen.value;
    if (state.current.isBusy) state.current.isStale = true;
    else void start();
  });
  return shown;
}
