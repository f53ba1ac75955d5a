/**
 * Write a number in as few characters as SVG and PDF accept: no exponent, no trailing zeros, no zero
 * before the point.
 *
 * @param decimals 0 to 12; the value is rounded to them.
 */
export function formatNumber(value: number, decimals: number): string {
  // Most numbers of a poster's columns are integers. Adding 0 turns -0 into 0.
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
