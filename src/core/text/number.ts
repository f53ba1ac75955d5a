/**
 * Write a number in as few characters as SVG and PDF accept: no exponent, no trailing zeros, no zero
 * before the point.
 *
 * @param decimals 0 to 12; the value is rounded to them.
 */
export function formatNumber(value: number, decimals: number): string {
  // Most numbers of a poster's columns are integers. Adding 0 turns -0 into 0.
  if (Number.isSafeInteger(value)) return `${value + 0}`;
  if (decimals === 3) {
    const rounded = roundToUnits(value, decimals);
    if (rounded !== null) return formatThousandths(rounded);
  }
  const text = value.toFixed(decimals);
  let end = text.length;
  if (decimals > 0) {
    while (text[end - 1] === '0') end--;
    if (text[end - 1] === '.') end--;
  }
  const isNegative = text[0] === '-';
  const start = isNegative ? 1 : 0;
  const isBelowOne = text[start] === '0';
  const digits = text.slice(isBelowOne ? start + 1 : start, end);
  if (digits === '') return '0';
  return isNegative ? `-${digits}` : digits;
}

/** Above this, a scaled number is too coarse to round. */
const MAX_ROUNDED = 2 ** 31;
/** A remainder nearer to a half than this is left to `toFixed`, which is exact. */
const NEARLY_HALF = 0.4999;
const SCALES = [1, 10, 100, 1000] as const;

/**
 * Round a number to some decimals, as `toFixed` does but many times faster.
 *
 * @returns the number of units of the last decimal, an integer; null where only `toFixed` is sure to
 *   round the right way.
 */
export function roundToUnits(value: number, decimals: number): number | null {
  const scale = SCALES[decimals];
  if (scale === undefined) return null;
  const scaled = value * scale;
  const rounded = Math.round(scaled);
  return Math.abs(scaled) < MAX_ROUNDED && Math.abs(scaled - rounded) < NEARLY_HALF ? rounded : null;
}

/** `.001` to `.999`, without zeros at the end; empty for 0. */
const FRACTIONS = Array.from({ length: 1000 }, (_, i) =>
  i === 0 ? '' : `.${String(i).padStart(3, '0').replace(/0+$/, '')}`,
);

function formatThousandths(thousandths: number): string {
  if (thousandths === 0) return '0';
  const size = Math.abs(thousandths);
  const whole = Math.floor(size / 1000);
  return `${thousandths < 0 ? '-' : ''}${whole === 0 ? '' : whole}${FRACTIONS[size % 1000]}`;
}
