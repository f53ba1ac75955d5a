import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseHex, srgb8ToOklab } from '#core/color/index';
import { ORDER_NAMES, orderSwatches, type Swatch } from '#core/fingerprint/index';
import fc from '../../support/fast-check.ts';

const hex = fc.integer({ min: 0, max: 0xffffff }).map((code) => `#${code.toString(16).padStart(6, '0')}`);
const column = fc
  .uniqueArray(hex, { maxLength: 5 })
  .map((colors) => colors.map((color): Swatch => ({ color, share: 1 / colors.length })));

const of = (...colors: string[]): Swatch[] => colors.map((color) => ({ color, share: 1 / colors.length }));
const colorsOf = (columns: readonly (readonly Swatch[])[]) =>
  columns.map((swatches) => swatches.map(({ color }) => color));
const lightness = (color: string) => srgb8ToOklab(Uint8Array.from(parseHex(color)))[0]!;

const permute = (list: readonly string[]): string[][] =>
  list.length < 2
    ? [[...list]]
    : list.flatMap((first, i) => permute(list.filter((_, j) => j !== i)).map((rest) => [first, ...rest]));

describe('The rows of a poster', () => {
  for (const order of ORDER_NAMES) {
    it(`the rows of a poster have the same colours in whatever order: ${order}`, () => {
      fc.assert(
        fc.property(fc.array(column, { maxLength: 20 }), (columns) => {
          const sorted = (some: readonly (readonly Swatch[])[]) => colorsOf(some).map((colors) => colors.sort());
          assert.deepEqual(sorted(orderSwatches(columns, order, 5)), sorted(columns));
        }),
      );
    });
  }

  it('the rows of a poster stay as they were ranked', () => {
    assert.deepEqual(colorsOf(orderSwatches([of('#000000', '#ffffff', '#ff0000')], 'rank', 3)), [
      ['#000000', '#ffffff', '#ff0000'],
    ]);
  });

  it('the rows of a poster fall from light to dark', () => {
    fc.assert(
      fc.property(column, (swatches) => {
        const [sorted] = colorsOf(orderSwatches([swatches], 'lightness', 5));
        for (const [i, color] of sorted!.entries()) {
          if (i > 0) assert.ok(lightness(color) <= lightness(sorted![i - 1]!));
        }
      }),
    );
  });

  it('the rows of a poster go around the hue circle from red to purple, greys last and the lightest of them first', () => {
    const rainbow = [
      '#e02020',
      '#f09020',
      '#f0e020',
      '#40c040',
      '#20c0c0',
      '#3050e0',
      '#9030d0',
      '#ffffff',
      '#808080',
      '#000000',
    ];
    const shuffled = [4, 9, 1, 7, 0, 6, 3, 8, 5, 2].map((i) => rainbow[i]!);
    assert.deepEqual(colorsOf(orderSwatches([of(...shuffled)], 'hue', 10)), [rainbow]);
  });
});

describe('A thread', () => {
  it('a thread stays in its row where two colours change ranks', () => {
    const columns = Array.from({ length: 10 }, (_, i) =>
      i % 2 === 0 ? of('#d04020', '#2040a0') : of('#2142a2', '#cf4122'),
    );
    const rows = colorsOf(orderSwatches(columns, 'thread', 2));
    for (const [top, bottom] of rows) {
      assert.match(top!, /^#[cd]/);
      assert.match(bottom!, /^#2/);
    }
  });

  it('a thread has its row again when it comes back', () => {
    const columns = [
      of('#f0f0f0', '#c02020', '#101010'),
      of('#101010', '#f0f0f0'),
      of('#101010', '#c02020', '#f0f0f0'),
    ];
    assert.deepEqual(colorsOf(orderSwatches(columns, 'thread', 3)), [
      ['#f0f0f0', '#c02020', '#101010'],
      ['#f0f0f0', '#101010'],
      ['#f0f0f0', '#c02020', '#101010'],
    ]);
  });

  it('a thread leaves the others where they are when a new colour takes the place of one', () => {
    // Were plain squares added up, all would move up a row.
    const [before, after] = [of('#b0b0b0', '#7a7a7a', '#464646'), of('#7a7a7a', '#464646', '#1a1a1a')];
    assert.deepEqual(colorsOf(orderSwatches([before, after], 'thread', 3))[1], ['#1a1a1a', '#7a7a7a', '#464646']);
  });

  it('is not lost to a colour that takes its place for a moment, while another takes that of its neighbour', () => {
    // Grey and brown hold; for two columns each, grey is gone and a second brown there, then brown
    // is gone and a darker grey there.
    const steady = Array.from({ length: 12 }, () => of('#858080', '#4a2820'));
    const columns = [
      ...steady,
      of('#7a4520', '#4a2820'),
      of('#7a4520', '#4a2820'),
      of('#5c5f60', '#7a4520'),
      ...steady,
    ];
    const rows = colorsOf(orderSwatches(columns, 'thread', 2));
    assert.deepEqual(rows.at(-1), ['#858080', '#4a2820']);
    assert.deepEqual(rows[14], ['#5c5f60', '#7a4520']);
  });

  it('a thread is where its colour was last, not where it began', () => {
    const grey = (code: number) => `#${Math.round(code).toString(16).padStart(2, '0').repeat(3)}`;
    // Both grow darker, until the lighter one is as dark as the other was at first.
    const columns = Array.from({ length: 50 }, (_, i) => of(grey(240 - 2.8 * i), grey(104 - 2 * i)));
    for (const [i, rows] of colorsOf(orderSwatches(columns, 'thread', 2)).entries()) {
      assert.deepEqual(
        rows,
        columns[i]!.map(({ color }) => color),
      );
    }
  });

  it('a thread is joined so that the colours of all rows together change least', () => {
    // Greys within 0.15 of one another in lightness, so that none counts as new.
    const tone = fc.integer({ min: 100, max: 140 });
    const tones = fc.uniqueArray(tone, { minLength: 4, maxLength: 4 });
    const grey = (code: number) => `#${code.toString(16).padStart(2, '0').repeat(3)}`;
    const squares = (some: readonly string[], others: readonly string[]) =>
      some.reduce((sum, color, i) => sum + (lightness(color) - lightness(others[i]!)) ** 2, 0);
    fc.assert(
      fc.property(tones, tones, (before, after) => {
        const rows = colorsOf(orderSwatches([of(...before.map(grey)), of(...after.map(grey))], 'thread', 4));
        const least = Math.min(...permute(after.map(grey)).map((colors) => squares(rows[0]!, colors)));
        assert.ok(squares(rows[0]!, rows[1]!) <= least + 1e-9);
      }),
    );
  });

  it('a thread outlives a column that is missing', () => {
    const columns = [of('#f0f0f0', '#c02020'), [], of('#c02020', '#f0f0f0')];
    assert.deepEqual(colorsOf(orderSwatches(columns, 'thread', 2)), [
      ['#f0f0f0', '#c02020'],
      [],
      ['#f0f0f0', '#c02020'],
    ]);
  });
});
