import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { drawStrip } from '../drawing/draw-strip.ts';
import type { Item } from '../state/item.ts';
import type { StripState } from '../state/strip-state.ts';
import {
  cursorColumn,
  cursorPlace,
  cursorSeconds,
  durationSeconds,
  isHeld,
  lit,
  shownStretch,
  zoom,
  zoomTo,
} from '../state/studio.ts';
import { GROUNDS, theme } from '../state/theme.ts';
import { formatPosition } from './format.ts';
import { useSize } from './use-size.ts';

/** Pixels that a pointer moves before it counts as drawn along. */
const MIN_DRAG = 6;

/** Of a shorter stretch, seconds, the times below it have tenths. */
const TENTHS_SECONDS = 40;

/** Draws a stretch whenever something of it changes, once a frame of the screen at most. */
function StripCanvas({ item, stretch }: { readonly item: Item; readonly stretch: readonly [number, number] }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const size = useSize(canvas);
  const [board, version, where, ground] = [item.board.value, item.version.value, lit.value, theme.value];
  const [from, to] = stretch;
  useEffect(() => {
    if (board === null || size.width === 0) return;
    const frame = requestAnimationFrame(() => {
      const element = canvas.current;
      // It was taken off the page between two frames.
      if (element === null) return;
      element.width = size.width;
      element.height = size.height;
      drawStrip(element, board, [from, to], where, GROUNDS[ground]);
    });
    return () => cancelAnimationFrame(frame);
  }, [board, version, where, ground, from, to, size]);
  return <canvas ref={canvas} class="strip-canvas" />;
}

/** The film: move along it to look, draw along it to see a stretch of it larger. Before it is open there is nothing to move along. */
export function Strip({ item }: { readonly item: Item }): JSX.Element {
  const board = item.board.value;
  if (board !== null) return <OpenStrip item={item} board={board} />;
  return (
    <div class="strip">
      <div class="strip-area" />
      <div class="strip-times" />
    </div>
  );
}

function OpenStrip({ item, board }: { readonly item: Item; readonly board: StripState }): JSX.Element {
  const area = useRef<HTMLDivElement>(null);
  const drag = useSignal<{ readonly from: number; readonly to: number } | null>(null);
  const [from, to] = shownStretch.value;
  const [place, seconds] = [cursorPlace.value, cursorSeconds.value];
  const main = cursorColumn.value?.swatches[0]?.color;
  const hasTenths = to - from < TENTHS_SECONDS;

  const shareAt = ({ clientX }: PointerEvent) => {
    const { left, width } = area.current!.getBoundingClientRect();
    return Math.max(0, Math.min(1, (clientX - left) / width));
  };
  const look = (event: PointerEvent) => {
    cursorSeconds.value = from + shareAt(event) * (to - from);
  };
  const press = (event: PointerEvent) => {
    if (event.button !== 0) return;
    area.current!.setPointerCapture(event.pointerId);
    const share = shareAt(event);
    drag.value = { from: share, to: share };
    if (event.pointerType !== 'mouse') look(event);
  };
  const move = (event: PointerEvent) => {
    // A finger that is drawn along looks; a mouse chooses a stretch.
    if (event.pointerType !== 'mouse') {
      if (drag.value !== null) look(event);
      return;
    }
    if (drag.value !== null) drag.value = { from: drag.value.from, to: shareAt(event) };
    if (!isHeld.value || isDrawn()) look(event);
  };
  const isDrawn = () => {
    if (drag.value === null) return false;
    return Math.abs(drag.value.to - drag.value.from) * area.current!.clientWidth >= MIN_DRAG;
  };
  const release = (event: PointerEvent) => {
    if (drag.value === null) return;
    if (event.pointerType === 'mouse') {
      if (isDrawn()) {
        const [one, other] = [drag.value.from, drag.value.to].sort((a, b) => a - b) as [number, number];
        zoomTo(from + one * (to - from), from + other * (to - from));
      } else {
        isHeld.value = !isHeld.value;
        look(event);
      }
    }
    drag.value = null;
  };
  const cursorShare = (seconds - from) / (to - from || 1);
  const selected = drag.value !== null && isDrawn() ? drag.value : null;
  return (
    <div class="strip">
      {zoom.value !== null && <Overview item={item} />}
      <div
        ref={area}
        class="strip-area"
        role="slider"
        tabIndex={0}
        aria-label="The film: where to look"
        aria-valuemin={0}
        aria-valuemax={board.times.length - 1}
        aria-valuenow={place}
        aria-valuetext={`${formatPosition(seconds, true)}${main === undefined ? '' : `, ${main}`}`}
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
        <StripCanvas item={item} stretch={[from, to]} />
        {selected !== null && (
          <div
            class="strip-selection"
            style={{
              left: `${100 * Math.min(selected.from, selected.to)}%`,
              width: `${100 * Math.abs(selected.to - selected.from)}%`,
            }}
          />
        )}
        {cursorShare >= 0 && cursorShare <= 1 && (
          <div
            class={isHeld.value ? 'strip-cursor is-held' : 'strip-cursor'}
            style={{ left: `${100 * cursorShare}%` }}
          />
        )}
      </div>
      <div class="strip-times" aria-hidden="true">
        {[0, 0.25, 0.5, 0.75, 1].map((share) => (
          <span key={share}>
            {durationSeconds.value > 0 ? formatPosition(from + share * (to - from), hasTenths) : ''}
          </span>
        ))}
      </div>
    </div>
  );
}

/** All of the film, small, and which stretch of it is shown. */
function Overview({ item }: { readonly item: Item }): JSX.Element {
  const [from, to] = shownStretch.value;
  const whole = durationSeconds.value;
  const center = (event: PointerEvent & { currentTarget: HTMLElement }) => {
    if (event.buttons !== 1) return;
    const { left, width } = event.currentTarget.getBoundingClientRect();
    const at = ((event.clientX - left) / width) * whole;
    zoomTo(at - (to - from) / 2, at + (to - from) / 2);
  };
  return (
    <div class="overview" aria-hidden="true" onPointerDown={center} onPointerMove={center}>
      <StripCanvas item={item} stretch={[0, whole]} />
      <div
        class="overview-window"
        style={{ left: `${(100 * from) / whole}%`, width: `${(100 * (to - from)) / whole}%` }}
      />
    </div>
  );
}
