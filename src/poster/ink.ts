import { SRGB8_TO_LINEAR } from '../color/index.ts';
import type { Bars } from './scene.ts';

/** Luminance above which white letters no longer stand out: about sRGB 153. */
const LIGHT = 0.32;
/** Rec. 709 / sRGB luminance weights: ITU-R BT.709-6, item 3.2. */
const WEIGHTS = [0.2126, 0.7152, 0.0722] as const;

/**
 * Choose the ink of letters that lie across bars: white, or black on a film whose picture is mostly light.
 *
 * @returns `#rrggbb`.
 */
export function chooseInk(bars: Bars): string {
  let light = 0;
  for (let column = 0; column < bars.columns; column++) {
    for (let cell = bars.starts[column]!, top = 0; cell < bars.starts[column + 1]!; cell++) {
      const bottom = bars.bottoms[cell]!;
      if (luminance(bars.colors[cell]!) > LIGHT) light += bottom - top;
      top = bottom;
    }
  }
  return light > bars.columns / 2 ? '#000000' : '#ffffff';
}

function luminance(color: number): number {
  const [r, g, b] = WEIGHTS;
  return (
    r * SRGB8_TO_LINEAR[color >> 16]! + g * SRGB8_TO_LINEAR[(color >> 8) & 255]! + b * SRGB8_TO_LINEAR[color & 255]!
  );
}
