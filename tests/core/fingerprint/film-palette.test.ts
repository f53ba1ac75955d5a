import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { deltaE2000, formatHex, oklabToSrgb8, parseHex, srgb8ToLab } from '#core/color/index';
import { buildFilmPalette, filmPalette, listNamedColors, MAX_FILM_COLORS, type Swatch } from '#core/fingerprint/index';
import fc from '../../support/fast-check.ts';

const hex = fc.integer({ min: 0, max: 0xffffff }).map((code) => `#${code.toString(16).padStart(6, '0')}`);
const column = fc
  .uniqueArray(fc.tuple(hex, fc.integer({ min: 1, max: 100 })), {
    minLength: 1,
    maxLength: 7,
    selector: ([color]) => color,
  })
  .map((parts) => {
    const total = parts.reduce((sum, [, part]) => sum + part, 0);
    return { swatches: parts.map(([color, part]): Swatch => ({ color, share: part / total })) };
  });
const film = fc.array(column, { minLength: 1, maxLength: 30 });
const columnOf = (...parts: [color: string, share: number][]) => ({
  swatches: parts.map(([color, share]): Swatch => ({ color, share })),
});
const colorsOf = (columns: readonly { readonly swatches: readonly Swatch[] }[], count: number) =>
  filmPalette({ columns: columns as never }, count).map(({ color }) => color);

