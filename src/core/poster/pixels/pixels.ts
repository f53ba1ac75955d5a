import { parseHex } from '../../color/index.ts';
import type { Bars, Rect, Ring, Scene } from '../scene/scene.ts';
import { drawBars } from './bars-pixels.ts';
import { type BackgroundColor, type PixelBox, type Pixels, snapBox } from './pixel-box.ts';
import { drawRing } from './ring-pixels.ts';

/**
 * Create a picture of a scene's ground, without marks. It has four channels when the ground is
 * transparent.
 */
export function paintBackground(scene: Scene, width: number, height: number): Pixels {
  const channels = scene.background === null ? 4 : 3;
  const pixels: Pixels = { width, height, channels, data: new Uint8Array(width * height * channels) };
  const ground = parseHex(scene.background ?? '#000000');
  // New memory is already black.
  if (ground.some((code) => code !== 0)) fillBox(pixels, { x: 0, y: 0, width, height }, ground);
  return pixels;
}

/**
 * Paint a rectangle, bars or a ring on a picture of its scene.
 *
 * @param pixels modified.
 */
export function paintMark(pixels: Pixels, scene: Scene, mark: Rect | Bars | Ring): void {
  const { width, height } = pixels;
  const ground: BackgroundColor = scene.background === null ? null : parseHex(scene.background);
  if (mark.kind === 'rect') fillBox(pixels, snapBox(mark.box, scene, width, height), parseHex(mark.color));
  else if (mark.kind === 'bars') drawBars(mark, pixels, snapBox(mark.box, scene, width, height), ground);
  else drawRing(mark, pixels, width / scene.widthMm, height / scene.heightMm);
}

function fillBox(pixels: Pixels, box: PixelBox, [r, g, b]: readonly [number, number, number]): void {
  if (box.width === 0 || box.height === 0) return;
  const { data, channels } = pixels;
  const stride = pixels.width * channels;
  const color = channels === 3 ? [r, g, b] : [r, g, b, 255];
  const start = box.y * stride + box.x * channels;
  const end = start + box.width * channels;
  for (let at = start; at < end; at += channels) data.set(color, at);
  for (let y = 1; y < box.height; y++) data.copyWithin(start + y * stride, start, end);
}
