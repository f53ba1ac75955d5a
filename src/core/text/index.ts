/**
 * Text that every room writes alike: base64, clock times, percentages, counts, numbers, XML
 * escaping, and the edit distance between names.
 *
 * Pure: it never parses options, never draws, and knows nothing of films or colours.
 */
export { fromBase64, toBase64 } from './base64.ts';
export { type ClockFormat, formatClock } from './clock.ts';
export { formatCount } from './count.ts';
export { quoteCsvCell } from './csv-cell.ts';
export { nearestName } from './nearest-name.ts';
export { formatNumber, roundToUnits } from './number.ts';
export { formatPercent, formatShare, type PercentFormat } from './percent.ts';
export { escapeXml } from './xml.ts';
