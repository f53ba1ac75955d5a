import { formatNumber } from '../../text/index.ts';

/** Format millimetres to the micrometre, which is finer than any printer or screen. */
export function formatMm(value: number): string {
  return formatNumber(value, 3);
}
