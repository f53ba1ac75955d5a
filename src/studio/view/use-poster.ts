import { type ReadonlySignal, useSignal, useSignalEffect } from '@preact/signals';
import type { PosterOptions } from '../../poster/index.ts';
import { drawPoster } from '../draw/drawer.ts';
import type { DrawnPoster } from '../draw/messages.ts';
import type { Item } from '../state/item.ts';
import { font } from '../state/poster.ts';

/** A poster as it is now. */
export interface ShownPoster {
  readonly poster: DrawnPoster | null;
  readonly url: string | null;
  /** A sentence on why it is not what was asked for. */
  readonly problem: string | null;
  /** How long the last one took, milliseconds. */
  readonly tookMs: number;
}

/** How long a picture stays after another took its place, milliseconds: until that one is surely there. */
const STAY_MS = 2000;

/** Keep a poster drawn: anew whenever its options change, or what it is drawn of. */
export function usePoster(item: Item, options: ReadonlySignal<PosterOptions>): ReadonlySignal<ShownPoster> {
  const shown = useSignal<ShownPoster>({ poster: null, url: null, problem: null, tookMs: 0 });
  useSignalEffect(() => {
    const asked = options.value;
    const fingerprint = item.drawable.value;
    if (fingerprint === null) return;
    let isCurrent = true;
    const began = performance.now();
    drawPoster(fingerprint, asked, font.value).then(
      (poster) => {
        if (!isCurrent) return;
        const before = shown.peek().url;
        const url = URL.createObjectURL(new Blob([poster.svg], { type: 'image/svg+xml' }));
        shown.value = { poster, url, problem: poster.warning, tookMs: performance.now() - began };
        if (before !== null) setTimeout(() => URL.revokeObjectURL(before), STAY_MS);
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
