import { type ReadonlySignal, useComputed, useSignal, useSignalEffect } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { OptionError } from '../../../../core/options/index.ts';
import { RenderError, type RenderErrorCode } from '../../../../core/poster/index.ts';
import type { DrawnPoster } from '../../drawing/messages.ts';

/** A picture to draw. */
export interface Wanted {
  /** What it shows: the picture of another subject is hidden at once. */
  readonly subject: string;
  draw(): Promise<DrawnPoster>;
  /** Draws a first picture in less time, for a new subject. */
  draft?(): Promise<DrawnPoster>;
}

export interface ShownPoster {
  readonly subject: string | null;
  readonly poster: DrawnPoster | null;
  readonly url: string | null;
  /** Whether another picture is being drawn. */
  readonly isBusy: boolean;
  /** Why the poster is not as requested. */
  readonly problem: string | null;
  /** Code of a `RenderError`; null for other errors. */
  readonly code: RenderErrorCode | null;
  /** The option that is wrong; null if none is. */
  readonly wrongOption: OptionError | null;
  /** Duration of the last drawing, milliseconds. */
  readonly tookMs: number;
}

const NO_PROBLEM = { problem: null, code: null, wrongOption: null } as const;

const NOTHING: ShownPoster = { subject: null, poster: null, url: null, isBusy: false, ...NO_PROBLEM, tookMs: 0 };

/** Delay before the previous image is freed, milliseconds: the new one is loaded by then. */
const STAY_MS = 2000;

/**
 * Draw a poster again whenever its inputs change. Changes during a drawing wait until it ends, so
 * that a film that is read faster than it is drawn still has a poster.
 *
 * @param choose reads signals; returns null if there is nothing to draw yet.
 */
export function useDrawing(choose: () => Wanted | null): ReadonlySignal<ShownPoster> {
  const shown = useSignal<ShownPoster>(NOTHING);
  const chosen = useComputed(choose);
  const state = useRef({ isBusy: false, isStale: false, isGone: false });
  useEffect(
    () => () => {
      state.current.isGone = true;
      const { url } = shown.peek();
      if (url !== null) setTimeout(() => URL.revokeObjectURL(url), STAY_MS);
    },
    [shown],
  );
  const show = (poster: DrawnPoster, subject: string, isBusy: boolean, began: number): void => {
    if (state.current.isGone) return;
    const before = shown.peek().url;
    const url = URL.createObjectURL(poster.svg);
    shown.value = { subject, poster, url, isBusy, ...NO_PROBLEM, tookMs: performance.now() - began };
    if (before !== null) setTimeout(() => URL.revokeObjectURL(before), STAY_MS);
  };
  const start = async (): Promise<void> => {
    const wanted = chosen.peek();
    state.current.isStale = false;
    if (wanted === null) return;
    state.current.isBusy = true;
    const { subject } = wanted;
    const isNew = subject !== shown.peek().subject;
    if (isNew) {
      const before = shown.peek().url;
      if (before !== null) setTimeout(() => URL.revokeObjectURL(before), STAY_MS);
    }
    shown.value = { ...(isNew ? NOTHING : shown.peek()), subject, isBusy: true };
    const began = performance.now();
    try {
      if (isNew && wanted.draft !== undefined) show(await wanted.draft(), subject, true, began);
    } catch {
      // The whole picture reports what is wrong.
    }
    try {
      if (!state.current.isStale) show(await wanted.draw(), subject, false, began);
    } catch (error) {
      const problem = error instanceof Error ? error.message : String(error);
      const code = error instanceof RenderError ? error.code : null;
      const wrongOption = error instanceof OptionError ? error : null;
      shown.value = { ...shown.peek(), isBusy: false, problem, code, wrongOption };
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
