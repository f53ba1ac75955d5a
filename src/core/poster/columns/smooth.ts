import { linearSrgbToOklab, linearToSrgb8, oklabToLinearSrgb, SRGB8_TO_LINEAR } from '../../color/index.ts';
import type { ShownColumn } from './shown-column.ts';

/** Where the Gaussian is cut off, in standard deviations: weights beyond are less than 0.3 %. */
const REACH = 3;

/**
 * Smooth colours along time with a Gaussian, row by row, in OKLab.
 *
 * @param seconds its standard deviation.
 */
export function smoothColumns(columns: readonly ShownColumn[], seconds: number): ShownColumn[] {
  const labs = columns.map(({ cells }) => cells.map(({ color }) => toOklab(color)));
  let first = 0;
  return columns.map((column, i) => {
    const { time } = column.column;
    while (columns[first]!.column.time < time - REACH * seconds) first++;
    const sums = column.cells.map(() => [0, 0, 0, 0]);
    for (let j = first; j < columns.length && columns[j]!.column.time <= time + REACH * seconds; j++) {
      const distance = (columns[j]!.column.time - time) / seconds;
      const weight = Math.exp((-distance * distance) / 2);
      for (const [row, sum] of sums.entries()) {
        const lab = labs[j]![row];
        if (lab === undefined) continue;
        for (let k = 0; k < 3; k++) sum[k]! += weight * lab[k]!;
        sum[3]! += weight;
      }
    }
    const cells = column.cells.map(({ share }, row) => {
      const [L, a, b, weight] = sums[row] as [number, number, number, number];
      return { color: fromOklab(L / weight, a / weight, b / weight), share };
    });
    return { ...columns[i]!, cells };
  });
}

function toOklab(color: number): readonly number[] {
  return linearSrgbToOklab(
    SRGB8_TO_LINEAR[color >> 16]!,
    SRGB8_TO_LINEAR[(color >> 8) & 255]!,
    SRGB8_TO_LINEAR[color & 255]!,
  );
}

function fromOklab(L: number, a: number, b: number): number {
  const [r, g, blue] = oklabToLinearSrgb(L, a, b).map((value) => linearToSrgb8(Math.min(1, Math.max(0, value))));
  return (r! << 16) | (g! << 8) | blue!;
}
