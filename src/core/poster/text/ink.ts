import { parseHex, SRGB8_TO_LINEAR } from '../../color/index.ts';
import type { Cells } from '../scene/scene.ts';

/** Luminance above which white letters lack contrast: about sRGB 153. */
const LIGHT = 0.32;
/** Rec. 709 / sRGB luminance weights: ITU-R BT.709-6, item 3.2. */
const WEIGHTS = [0.2126, 0.7152, 0.0722] as const;

/**
 * The area that letters cover, as shares: of the columns, in order, and of each column, from its
 * top.
 */
export interface Covered {
  readonly from: number;
  readonly to: number;
  readonly top: number;
  readonly bottom: number;
}

/**
 * Choose the ink of letters that lie across columns: white, or black if most of the covered area is
 * light.
 *
 * @returns `#rrggbb`.
 */
export function chooseInk({ columns, starts, colors, bottoms }: Cells, { from, to, top, bottom }: Covered): string {
  const first = Math.min(columns - 1, Math.floor(from * columns));
  const end = Math.max(first + 1, Math.ceil(to * columns));
  let light = 0;
  for (let column = first; column < end; column++) {
    let above = 0;
    for (let cell = starts[column]!; cell < starts[column + 1]!; cell++) {
      const height = Math.min(bottom, bottoms[cell]!) - Math.max(top, above);
      if (height > 0 && luminance(colors[cell]!) > LIGHT) light += height;
      above = bottoms[cell]!;
    }
  }
  return light > ((end - first) * (bottom - top)) / 2 ? '#000000' : '#ffffff';
}

/** Check whether a colour, `#rrggbb`, is light enough for dark ink. */
export function isLightColor(color: string): boolean {
  const [r, g, b] = parseHex(color);
  return luminance((r << 16) | (g << 8) | b) > LIGHT;
}

function luminance(color: number): number {
  const [r, g, b] = WEIGHTS;
  return (
    r * SRGB8_TO_LINEAR[color >> 16]! + g * SRGB8_TO_LINEAR[(color >> 8) & 255]! + b * SRGB8_TO_LINEAR[color & 255]!
  );
}
