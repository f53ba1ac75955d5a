import { type ReadonlySignal, useComputed, useSignal, useSignalEffect } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { OptionError } from '../../../../core/options/index.ts';
import { RenderError, type RenderErrorCode } from '../../../../core/poster/index.ts';
import type { DrawnPoster, ScreenPoster } from '../../drawing/messages.ts';

/** A picture, and what can be exported of it; null for a picture that is only looked at. */
interface Drawn {
  readonly picture: Blob;
  readonly poster: DrawnPoster | null;
}

/** A picture to draw. */
export interface Wanted {
  /** What it shows: the picture of another subject is hidden at once. */
  readonly subject: string;
  draw(): Promise<Drawn>;
  /** Draws a first picture in less time, for a new subject. */
  draft?(): Promise<Drawn>;
  /** Paints what a screen shows of it, in less time. It is drawn once nothing changes. */
  paint?(): Promise<ScreenPoster>;
  /** Prepares what may be wanted next, once this is drawn. */
  prepare?(signal: AbortSignal): Promise<void>;
}

export interface ShownPoster {
  readonly subject: string | null;
  readonly poster: DrawnPoster | null;
  readonly url: string | null;
  /** What a screen shows of the latest picture, until that is drawn; null if it was not painted. */
  readonly screen: ScreenPoster | null;
  /** Whether another picture is being drawn. */
  readonly isBusy: boolean;
  /** Why the poster is not as requested. */
  readonly problem: string | null;
  /** Code of a `RenderError`; null for other errors. */
  readonly code: RenderErrorCode | null;
  /** The option that is wrong; null if none is. */
  readonly wrongOption: OptionError | null;
  /** How long it took until the latest picture was seen, and until it was drawn, milliseconds. */
  readonly tookMs: number;
  readonly drawnMs: number;
}

const NO_PROBLEM = { problem: null, code: null, wrongOption: null } as const;

const NOTHING: ShownPoster = {
  subject: null,
  poster: null,
  url: null,
  screen: null,
  isBusy: false,
  ...NO_PROBLEM,
  tookMs: 0,
  drawnMs: 0,
};

/** Delay before the previous image is freed, milliseconds: the new one is loaded by then. */
const STAY_MS = 2000;
/**
 * A picture that was painted is drawn when nothing was changed for this long, milliseconds: what can
 * be exported takes longer than what is seen.
 */
const SETTLE_MS = 400;

/**
 * Draw a poster again whenever its inputs change. Changes during a drawing wait until it ends, so
 * that a film that is read faster than it is drawn still has a poster.
 *
 * @param choose reads signals; returns null if there is nothing to draw yet.
 */
export function useDrawing(choose: () => Wanted | null): ReadonlySignal<ShownPoster> {
  const shown = useSignal<ShownPoster>(NOTHING);
  const chosen = useComputed(choose);
  const state = useRef({ isBusy: false, isStale: false, isGone: false, wake: () => {}, next: new AbortController() });
  useEffect(
    () => () => {
      state.current.isGone = true;
      state.current.next.abort();
      const { url } = shown.peek();
      if (url !== null) setTimeout(() => URL.revokeObjectURL(url), STAY_MS);
    },
    [shown],
  );
  const show = ({ picture, poster }: Drawn, subject: string, isBusy: boolean, began: number): void => {
    if (state.current.isGone) return;
    const before = shown.peek().url;
    const url = URL.createObjectURL(picture);
    const drawnMs = performance.now() - began;
    const { screen, tookMs } = shown.peek();
    const seenMs = screen === null ? drawnMs : tookMs;
    shown.value = { subject, poster, url, screen, isBusy, ...NO_PROBLEM, tookMs: seenMs, drawnMs };
    if (before !== null) setTimeout(() => URL.revokeObjectURL(before), STAY_MS);
  };
  const paint = async (wanted: Wanted, began: number): Promise<void> => {
    if (wanted.paint === undefined) {
      shown.value = { ...shown.peek(), screen: null };
      return;
    }
    const screen = await wanted.paint();
    if (state.current.isGone) return;
    shown.value = { ...shown.peek(), screen, ...NO_PROBLEM, tookMs: performance.now() - began };
    // Files can be exported once there is a drawn picture.
    if (state.current.isStale || shown.peek().poster === null) return;
    await new Promise<void>((resolve) => {
      state.current.wake = resolve;
      setTimeout(resolve, SETTLE_MS);
    });
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
      await paint(wanted, began);
      if (!state.current.isStale) {
        show(await wanted.draw(), subject, false, began);
        state.current.next = new AbortController();
        void wanted.prepare?.(state.current.next.signal);
      }
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
    state.current.next.abort();
    if (state.current.isBusy) {
      state.current.isStale = true;
      state.current.wake();
    } else void start();
  });
  return shown;
}
