import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { drawStrip } from '../../drawing/draw-strip.ts';
import { alignedStrip, freeSeconds, isLinked, otherSeconds } from '../../state/comparing/comparison.ts';
import type { Item } from '../../state/item.ts';
import { cursorSeconds, isHeld, shownRange } from '../../state/studio.ts';
import { BACKGROUNDS, theme } from '../../state/theme.ts';
import { formatPosition } from '../format.ts';
import { useSize } from '../use-size.ts';

/** Places that keys move by on the strip that is not linked. */
const MOVES: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1, PageUp: -50, PageDown: 50 };

/**
 * The strip of the second film: along the time of the first and with its zoom if they are linked,
 * otherwise whole, with a moment of its own.
 */
export function OtherStrip({ item }: { readonly item: Item }): JSX.Element {
  const canvas = useRef<HTMLCanvasElement>(null);
  const size = useSize(canvas);
  const own = item.strip.value!;
  const strip = isLinked.value ? alignedStrip.value : own;
  const [from, to] = isLinked.value ? shownRange.value : [0, own.seconds];
  const background = BACKGROUNDS[theme.value];
  useEffect(() => {
    if (strip === null || size.width === 0) return;
    const frame = requestAnimationFrame(() => {
      const element = canvas.current;
      if (element === null) return;
      element.width = size.width;
      element.height = size.height;
      drawStrip(element, strip, [from, to], null, background);
    });
    return () => cancelAnimationFrame(frame);
  }, [strip, from, to, size, background]);
  const seconds = isLinked.value ? cursorSeconds.value : freeSeconds.value;
  const place = strip?.placeAt(seconds) ?? 0;
  const show = (time: number) => {
    if (isLinked.value) {
      isHeld.value = true;
      cursorSeconds.value = time;
    } else freeSeconds.value = time;
  };
  const follow = (event: PointerEvent & { currentTarget: HTMLElement }) => {
    if (event.pointerType !== 'mouse' && event.buttons === 0) return;
    const { left, width } = event.currentTarget.getBoundingClientRect();
    show(from + Math.max(0, Math.min(1, (event.clientX - left) / width)) * (to - from));
  };
  const share = (seconds - from) / (to - from || 1);
  const shown = otherSeconds.value;
  return (
    <div
      class="strip-area other-strip"
      role="slider"
      tabIndex={0}
      aria-label={`Timeline of ${item.title.value}`}
      aria-valuemin={0}
      aria-valuemax={(strip ?? own).times.length - 1}
      aria-valuenow={place}
      aria-valuetext={shown === null ? 'Not in this film' : formatPosition(shown, true)}
      onPointerMove={follow}
      onPointerDown={follow}
      onKeyDown={(event) => {
        const step = MOVES[event.key];
        if (isLinked.value || step === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
        event.preventDefault();
        event.stopPropagation();
        show(own.times[Math.max(0, Math.min(own.times.length - 1, place + step))]!);
      }}
    >
      <canvas ref={canvas} class="strip-canvas" />
      {share >= 0 && share <= 1 && <div class="strip-cursor" style={{ left: `${100 * share}%` }} />}
    </div>
  );
}
