import type { Box, Scene } from '../scene/scene.ts';

/** A picture in memory. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  /** 3: sRGB. 4: sRGB and opacity, not premultiplied. */
  readonly channels: 3 | 4;
  /** Shape (height, width, channels). */
  readonly data: Uint8Array;
}

/** A box in whole pixels. */
export interface PixelBox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The colour where nothing is drawn, [r, g, b]; null for a transparent ground. */
export type BackgroundColor = readonly [number, number, number] | null;

/**
 * Fit a box of the scene to whole pixels. Each edge moves to the nearest pixel edge, so that boxes
 * that touch still touch.
 *
 * @param width of the whole scene, pixels.
 * @param height of the whole scene, pixels.
 */
export function snapBox(box: Box, scene: Scene, width: number, height: number): PixelBox {
  const x = Math.round((box.x / scene.widthMm) * width);
  const y = Math.round((box.y / scene.heightMm) * height);
  return {
    x,
    y,
    width: Math.round(((box.x + box.width) / scene.widthMm) * width) - x,
    height: Math.round(((box.y + box.height) / scene.heightMm) * height) - y,
  };
}
