import { parseHex, srgb8ToLab } from '../color/index.ts';
import type { Fingerprint } from '../fingerprint/index.ts';

const HEADER = 'column,time,rank,color,share,L,a,b';

/**
 * Write a fingerprint as a table, one row a swatch, for R, pandas and spreadsheets.
 *
 * `column` counts from 0, as `columns` does in the fingerprint; `time` is in seconds; `rank` counts
 * from 1, the heaviest; L, a, b are CIELAB (D65) of the colour, four decimals. A column whose frame
 * could not be decoded has no row. RFC 4180 with line feeds; decimal points in every locale.
 */
export function fingerprintToCsv({ columns }: Fingerprint): string {
  const rows = [HEADER];
  for (const [i, { time, swatches }] of columns.entries()) {
    for (const [rank, { color, share }] of swatches.entries()) {
      const lab = srgb8ToLab(...parseHex(color)).map(formatLab);
      rows.push([i, time, rank + 1, color, share, ...lab].join(','));
    }
  }
  return `${rows.join('\n')}\n`;
}

/** Four decimals, and no minus before a zero. */
const formatLab = (value: number): string => (Math.round(value * 1e4) / 1e4 || 0).toFixed(4);
