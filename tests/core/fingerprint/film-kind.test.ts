import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { formatHex, parseHex } from '#core/color/index';
import { type Column, findColumnKind, findFilmKind, neutralizeColumns, type Swatch } from '#core/fingerprint/index';
import fc from '../../support/fast-check.ts';
import { columnOf } from '../../support/fingerprints/synthetic-fingerprint.ts';

const weights = fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: 1, maxLength: 8 });
const clamp = (code: number) => Math.min(255, Math.max(0, Math.round(code)));

/** Swatches a few codes from grey, heaviest first. */
const neutralSwatches = weights.chain((list) =>
  fc
    .array(fc.tuple(fc.nat(255), fc.integer({ min: -2, max: 2 }), fc.integer({ min: -2, max: 2 }), fc.boolean()), {
      minLength: list.length,
      maxLength: list.length,
    })
    .map((tones) => {
      const total = list.reduce((sum, weight) => sum + weight, 0);
      const sorted = list.sort((a, b) => b - a);
      return tones.map(([grey, red, blue, hasPixel], i): Swatch => {
        const color = formatHex(clamp(grey + red), clamp(grey), clamp(grey + blue));
        return {
          color,
          ...(hasPixel && { pixel: formatHex(clamp(grey), clamp(grey + red), clamp(grey)) }),
          share: sorted[i]! / total,
        };
      });
    }),
);
const haveNoTwins = (swatches: readonly Swatch[]) =>
  new Set(swatches.map(({ color }) => color)).size === swatches.length;
const neutralColumns = fc
  .array(neutralSwatches.filter(haveNoTwins), { minLength: 1, maxLength: 20 })
  .map((lists) => lists.map((swatches, i): Column => ({ time: i, frameTime: i, swatches })));
const isGrey = (color: string) => new Set(parseHex(color)).size === 1;
const lumaOf = (color: string) => {
  const [r, g, b] = parseHex(color);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};

describe('The kind of a column', () => {
  it('the kind of a column follows from its swatches', () => {
    assert.equal(findColumnKind(columnOf(0, '#404040', '#a0a0a0')), 'neutral');
    // Warm and cool greys of a poor transfer.
    assert.equal(findColumnKind(columnOf(0, '#424140', '#a0a1a3')), 'neutral');
    assert.equal(findColumnKind(columnOf(0, '#6b5235', '#b8996f', '#2e2013')), 'tinted');
    assert.equal(findColumnKind(columnOf(0, '#24344c', '#55708f', '#9db4cc')), 'tinted');
    assert.equal(findColumnKind(columnOf(0, '#6b5235', '#35526b')), 'color');
    // One hue, but a grey of like lightness beside it.
    assert.equal(findColumnKind(columnOf(0, '#c39b58', '#a3a192')), 'color');
  });

  it('is tinted where greys were multiplied by a colour, shadows, clipped highlights and all', () => {
    // What ffmpeg's users call sepia makes of grey (colorchannelmixer .393:.769:.189 ...), amber,
    // cyanotype, red and green dye.
    const dyes = [
      [1.351, 1.203, 0.937],
      [1.1, 0.8, 0.35],
      [0.55, 0.8, 1.15],
      [1.2, 0.55, 0.5],
      [0.5, 1, 0.6],
    ] as const;
    const greys = fc.uniqueArray(fc.integer({ min: 12, max: 255 }), { minLength: 2, maxLength: 8 });
    fc.assert(
      fc.property(fc.constantFrom(...dyes), greys, (dye, list) => {
        fc.pre(list.some((grey) => grey > 60 && grey < 180));
        const colors = list.map((grey) => formatHex(clamp(grey * dye[0]), clamp(grey * dye[1]), clamp(grey * dye[2])));
        assert.equal(findColumnKind(columnOf(0, ...new Set(colors))), 'tinted', colors.join());
      }),
    );
  });

  it('the kind of a column is colour where a highlight is of another hue than what was clipped can be', () => {
    assert.equal(findColumnKind(columnOf(0, '#6b5235', '#b8996f', '#fffdd2')), 'tinted');
    assert.equal(findColumnKind(columnOf(0, '#6b5235', '#b8996f', '#d2ffd4')), 'color');
  });

  it('the kind of a column is colour where more pixels are vivid than one in a thousand, though no swatch is', () => {
    const measures = (vivid: number) => ({
      lightness: 0.5,
      contrast: 0,
      chroma: 0.001,
      colorfulness: 5,
      vivid,
      warm: 0,
      hues: [],
    });
    assert.equal(findColumnKind({ ...columnOf(0, '#404040', '#a0a0a0'), measures: measures(0.001) }), 'neutral');
    assert.equal(findColumnKind({ ...columnOf(0, '#404040', '#a0a0a0'), measures: measures(0.0011) }), 'color');
  });

  it('the kind of a column is colour however small the accent', () => {
    const swatches = [
      { color: '#808080', share: 0.998 },
      { color: '#c02020', share: 0.002 },
    ];
    assert.equal(findColumnKind({ swatches }), 'color');
  });

  it('the kind of a column is not known where nothing is shown', () => {
    assert.equal(findColumnKind(columnOf(0)), null);
    assert.equal(findColumnKind(columnOf(0, '#000000', '#0a0208')), null);
  });
});

