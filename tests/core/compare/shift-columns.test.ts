import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { deltaE2000, formatHex, type Rgb8, srgb8ToLab } from '#core/color/index';
import { applyShift, type ColumnPair, fitShift, pairColumnColors } from '#core/compare/index';
import type { Swatch } from '#core/fingerprint/index';
import { createDice } from '../../support/fingerprints/graded-pairs.ts';

type Grade = (rgb: Rgb8) => Rgb8;

const WARM: Grade = ([r, g, b]) => [Math.min(255, Math.round(1.05 * r + 8)), Math.round(0.92 * g), Math.round(0.7 * b)];

const toSwatches = (colors: readonly Rgb8[], shares: readonly number[]): Swatch[] =>
  colors.map((color, i) => ({ color: formatHex(...color), share: shares[i]! }));

/** Columns of six colours; in B graded, their shares a little off, every tenth of another moment. */
function makeColumns(count: number, grade: Grade): ColumnPair[] {
  const dice = createDice(3);
  const make = (): { colors: Rgb8[]; shares: number[] } => ({
    colors: Array.from({ length: 6 }, (_, i): Rgb8 => {
      const light = 20 + 35 * i + 20 * dice();
      return [light + 30 * dice(), light + 15 * dice(), light + 30 * dice() - 15].map((v) =>
        Math.max(0, Math.min(255, Math.round(v))),
      ) as unknown as Rgb8;
    }),
    shares: [0.3, 0.25, 0.2, 0.1, 0.1, 0.05],
  });
  return Array.from({ length: count }, (_, i) => {
    const { colors, shares } = make();
    const other = i % 10 === 9 ? make() : { colors, shares };
    const noisy = other.shares.map((share) => share * (0.9 + 0.2 * dice()));
    const sum = noisy.reduce((total, share) => total + share);
    return {
      a: toSwatches(colors, shares),
      b: toSwatches(
        other.colors.map(grade),
        noisy.map((share) => share / sum),
      ),
    };
  });
}

describe('Colours of pairs of columns', () => {
  it('give the grade within CIEDE2000 1.5, although a tenth of the columns do not belong together', () => {
    const shift = fitShift(pairColumnColors(makeColumns(200, WARM)));
    for (const color of [
      [40, 35, 30],
      [90, 80, 70],
      [150, 140, 130],
      [200, 190, 180],
    ] as Rgb8[]) {
      const error = deltaE2000(srgb8ToLab(...applyShift(shift, color)), srgb8ToLab(...WARM(color)));
      assert.ok(error < 1.5, `${color}: ${error}`);
    }
  });

  it('show no shift between equal columns', () => {
    const columns = makeColumns(100, (rgb) => rgb).filter((_, i) => i % 10 !== 9);
    assert.equal(fitShift(pairColumnColors(columns)).isShifted, false);
  });

  it('keep the shares of columns, and have none for empty ones', () => {
    const columns: ColumnPair[] = [
      { a: [], b: [] },
      ...makeColumns(5, WARM),
      { a: [], b: toSwatches([[1, 2, 3]], [1]) },
    ];
    const { weights, starts } = pairColumnColors(columns);
    assert.equal(starts[1], 0);
    assert.equal(starts[6], starts[7]);
    const sum = weights.subarray(starts[1], starts[2]).reduce((total, share) => total + share);
    assert.ok(Math.abs(sum - 1) < 1e-3, `${sum}`);
  });
});
