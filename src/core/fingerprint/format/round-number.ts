/** Decimals of shares and times. */
const DECIMALS = 6;

/** Round to a number of decimals, halves up; never -0. */
export function roundTo(value: number, decimals: number): number {
  let scale = 1;
  for (let i = 0; i < decimals; i++) scale *= 10;
  return Math.round(value * scale) / scale || 0;
}

/**
 * Round to the precision of a fingerprint: six decimals, which is a fraction of a pixel and a
 * microsecond.
 */
export function roundNumber(value: number): number {
  return roundTo(value, DECIMALS);
}
