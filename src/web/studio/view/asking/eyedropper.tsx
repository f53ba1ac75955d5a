import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { nameColor } from '../../../../core/color/index.ts';
import { pick } from '../../state/asking/eyedropper.ts';
import { isLight } from '../format.ts';
import { samplePicture } from './sample-picture.ts';

/** How far an arrow moves the crosshair, and with Shift: shares of the picture. */
const STEP = 0.01;
const FAST_STEP = 0.1;

const MOVES: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** Lies over the frame and picks the colour of a point, with the pointer or the keyboard. */
export function Eyedropper(): JSX.Element {
  const overlay = useRef<HTMLDivElement>(null);
  /** Shares of width and height. */
  const point = useSignal<readonly [x: number, y: number]>([0.5, 0.5]);
  const color = useSignal<string | null>(null);
  const [x, y] = point.value;
  const look = (shareX: number, shareY: number) => {
    const { left, top, width, height } = overlay.current!.getBoundingClientRect();
    point.value = [Math.max(0.001, Math.min(0.999, shareX)), Math.max(0.001, Math.min(0.999, shareY))];
    const frame = overlay.current!.parentElement!;
    color.value = samplePicture(frame, left + point.value[0] * width, top + point.value[1] * height);
  };
  const follow = (event: PointerEvent) => {
    const { left, top, width, height } = overlay.current!.getBoundingClientRect();
    look((event.clientX - left) / width, (event.clientY - top) / height);
  };
  useEffect(() => {
    overlay.current!.focus({ preventScroll: true });
    look(0.5, 0.5);
  }, []);
  return (
    <div
      ref={overlay}
      class="eyedropper"
      role="application"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: an application takes keys.
      tabIndex={0}
      aria-label="Pick a colour: arrows move, Enter takes the colour, Escape leaves"
      onPointerMove={follow}
      onPointerDown={follow}
      onClick={() => pick(color.value)}
      onKeyDown={(event) => {
        const move = MOVES[event.key];
        const step = event.shiftKey ? FAST_STEP : STEP;
        if (move !== undefined) look(x + step * move[0], y + step * move[1]);
        else if (event.key === 'Enter' || event.key === ' ') pick(color.value);
        else if (event.key === 'Escape') pick(null);
        else return;
        event.preventDefault();
        event.stopPropagation();
      }}
    >
      <span class="eyedropper-point" style={{ left: `${100 * x}%`, top: `${100 * y}%` }} />
      <output
        class={color.value !== null && isLight(color.value) ? 'eyedropper-color is-light' : 'eyedropper-color'}
        style={{ backgroundColor: color.value ?? '#000000' }}
      >
        {color.value === null ? 'Point at the picture' : `${color.value} ${nameColor(color.value).name}`}
      </output>
    </div>
  );
}
