import { createEncoder } from '../spaces/encoder.ts';
import { cubeRoot, fifthRoot } from './roots.ts';

/**
 * Decode the code value of a standard-range film into the light of the display that it was graded
 * on.
 *
 * @param code 0 to 1.
 * @returns linear light, 0 to 1.
 * @see ITU-R BT.1886, annex 1, with a black of 0: code ** 2.4.
 */
export function bt1886ToLinear(code: number): number {
  return code * code * fifthRoot(code * code);
}

/**
 * Encode display light as the code value of a standard-range film.
 *
 * @param light 0 to 1.
 * @returns code value, 0 to 1: light ** (1 / 2.4), the cube root of light ** (5 / 4).
 */
export function linearToBt1886(light: number): number {
  return cubeRoot(light * Math.sqrt(Math.sqrt(light)));
}

/**
 * Encode display light as the nearest 8-bit code of a standard-range film.
 *
 * @param light any number; values outside 0 to 1 are clamped, NaN is 0.
 * @returns integer 0 to 255, exactly rounded in code values (halves go up).
 */
export const linearToBt1886Code: (light: number) => number = createEncoder(bt1886ToLinear);