describe("A film's palette", () => {
  it("a film's palette has as many colours as asked for or as there are, their shares sum to 1, the heaviest first", () => {
    fc.assert(
      fc.property(film, fc.integer({ min: 1, max: MAX_FILM_COLORS }), (columns, count) => {
        const palette = filmPalette({ columns: columns as never }, count);
        const leaves = buildFilmPalette(columns)!.colors.length;
        assert.equal(palette.length, Math.min(count, leaves));
        assert.equal(new Set(palette.map(({ color }) => color)).size, palette.length);
        assert.ok(Math.abs(palette.reduce((sum, { share }) => sum + share, 0) - 1) < 1e-4);
        for (const [i, { share }] of palette.entries()) assert.ok(i === 0 || share <= palette[i - 1]!.share);
      }),
    );
  });

  it("a film's palette has the red bow tie of 0.2 % that two of a hundred columns show, among many dull shades", () => {
    const grounds = [
      [22, 18, 15],
      [14, 20, 26],
      [18, 22, 16],
      [30, 24, 14],
    ] as const;
    const toHex = (codes: readonly number[]) =>
      `#${codes.map((code) => Math.round(code).toString(16).padStart(2, '0')).join('')}`;
    const shades = grounds.flatMap((ground) =>
      Array.from({ length: 12 }, (_, i) => toHex(ground.map((code) => code * (1 + 0.5 * i)))),
    );
    const columns = Array.from({ length: 100 }, (_, i) => {
      const shown = Array.from({ length: 6 }, (_, k): [string, number] => [shades[(7 * i + 11 * k) % 48]!, 0.166]);
      return columnOf(...shown, ...(i % 50 === 5 ? ([['#a01c20', 0.002]] as [string, number][]) : []));
    });
    assert.ok(colorsOf(columns, MAX_FILM_COLORS).includes('#a01c20'));
  });

  it("a film's palette has ten colours of 1 % near, each shown by two of a hundred columns, beside sixteen browns", () => {
    const rare = [
      '#c03020',
      '#2050b0',
      '#208040',
      '#d0b020',
      '#803090',
      '#20a0a0',
      '#e070a0',
      '#f0f0f0',
      '#e08020',
      '#90c040',
    ];
    const browns = Array.from(
      { length: 16 },
      (_, i) => `#${[48 + 5 * i, 38 + 4 * i, 28 + 3 * i].map((code) => code.toString(16).padStart(2, '0')).join('')}`,
    );
    const columns = Array.from({ length: 100 }, (_, i) => {
      const shown = Array.from({ length: 6 }, (_, k): [string, number] => [browns[(5 * i + 3 * k) % 16]!, 0.165]);
      return columnOf(...shown, ...(i % 50 < 10 ? ([[rare[i % 50]!, 0.01]] as [string, number][]) : []));
    });
    const labs = colorsOf(columns, MAX_FILM_COLORS).map((color) => srgb8ToLab(...parseHex(color)));
    for (const color of [...rare, ...browns]) {
      const lab = srgb8ToLab(...parseHex(color));
      assert.ok(Math.min(...labs.map((other) => deltaE2000(other, lab))) <= 12, color);
    }
  });

  it("a film's palette is near every colour named in 2 % of its columns, although sixteen are fewer than those", () => {
    // Twelve hues in four lights: 48 colours, each in one of twelve columns.
    const colors = Array.from({ length: 48 }, (_, i) => {
      const turn = (2 * Math.PI * (i % 12)) / 12;
      const light = 0.3 + 0.17 * Math.floor(i / 12);
      return formatHex(...oklabToSrgb8(light, 0.045 * Math.cos(turn), 0.045 * Math.sin(turn)));
    });
    const columns = Array.from({ length: 96 }, (_, i) =>
      columnOf(...[0, 1, 2, 3].map((k): [string, number] => [colors[(i + 13 * k) % 48]!, k === 0 ? 0.7 : 0.1])),
    );
    const named = listNamedColors(columns, 0.02);
    assert.ok(named.length > 2 * MAX_FILM_COLORS, String(named.length));
    const labs = colorsOf(columns, MAX_FILM_COLORS).map((color) => srgb8ToLab(...parseHex(color)));
    for (const { name, color } of named) {
      const lab = srgb8ToLab(...parseHex(color));
      assert.ok(Math.min(...labs.map((other) => deltaE2000(other, lab))) <= 12, name);
    }
  });

  it("a film's palette of n colours is that of n + 1 without one of them", () => {
    fc.assert(
      fc.property(film, fc.integer({ min: 1, max: MAX_FILM_COLORS - 1 }), (columns, count) => {
        const more = new Set(colorsOf(columns, count + 1));
        for (const color of colorsOf(columns, count)) assert.ok(more.delete(color), `${color} is new`);
        assert.ok(more.size <= 1);
      }),
    );
  });

  it("a film's palette does not depend on the order of columns", () => {
    fc.assert(
      fc.property(film, (columns) => {
        assert.deepEqual(buildFilmPalette(columns.toReversed()), buildFilmPalette(columns));
      }),
    );
  });

  it("a film's palette is read from the file, or from the columns of a file that is older than it", () => {
    const columns = [columnOf(['#123456', 0.6], ['#fedcba', 0.4])];
    const palette = { colors: [{ color: '#abcdef', share: 1 }], merges: [] };
    assert.deepEqual(filmPalette({ columns: columns as never, palette }, 3), palette.colors);
    assert.deepEqual(colorsOf(columns, 3), ['#123456', '#fedcba']);
  });

  it("a film's palette has the colours that the film has, not means of them: no mud of sky and meadow", () => {
    const columns = [
      columnOf(['#9aa8e0', 0.5], ['#56642c', 0.5]),
      columnOf(['#9aa8e0', 0.3], ['#56642c', 0.3], ['#f0d2dc', 0.4]),
    ];
    const known = new Set(['#9aa8e0', '#56642c', '#f0d2dc']);
    for (const count of [1, 2, 3]) for (const color of colorsOf(columns, count)) assert.ok(known.has(color), color);
  });

  it("a film's palette keeps a small vivid colour among five where all the rest is greys", () => {
    const greys = ['#101010', '#2a2a2a', '#444444', '#5e5e5e', '#787878', '#929292', '#acacac'];
    const columns = [columnOf(['#c03020', 0.004], ...greys.map((color): [string, number] => [color, 0.996 / 7]))];
    assert.ok(colorsOf(columns, 5).includes('#c03020'));
  });

  it("a film's palette is the more appealing of two colours where one is asked for, not the larger", () => {
    assert.deepEqual(colorsOf([columnOf(['#c03020', 0.45], ['#505050', 0.55])], 1), ['#c03020']);
    assert.deepEqual(colorsOf([columnOf(['#c03020', 0.05], ['#505050', 0.95])], 1), ['#505050']);
  });

  it("a film's palette weighs a column like any other, however few its colours, and has none of a film without any", () => {
    const columns = [columnOf(['#ff0000', 1]), columnOf(['#0000ff', 0.5], ['#0000f0', 0.5])];
    const [one, other] = filmPalette({ columns: columns as never }, 2);
    assert.deepEqual([one!.share, other!.share], [0.5, 0.5]);
    assert.equal(buildFilmPalette([{ swatches: [] }]), null);
    assert.deepEqual(filmPalette({ columns: [{ swatches: [] }] as never }, 5), []);
  });

  it("a film's palette has 1 to 16 colours, and no other number", () => {
    for (const count of [0, 17, 2.5, Number.NaN]) {
      assert.throws(() => filmPalette({ columns: [] }, count), {
        name: 'RangeError',
        message: /`count`: expected an integer from 1 to 16/,
      });
    }
  });
});
