import { type ReadonlySignal, useSignal, useSignalEffect } from '@preact/signals';
import type { PosterOptions } from '../../poster/index.ts';
import { drawPoster } from '../draw/drawer.ts';
import type { DrawnPoster } from '../draw/messages.ts';
import { drawableFingerprint, type Item } from '../state/item.ts';

/** A poster as it is now. */
export interface ShownPoster {
  readonly poster: DrawnPoster | null;
  readonly url: string | null;
  /** A sentence on why it is not what was asked for. */
  readonly problem: string | null;
  /** How long the last one took, milliseconds. */
  readonly tookMs: number;
}

/** While a film is read its posters are drawn anew so often, milliseconds. */
const REDRAW_MS = 1500;

/** Keep a poster drawn: anew with every change of the options, now and then while the film is read. */
export function usePoster(item: Item, options: ReadonlySignal<PosterOptions>): ReadonlySignal<ShownPoster> {
  const shown = useSignal<ShownPoster>({ poster: null, url: null, problem: null, tookMs: 0 });
  const tick = useSignal(0);
  useSignalEffect(() => {
    if (item.fingerprint.value !== null) return;
    const timer = setInterval(() => {
      tick.value++;
    }, REDRAW_MS);
    return () => clearInterval(timer);
  });
  useSignalEffect(() => {
    void tick.value;
    const asked = options.value;
    const fingerprint = item.fingerprint.value ?? untracked(item);
    if (fingerprint === null) return;
    let isCurrent = true;
    const began = performance.now();
    drawPoster(fingerprint, asked).then(
      (poster) => {
        if (!isCurrent) return;
        const url = URL.createObjectURL(new Blob([poster.svg], { type: 'image/svg+xml' }));
        const before = shown.peek().url;
        shown.value = { poster, url, problem: poster.warning, tookMs: performance.now() - began };
        // The picture shown before stays until the new one is there.
        if (before !== null) setTimeout(() => URL.revokeObjectURL(before), 2000);
      },
      (error: Error) => {
        if (isCurrent) shown.value = { ...shown.peek(), problem: error.message };
      },
    );
    return () => {
      isCurrent = false;
    };
  });
  return shown;
}

/** What of a film is there while it is read; not listened to, since it changes all the time. */
function untracked(item: Item) {
  const fingerprint = { ...item, version: { value: item.version.peek() } } as Item;
  return drawableFingerprint(fingerprint);
}
