import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Column } from '#core/fingerprint/index';
import { type Bars, layoutPoster, paintBackground, paintMark } from '#core/poster/index';
import fc from '../../support/fast-check.ts';
import { columnOf, fingerprintOf } from '../../support/fingerprints/synthetic-fingerprint.js';

/** Rows of `#rrggbb`, one string a pixel, of a picture of bars alone. */
function draw(columns: readonly Column[], width: number, height: number, colors = 1): string[][] {
  const scene = layoutPoster(fingerprintOf(columns), { colors, order: 'rank' }, []);
  const pixels = paintBackground(scene, width, height);
  for (const mark of scene.marks) paintMark(pixels, scene, mark as Bars);
  return Array.from({ length: height }, (_, y) =>
    Array.from({ length: width }, (_, x) => {
      const at = (y * width + x) * 3;
      return `#${Buffer.from(pixels.data.subarray(at, at + 3)).toString('hex')}`;
    }),
  );
}

/** Columns that all differ. */
function distinct(count: number): Column[] {
  return Array.from({ length: count }, (_, i) => columnOf(i, `#${(0x100000 + i).toString(16)}`));
}

function widths(row: readonly string[]): number[] {
  const found: number[] = [];
  for (const [x, color] of row.entries()) {
    if (color === row[x - 1]) found[found.length - 1]! += 1;
    else found.push(1);
  }
  return found;
}

test('with enough pixels every column is drawn, in order, and widths differ by at most one pixel', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 300 }), fc.integer({ min: 0, max: 700 }), (count, more) => {
      const columns = distinct(count);
      const [row] = draw(columns, count + more, 1);
      const found = widths(row!);
      assert.equal(found.length, count);
      assert.ok(Math.max(...found) - Math.min(...found) <= 1);
      assert.deepEqual(
        [...new Set(row)],
        columns.map((column) => column.swatches[0]!.color),
      );
    }),
  );
});

test('no pixel is a seam: each is the colour of a column, for one colour and for five', () => {
  const columns = Array.from({ length: 37 }, (_, i) => {
    const hue = (k: number): string => `#${(0xff0000 - i * 7000 - k * 333).toString(16).padStart(6, '0')}`;
    return columnOf(i, ...[0, 1, 2, 3, 4].slice(0, 1 + (i % 5)).map(hue));
  });
  const known = new Set(columns.flatMap((column) => column.swatches.map((swatch) => swatch.color)));
  for (const [width, height] of [
    [37, 5],
    [38, 7],
    [100, 64],
    [211, 53],
  ] as const) {
    for (const colors of [1, 5]) {
      for (const color of draw(columns, width, height, colors).flat()) assert.ok(known.has(color), color);
    }
  }
});

test('alternating black and white columns in half as many pixels give 188, the mean of light, not 128', () => {
  const columns = Array.from({ length: 64 }, (_, i) => columnOf(i, i % 2 === 0 ? '#000000' : '#ffffff'));
  assert.deepEqual(new Set(draw(columns, 32, 3).flat()), new Set(['#bcbcbc']));
});

test('a column that lies across two pixels is shared by area', () => {
  // Three columns in two pixels: white, black, white. Each pixel is 2/3 white: linear 2/3 = sRGB 213.
  const columns = [columnOf(0, '#ffffff'), columnOf(1, '#000000'), columnOf(2, '#ffffff')];
  assert.deepEqual(draw(columns, 2, 1), [['#d5d5d5', '#d5d5d5']]);
});

test('averaging keeps one colour as it is, whatever the sizes', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 200 }),
      fc.integer({ min: 1, max: 200 }),
      fc.integer({ min: 0, max: 0xffffff }),
      (count, width, value) => {
        const color = `#${value.toString(16).padStart(6, '0')}`;
        const columns = Array.from({ length: count }, (_, i) => columnOf(i, color));
        assert.deepEqual(new Set(draw(columns, width, 2).flat()), new Set([color]));
      },
    ),
  );
});

test('rows by rank have equal heights, heaviest on top, and fall on whole pixels', () => {
  const rows = draw([columnOf(0, '#ff0000', '#00ff00', '#0000ff')], 1, 10, 3).flat();
  assert.deepEqual(widths(rows), [3, 4, 3]);
  assert.deepEqual([...new Set(rows)], ['#ff0000', '#00ff00', '#0000ff']);
});

test('a column with fewer colours than asked for divides its height among those it has', () => {
  const rows = draw([columnOf(0, '#ff0000', '#00ff00'), columnOf(1, '#0000ff')], 2, 8, 5);
  assert.deepEqual(
    rows.map((row) => row[0]),
    [...Array(4).fill('#ff0000'), ...Array(4).fill('#00ff00')],
  );
  assert.deepEqual(new Set(rows.map((row) => row[1])), new Set(['#0000ff']));
});

test('a column that could not be decoded shows the background, and keeps its place', () => {
  const [row] = draw([columnOf(0, '#ff0000'), columnOf(1), columnOf(2, '#0000ff')], 6, 1);
  assert.deepEqual(row, ['#ff0000', '#ff0000', '#000000', '#000000', '#0000ff', '#0000ff']);
});
