import type { JSX } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { ScreenPoster } from '../../drawing/messages.ts';

/**
 * A painted poster, over the picture that is drawn after it. It stays in the page when it is hidden,
 * because a bitmap can be put on a canvas only once.
 */
export function ScreenCanvas({
  screen,
  isShown,
}: {
  readonly screen: ScreenPoster;
  readonly isShown: boolean;
}): JSX.Element {
  const canvas = useRef<HTMLCanvasElement>(null);
  useLayoutEffect(() => {
    const element = canvas.current!;
    [element.width, element.height] = [screen.bitmap.width, screen.bitmap.height];
    element.getContext('bitmaprenderer')!.transferFromImageBitmap(screen.bitmap);
  }, [screen]);
  return <canvas ref={canvas} class="poster-screen" hidden={!isShown} />;
}
