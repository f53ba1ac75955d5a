import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { rankColumns, rankSwatches, type Swatch } from '#core/fingerprint/index';
import fc from '../../support/fast-check.ts';

const hex = fc.integer({ min: 0, max: 0xffffff }).map((code) => `#${code.toString(16).padStart(6, '0')}`);
const column = fc.uniqueArray(hex, { minLength: 1, maxLength: 9 }).map((colors) => ({
  swatches: colors.map((color): Swatch => ({ color, share: 1 / colors.length })),
}));

/** Two colours of like presence, of which now the one and now the other is ahead. */
const breathing = Array.from({ length: 60 }, (_, i) => {
  const share = i % 3 === 0 ? 0.42 : 0.53;
  return {
    swatches: [
      { color: '#a04030', share },
      { color: '#3060a0', share: 1 - share },
    ].sort((one, other) => other.share - one.share),
  };
});
const firstOf = (ranked: readonly (readonly Swatch[])[]) => ranked.map(([first]) => first!.color);

describe('The columns of a film, ranked', () => {
  it('ranked columns of a film have their swatches all, shares unchanged', () => {
    const sorted = (swatches: readonly Swatch[]) => swatches.toSorted((a, b) => (a.color < b.color ? -1 : 1));
    fc.assert(
      fc.property(fc.array(column, { maxLength: 8 }), (columns) => {
        assert.deepEqual(
          rankColumns(columns, 'presence').map(sorted),
          columns.map(({ swatches }) => sorted(swatches)),
        );
      }),
      { numRuns: 30 },
    );
  });

  it('ranked columns of a film by area are ranked one by one', () => {
    assert.deepEqual(
      rankColumns(breathing, 'area'),
      breathing.map(({ swatches }) => rankSwatches(swatches, 'area')),
    );
  });

  it('ranked columns of a film by presence hold still while two colours are ahead by turns', () => {
    const alone = breathing.map(({ swatches }) => rankSwatches(swatches, 'presence'));
    assert.equal(new Set(firstOf(alone)).size, 2);
    assert.equal(new Set(firstOf(rankColumns(breathing, 'presence'))).size, 1);
  });

  describe('with two colours of which now the one and now the other is named fifth', () => {
    const scene = (parts: Readonly<Record<string, number>>) => ({
      swatches: Object.entries(parts).map(([color, share]): Swatch => ({ color, share: share / 100 })),
    });
    const ground = { '#c3cadb': 40, '#303840': 20, '#7e4722': 20, '#2a6a30': 10 };
    const plum = { ...ground, '#7a2040': 5, '#604080': 2 };
    const violet = { ...ground, '#7a2040': 2, '#604080': 5 };
    const five = ['#2a6a30', '#303840', '#7a2040', '#7e4722', '#c3cadb'];
    /** The five ranked first of one column in the middle of others, by their codes. */
    const rankAmid = (parts: Readonly<Record<string, number>>) => {
      const columns = Array.from({ length: 31 }, (_, i) => scene(i === 15 ? parts : i % 3 === 0 ? violet : plum));
      const ranked = rankColumns(columns, 'presence')[15]!;
      return ranked
        .slice(0, 5)
        .map(({ color }) => color)
        .sort();
    };

    it('ranked columns of a film whose fifth colour alternates keep the one named more often, in a column that has a fleeting colour too', () => {
      assert.deepEqual(rankAmid({ ...plum, '#7a2040': 3, '#e0d020': 6 }), five);
    });

    it('ranked columns of a film whose fifth colour alternates do not take a second shade for the colour that it looks like', () => {
      assert.deepEqual(rankAmid({ ...plum, '#7e4722': 14, '#844d28': 6 }), five);
    });
  });

  it('ranked columns of a film do not mind what is far away: a cut is a cut', () => {
    const scene = (color: string, other: string) => ({
      swatches: [
        { color, share: 0.7 },
        { color: other, share: 0.3 },
      ],
    });
    const columns = [...Array(10).fill(scene('#a04030', '#303030')), ...Array(10).fill(scene('#3060a0', '#d0d0d0'))];
    assert.deepEqual(firstOf(rankColumns(columns, 'presence')), [
      ...Array(10).fill('#a04030'),
      ...Array(10).fill('#3060a0'),
    ]);
  });

  it('ranked columns of a film read backwards are the same backwards', () => {
    fc.assert(
      fc.property(fc.array(column, { minLength: 2, maxLength: 6 }), (columns) => {
        assert.deepEqual(rankColumns(columns.toReversed(), 'presence').toReversed(), rankColumns(columns, 'presence'));
      }),
      { numRuns: 30 },
    );
  });

  it('ranked columns of a film of one picture are ranked as that picture is', () => {
    fc.assert(
      fc.property(column, ({ swatches }) => {
        assert.deepEqual(rankColumns([{ swatches }], 'presence'), [rankSwatches(swatches, 'presence')]);
      }),
      { numRuns: 50 },
    );
  });
});
