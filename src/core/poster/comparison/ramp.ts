import { type Oklab, oklabToSrgb8 } from '../../color/index.ts';

/**
 * Colours from the nearest films to the farthest, OKLab. Lightness falls (on light ground: rises)
 * in equal steps, so that equal differences look equal; near films stand out from the ground.
 */
const ON_DARK: readonly Oklab[] = [
  [0.96, -0.005, 0.05],
  [0.78, -0.06, 0],
  [0.6, -0.05, -0.07],
  [0.42, -0.01, -0.09],
  [0.24, 0.005, -0.05],
];
const ON_LIGHT: readonly Oklab[] = [
  [0.27, 0.01, -0.08],
  [0.44, -0.015, -0.1],
  [0.61, -0.055, -0.065],
  [0.78, -0.055, -0.01],
  [0.95, -0.012, 0.012],
];

/**
 * Find the colour of a distance.
 *
 * @param position 0 for no distance to 1 for the largest one.
 * @param isLight whether the ground is light.
 * @returns 0xrrggbb.
 */
export function findRampColor(position: number, isLight: boolean): number {
  const stops = isLight ? ON_LIGHT : ON_DARK;
  const place = Math.min(1, Math.max(0, position)) * (stops.length - 1);
  const stop = Math.min(stops.length - 2, Math.floor(place));
  const [from, to] = [stops[stop]!, stops[stop + 1]!];
  const mix = (axis: 0 | 1 | 2): number => from[axis] + (place - stop) * (to[axis] - from[axis]);
  const [r, g, b] = oklabToSrgb8(mix(0), mix(1), mix(2));
  return (r << 16) | (g << 8) | b;
}
