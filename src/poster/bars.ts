import { parseHex } from '../color/index.ts';
import type { Fingerprint } from '../fingerprint/index.ts';
import type { Bars, Box } from './scene.ts';

/**
 * Turn the columns of a fingerprint into bars.
 *
 * A column shows its `colors` heaviest swatches, one below the other in equal parts; with fewer swatches it divides its height among
 * those it has, and without any it stays empty.
 *
 * @param colors how many swatches of a column to show, >= 1.
 */
export function layoutBars(fingerprint: Fingerprint, colors: number, box: Box): Bars {
  const { columns } = fingerprint;
  const starts = new Uint32Array(columns.length + 1);
  for (const [i, column] of columns.entries()) {
    starts[i + 1] = starts[i]! + Math.min(colors, column.swatches.length);
  }
  const cells = starts[columns.length]!;
  const cellColors = new Uint32Array(cells);
  const bottoms = new Float64Array(cells);
  for (const [i, column] of columns.entries()) {
    const start = starts[i]!;
    const count = starts[i + 1]! - start;
    for (let k = 0; k < count; k++) {
      const [r, g, b] = parseHex(column.swatches[k]!.color);
      cellColors[start + k] = (r << 16) | (g << 8) | b;
      bottoms[start + k] = (k + 1) / count;
    }
  }
  return { kind: 'bars', box, columns: columns.length, starts, colors: cellColors, bottoms };
}
