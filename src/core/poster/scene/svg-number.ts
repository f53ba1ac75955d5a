/**
 * Write a number as briefly as SVG allows: no exponent, no trailing zeros, no zero before the point.
 *
 * @param decimals 0 to 12; the value is rounded to them.
 */
export function formatNumber(value: number, decimals: number): string {
  // Most are, of columns; adding 0 makes -0 a 0.
  if (Number.isSafeInteger(value)) return `${value + 0}`;
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

/** Millimetres to the micrometre: finer than any printer or screen. */
export function formatMm(value: number): string {
  return formatNumber(value, 3);
}
