import type { JSX } from 'preact';
import { alignedStrip, freeSeconds, isLinked, otherSeconds } from '../../state/comparing/comparison.ts';
import type { Item } from '../../state/item.ts';
import { cursorSeconds, isHeld, shownRange } from '../../state/studio.ts';
import { formatPosition } from '../format.ts';
import { StripCanvas } from '../strip-canvas.tsx';

/** Places that keys move by on the strip that is not linked. */
const MOVES: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1, PageUp: -50, PageDown: 50 };

/**
 * The strip of the second film: along the time of the first and with its zoom if they are linked,
 * otherwise whole, with a moment of its own.
 */
export function OtherStrip({ item }: { readonly item: Item }): JSX.Element {
  const own = item.strip.value!;
  const strip = isLinked.value ? alignedStrip.value : own;
  const [from, to] = isLinked.value ? shownRange.value : ([0, own.seconds] as const);
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
      <StripCanvas strip={strip} version={0} range={[from, to]} matches={null} />
      {share >= 0 && share <= 1 && <div class="strip-cursor" style={{ left: `${100 * share}%` }} />}
    </div>
  );
}
