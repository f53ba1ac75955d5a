import { HUE_BINS } from '../measure-pixels.ts';
import { check, checkObject, isAmount, isColor, isShare } from './checks.ts';

/** Check a list of swatches. */
export function checkSwatches(value: unknown, where: string): void {
  check(Array.isArray(value), where, 'a list');
  for (const [i, swatch] of (value as unknown[]).entries()) checkSwatch(swatch, `${where}[${i}]`);
}

function checkSwatch(value: unknown, where: string): void {
  const { color, pixel, share, contiguity } = checkObject(value, where);
  check(isColor(color), `${where}.color`, 'a colour such as "#1b2c3d"');
  check(pixel === undefined || isColor(pixel), `${where}.pixel`, 'a colour such as "#1b2c3d"');
  check(isShare(share), `${where}.share`, 'a number above 0, at most 1');
  const isRight = contiguity === undefined || (isAmount(contiguity) && (contiguity as number) <= 1);
  check(isRight, `${where}.contiguity`, 'a number from 0 to 1');
}

/** Check the measures of a picture or a shot. */
export function checkMeasures(value: unknown, where: string): void {
  const measures = checkObject(value, where);
  for (const field of ['lightness', 'contrast', 'chroma', 'colorfulness']) {
    check(isAmount(measures[field]), `${where}.${field}`, 'a number from 0 up');
  }
  const { vivid, warm, hues } = measures;
  check(isAmount(vivid) && (vivid as number) <= 1, `${where}.vivid`, 'a share from 0 to 1');
  check(warm === null || (isAmount(warm) && (warm as number) <= 1), `${where}.warm`, 'a share from 0 to 1, or null');
  check(
    Array.isArray(hues) && hues.length === HUE_BINS && hues.every(isAmount),
    `${where}.hues`,
    `a list of ${HUE_BINS} numbers from 0 up`,
  );
}
