import { type ReadonlySignal, useSignal } from '@preact/signals';
import type { RefObject } from 'preact';
import { useLayoutEffect } from 'preact/hooks';
import type { ScreenRoom } from '../../drawing/messages.ts';

/** The room that an element has for a poster: known before effects run, and when it changes. */
export function useRoom(element: RefObject<HTMLElement | null>): ReadonlySignal<ScreenRoom> {
  const room = useSignal<ScreenRoom>({ widthPx: 0, heightPx: 0 });
  useLayoutEffect(() => {
    const { current } = element;
    const measure = () => {
      const widthPx = Math.round(current!.clientWidth * devicePixelRatio);
      const heightPx = Math.round(current!.clientHeight * devicePixelRatio);
      const known = room.peek();
      if (known.widthPx !== widthPx || known.heightPx !== heightPx) room.value = { widthPx, heightPx };
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(current!);
    return () => observer.disconnect();
  }, [element, room]);
  return room;
}
