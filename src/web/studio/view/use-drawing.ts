import { type ReadonlySignal, useComputed, useSignal, useSignalEffect } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { OptionError } from '../../../core/options/index.ts';
import { RenderError, type RenderErrorCode } from '../../../core/poster/index.ts';
import type { DrawnPoster } from '../drawing/messages.ts';

/** A poster as it is now. */
export interface ShownPoster {
  readonly poster: DrawnPoster | null;
  readonly url: string | null;
  /** A sentence on why it is not what was asked for. */
  readonly problem: string | null;
  /** Code of a `RenderError`; null for other errors, and for what was left out of a poster that is there. */
  readonly code: RenderErrorCode | null;
  /** Name of the option that is wrong; null where none is. */
  readonly wrongOption: string | null;
  /** How long the last one took, milliseconds. */
  readonly tookMs: number;
}

const NO_PROBLEM = { problem: null, code: null, wrongOption: null } as const;

/** How long a picture stays after another took its place, milliseconds: until that one is surely there. */
const STAY_MS = 2000;

/**
 * Keep a poster drawn: anew whenever what is to be drawn changes. What changes while one is drawn waits for its end, so that a film that is read faster than
 * it is drawn has a poster all the same.
 *
 * @param choose tells what is to be drawn, by signals; gives what draws it, or null where there is nothing to draw yet.
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
