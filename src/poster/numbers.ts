/**
 * Write a number as briefly as SVG allows: no exponent, no trailing zeros, no zero before the point.
 *
 * @param decimals 0 to 12; the value is rounded to them.
 */
export function formatNumber(value: number, decimals: number): string {
  const text = value.toFixed(decimals);
  const cut = decimals === 0 ? text : text.replace(/\.?0+$/, '');
  return cut.replace(/^(-?)0\./, '$1.').replace(/^-0?$/, '0') || '0';
}

/** Millimetres to the micrometre: finer than any printer or screen. */
export function formatMm(value: number): string {
  return formatNumber(value, 3);
}
