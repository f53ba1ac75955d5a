/** Decimals that shares and times are kept to. */
const DECIMALS = 6;

/** Round to a number of decimals, halves up; never -0. */
export function roundTo(value: number, decimals: number): number {
  let scale = 1;
  for (let i = 0; i < decimals; i++) scale *= 10;
  return Math.round(value * scale) / scale || 0;
}

/** Round to what a fingerprint keeps: six decimals, a share of a pixel and a microsecond. */
export function roundNumber(value: number): number {
  return roundTo(value, DECIMALS);
}
