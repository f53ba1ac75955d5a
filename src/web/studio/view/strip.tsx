import { useComputed, useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useRef } from 'preact/hooks';
import { nameColor } from '../../../core/color/index.ts';
import { colorAtHeight } from '../drawing/draw-strip.ts';
import { isPicking, pick } from '../state/asking/eyedropper.ts';
import { followsPointer, toggleHold } from '../state/hold.ts';
import type { Item } from '../state/item.ts';
import { shownShot } from '../state/shots.ts';
import type { StripState } from '../state/strip-state.ts';
import {
  colorMatches,
  cursorColumn,
  cursorPlace,
  cursorSeconds,
  durationSeconds,
  isHeld,
  shownRange,
  zoom,
  zoomTo,
} from '../state/studio.ts';
import { TimeAxis } from './axis/time-axis.tsx';
import { formatPosition, formatShot } from './format.ts';
import { ShotMarks } from './shot-marks.tsx';
import { StripCanvas } from './strip-canvas.tsx';

/** Pixels that a pointer must move to start a selection. */
const MIN_DRAG = 6;

/** The film as a strip: move along it to explore, drag to zoom in. Empty until the film is open. */
export function Strip({ item }: { readonly item: Item }): JSX.Element {
  const strip = item.strip.value;
  if (strip !== null) return <OpenStrip item={item} strip={strip} />;
  return (
    <div class="strip">
      <div class="strip-area" />
      <div class="strip-times" />
    </div>
  );
}

function OpenStrip({ item, strip }: { readonly item: Item; readonly strip: StripState }): JSX.Element {
  const area = useRef<HTMLDivElement>(null);
  const drag = useSignal<{ readonly from: number; readonly to: number } | null>(null);
  const [from, to] = shownRange.value;
  // Attributes take the signal itself: the strip is not rendered again when the cursor moves.
  const moment = useComputed(() => {
    const main = cursorColumn.value?.swatches[0]?.color;
    const mainName = main === undefined ? undefined : nameColor(main).name;
    const shot = shownShot.value;
    return [formatPosition(cursorSeconds.value, true), shot && formatShot(shot), mainName].filter(Boolean).join(', ');
  });

  const shareAt = ({ clientX }: PointerEvent) => {
    const { left, width } = area.current!.getBoundingClientRect();
    return Math.max(0, Math.min(1, (clientX - left) / width));
  };
  const moveCursor = (event: PointerEvent) => {
    cursorSeconds.value = from + shareAt(event) * (to - from);
  };
  const pickAt = (event: PointerEvent) => {
    const { top, height } = area.current!.getBoundingClientRect();
    const column = strip.columns[strip.placeAt(from + shareAt(event) * (to - from))];
    pick(column == null ? null : colorAtHeight(column, (event.clientY - top) / height));
  };
  const press = (event: PointerEvent) => {
    if (event.button !== 0) return;
    if (isPicking.value) {
      pickAt(event);
      return;
    }
    area.current!.setPointerCapture(event.pointerId);
    const share = shareAt(event);
    drag.value = { from: share, to: share };
    if (event.pointerType !== 'mouse') moveCursor(event);
  };
  const move = (event: PointerEvent) => {
    // A finger moves the cursor; a mouse selects a range.
    if (event.pointerType !== 'mouse') {
      if (drag.value !== null) moveCursor(event);
      return;
    }
    if (drag.value !== null) drag.value = { from: drag.value.from, to: shareAt(event) };
    if (followsPointer(event.clientX) || isDragged()) moveCursor(event);
  };
  const isDragged = () => {
    if (drag.value === null) return false;
    return Math.abs(drag.value.to - drag.value.from) * area.current!.clientWidth >= MIN_DRAG;
  };
  const release = (event: PointerEvent) => {
    if (drag.value === null) return;
    if (event.pointerType === 'mouse') {
      if (isDragged()) {
        const [one, other] = [drag.value.from, drag.value.to].sort((a, b) => a - b) as [number, number];
        zoomTo(from + one * (to - from), from + other * (to - from));
      } else {
        toggleHold();
        moveCursor(event);
      }
    }
    drag.value = null;
  };
  const selected = drag.value !== null && isDragged() ? drag.value : null;
  return (
    <div class="strip">
      {zoom.value !== null && <Overview item={item} />}
      <ShotMarks range={[from, to]} />
      <div
        ref={area}
        class="strip-area"
        role="slider"
        tabIndex={0}
        aria-label="Timeline"
        aria-valuemin={0}
        aria-valuemax={strip.times.length - 1}
        aria-valuenow={cursorPlace}
        aria-valuetext={moment}
        onPointerDown={press}
        onPointerMove={move}
        onPointerUp={release}
        onPointerCancel={() => {
          drag.value = null;
        }}
        onDblClick={() => {
          zoom.value = null;
        }}
        onWheel={(event) => {
          if (!event.ctrlKey) return;
          event.preventDefault();
          const at = cursorSeconds.value;
          const factor = event.deltaY > 0 ? 1.25 : 0.8;
          zoomTo(at - (at - from) * factor, at + (to - at) * factor);
        }}
      >
        <FilmStrip item={item} range={[from, to]} />
        {selected !== null && (
          <div
            class="strip-selection"
            style={{
              left: `${100 * Math.min(selected.from, selected.to)}%`,
              width: `${100 * Math.abs(selected.to - selected.from)}%`,
            }}
          />
        )}
        <Cursor range={[from, to]} />
      </div>
      <TimeAxis range={[from, to]} />
    </div>
  );
}

/** The columns of a film, and what of them is highlighted. */
function FilmStrip({ item, range }: { readonly item: Item; readonly range: readonly [number, number] }): JSX.Element {
  const [strip, version, matches] = [item.strip.value, item.version.value, colorMatches.value];
  return <StripCanvas strip={strip} version={version} range={range} matches={matches} />;
}

/** The line at the cursor, if it is in the shown range. */
function Cursor({ range: [from, to] }: { readonly range: readonly [number, number] }): JSX.Element | null {
  const share = (cursorSeconds.value - from) / (to - from || 1);
  if (share < 0 || share > 1) return null;
  return <div class={isHeld.value ? 'strip-cursor is-held' : 'strip-cursor'} style={{ left: `${100 * share}%` }} />;
}

/** The whole film in small, with a frame around the shown range. */
function Overview({ item }: { readonly item: Item }): JSX.Element {
  const [from, to] = shownRange.value;
  const whole = durationSeconds.value;
  const center = (event: PointerEvent & { currentTarget: HTMLElement }) => {
    if (event.buttons !== 1) return;
    const { left, width } = event.currentTarget.getBoundingClientRect();
    const at = ((event.clientX - left) / width) * whole;
    zoomTo(at - (to - from) / 2, at + (to - from) / 2);
  };
  return (
    <div class="overview" aria-hidden="true" onPointerDown={center} onPointerMove={center}>
      <FilmStrip item={item} range={[0, whole]} />
      <div
        class="overview-window"
        style={{ left: `${(100 * from) / whole}%`, width: `${(100 * (to - from)) / whole}%` }}
      />
    </div>
  );
}
