import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { StripPainter } from '../drawing/draw-strip.ts';
import type { StripState } from '../state/strip-state.ts';
import type { ColorMatches } from '../state/studio.ts';
import { BACKGROUNDS, theme } from '../state/theme.ts';
import { useSize } from './use-size.ts';

interface StripCanvasProps {
  /** Null shows nothing new. */
  readonly strip: StripState | null;
  /** Changes with the columns of the strip. */
  readonly version: number;
  /** Seconds. */
  readonly range: readonly [from: number, to: number];
  /** Null highlights nothing. */
  readonly matches: ColorMatches | null;
}

/** Draws a time range of a film whenever it changes, at most once per animation frame. */
export function StripCanvas({ strip, version, range: [from, to], matches }: StripCanvasProps): JSX.Element {
  const canvas = useRef<HTMLCanvasElement>(null);
  const painter = useRef(new StripPainter());
  const size = useSize(canvas);
  const background = BACKGROUNDS[theme.value];
  useEffect(() => {
    if (strip === null || size.width === 0) return;
    const frame = requestAnimationFrame(() => {
      const element = canvas.current;
      // The canvas was removed before the animation frame.
      if (element === null) return;
      // A new size, even the same one, clears a canvas.
      if (element.width !== size.width) element.width = size.width;
      if (element.height !== size.height) element.height = size.height;
      painter.current.draw(element, strip, [from, to], matches, background);
    });
    return () => cancelAnimationFrame(frame);
  }, [strip, version, matches, background, from, to, size]);
  return <canvas ref={canvas} class="strip-canvas" />;
}