describe('The kind of a film', () => {
  it('the kind of a film has shares that sum to 1, of the columns that tell', () => {
    const { kind, shares } = findFilmKind([
      columnOf(0),
      columnOf(1, '#000000'),
      columnOf(2, '#808080'),
      columnOf(3, '#ff0000', '#00ff00'),
    ]);
    assert.equal(kind, 'color');
    assert.deepEqual(shares, { neutral: 0.5, tinted: 0, color: 0.5 });
  });

  it('the kind of a film of black is neutral, of nothing that tells', () => {
    assert.deepEqual(findFilmKind([columnOf(0, '#000000')]), {
      kind: 'neutral',
      shares: { neutral: 0, tinted: 0, color: 0 },
    });
  });
});

describe('The columns of a black-and-white film', () => {
  it('the columns of a black-and-white film become greys of the same lightness, none twice, heaviest first, with the same shares in sum', () => {
    fc.assert(
      fc.property(neutralColumns, (columns) => {
        fc.pre(findFilmKind(columns).kind === 'neutral');
        const greys = neutralizeColumns(columns).columns;
        for (const [i, { swatches }] of greys.entries()) {
          if (findColumnKind(columns[i]!) === 'color') continue;
          const before = columns[i]!.swatches;
          const sum = (list: readonly Swatch[]) => list.reduce((total, { share }) => total + share, 0);
          assert.ok(Math.abs(sum(swatches) - sum(before)) < 1e-5);
          assert.ok(swatches.every(({ color, pixel = color }) => isGrey(color) && isGrey(pixel)));
          if (!before.every(({ color, pixel = color }) => isGrey(color) && isGrey(pixel))) {
            assert.equal(new Set(swatches.map(({ color }) => color)).size, swatches.length);
            assert.ok(swatches.every(({ share }, k) => k === 0 || share <= swatches[k - 1]!.share));
          }
          for (const { color } of before) {
            assert.ok(swatches.some((grey) => Math.abs(parseHex(grey.color)[0] - lumaOf(color)) <= 2));
          }
        }
      }),
    );
  });

  it('the columns of a black-and-white film are changed once: greys stay as they are', () => {
    fc.assert(
      fc.property(neutralColumns, (columns) => {
        const once = neutralizeColumns(columns);
        const twice = neutralizeColumns(once.columns);
        assert.deepEqual(twice.columns, once.columns);
        assert.equal(twice.neutralized, 0);
      }),
    );
  });

  it('the columns of a black-and-white film lose no more than a grey may have of a colour', () => {
    const color = fc.integer({ min: 0, max: 0xffffff }).map((value) => `#${value.toString(16).padStart(6, '0')}`);
    fc.assert(
      fc.property(fc.array(color, { minLength: 1, maxLength: 4 }), (colors) => {
        const greys = Array.from({ length: 40 }, (_, i) => columnOf(i, '#707070'));
        const column = columnOf(40, ...colors);
        const after = neutralizeColumns([...greys, column]).columns[40]!;
        if (after === column) return;
        for (const hex of colors) {
          const codes = parseHex(hex);
          assert.ok(Math.max(...codes) - Math.min(...codes) <= 26 || Math.max(...codes) <= 16, hex);
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('Swatches of a black-and-white film', () => {
  it('that become one grey keep the contiguity of the heaviest', () => {
    const swatches = [
      { color: '#424140', share: 0.6, contiguity: 0.9 },
      { color: '#414141', share: 0.3, contiguity: 0.2 },
      { color: '#a0a0a0', share: 0.1, contiguity: 0.5 },
    ];
    const [column] = neutralizeColumns([{ ...columnOf(0), swatches }]).columns;
    assert.deepEqual(
      column!.swatches.map(({ share, contiguity }) => [share, contiguity]),
      [
        [0.9, 0.9],
        [0.1, 0.5],
      ],
    );
  });
});

describe('The columns of a colour film', () => {
  it('the columns of a colour film stay the very same, grey ones too', () => {
    const columns = [columnOf(0, '#424140'), columnOf(1, '#c02020', '#20c020')];
    const { columns: after, neutralized } = neutralizeColumns(columns);
    assert.equal(after, columns);
    assert.equal(neutralized, 0);
  });
});
