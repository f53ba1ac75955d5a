import { parseHex } from '../color/index.ts';
import { drawBars } from './bars-pixels.ts';
import { type PixelBox, type Pixels, snapBox } from './pixel-box.ts';
import type { Bars, Rect, Scene } from './scene.ts';

/** Make an empty picture of a scene: its background and nothing else. */
export function paintBackground(scene: Scene, width: number, height: number): Pixels {
  const data = new Uint8Array(width * height * 3);
  fillBox(data, width, { x: 0, y: 0, width, height }, parseHex(scene.background));
  return { width, height, data };
}

/**
 * Paint a mark with hard edges on a picture of its scene.
 *
 * @param pixels modified.
 */
export function paintMark(pixels: Pixels, scene: Scene, mark: Rect | Bars): void {
  const { width, height, data } = pixels;
  const box = snapBox(mark.box, scene, width, height);
  if (mark.kind === 'rect') fillBox(data, width, box, parseHex(mark.color));
  else drawBars(mark, pixels, box, parseHex(scene.background));
}

function fillBox(data: Uint8Array, width: number, box: PixelBox, color: readonly [number, number, number]): void {
  if (box.width === 0 || box.height === 0) return;
  const start = (box.y * width + box.x) * 3;
  const end = start + box.width * 3;
  for (let at = start; at < end; at += 3) data.set(color, at);
  for (let y = 1; y < box.height; y++) data.copyWithin(start + y * width * 3, start, end);
}
