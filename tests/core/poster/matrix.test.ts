import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { buildTree, type DistanceMatrix, measureMatrix } from '#core/compare/index';
import {
  type Bars,
  type Box,
  type Group,
  layoutMatrix,
  type MatrixData,
  type Path,
  type PosterOptions,
  planMatrix,
  RenderError,
  type Scene,
  type Stroke,
  sceneToSvg,
} from '#core/poster/index';
import { fontsFor, LIGHT } from '../../support/pictures/fonts.ts';
import { assertGolden } from '../../support/pictures/golden.ts';

const PALETTES = [
  ['#0d1420', '#5b6f86', '#c9a25e'],
  ['#101828', '#5b6f86', '#a9c6da'],
  ['#3a2418', '#b07b54', '#d9b48f'],
  ['#7c1d1a', '#e0874f', '#4c4440'],
] as const;
const TITLES = ['Coco', 'Nausicaä of the Valley of the Wind', 'M', 'Dr. Strangelove'];
const POINTS = [0, 3.5, 12, 21];

const dataOf = (titles: readonly string[], matrix: DistanceMatrix): MatrixData => ({
  films: titles.map((title, i) => ({
    title,
    palette: PALETTES[i % PALETTES.length]!.map((color, k) => ({ color, share: [0.5, 0.3, 0.2][k]! })),
  })),
  matrix,
  tree: buildTree(matrix),
  caption: 'Palette distance',
});

const lineOf = (points: readonly number[]): DistanceMatrix =>
  measureMatrix(points, (one, other) => Math.abs(one - other));
const FOUR = dataOf(TITLES, lineOf(POINTS));
const many = (count: number): MatrixData =>
  dataOf(
    Array.from({ length: count }, (_, i) => `Film number ${i} with quite a long title`),
    lineOf(Array.from({ length: count }, (_, i) => (i * 7919) % 101)),
  );

const layOut = (data: MatrixData, options: PosterOptions = {}, fonts = [LIGHT]): Scene =>
  layoutMatrix(data, planMatrix(options, data.films.length), fonts);

const barsOf = ({ marks }: Scene): Bars[] => marks.filter((mark): mark is Bars => mark.kind === 'bars');
const shapesOf = ({ marks }: Scene): (Path | Stroke)[] =>
  marks.filter((mark): mark is Group => mark.kind === 'group').flatMap((group) => group.marks);
const textsOf = (scene: Scene): Path[] => shapesOf(scene).filter((mark): mark is Path => mark.kind === 'path');

/** Colour of a cell by row and column; the diagonal has several. */
function colorAt({ starts, colors, bottoms }: Bars, row: number, share: number): number {
  let cell = starts[row]!;
  while (bottoms[cell]! < share) cell++;
  return colors[cell]!;
}

const overlap = (one: Box, other: Box): boolean =>
  one.x < other.x + other.width &&
  other.x < one.x + one.width &&
  one.y < other.y + other.height &&
  other.y < one.y + one.height;

describe('Matrix of films', () => {
  it('a matrix equals its golden', () => {
    assertGolden('matrix.svg', sceneToSvg(layOut(FOUR, { title: 'Four Films', theme: 'light' })));
  });

  it('a matrix is symmetric, with each palette on the diagonal', () => {
    const cells = barsOf(layOut(FOUR))[0]!;
    for (let row = 0; row < 4; row++) {
      for (let column = 0; column < 4; column++) {
        if (row === column) continue;
        assert.equal(colorAt(cells, row, (column + 0.5) / 4), colorAt(cells, column, (row + 0.5) / 4));
      }
      const film = FOUR.tree.order[row]!;
      const first = Number.parseInt(PALETTES[film]![0].slice(1), 16);
      assert.equal(colorAt(cells, row, (row + 0.2) / 4), first);
    }
  });

  it('near films are light on a dark ground and dark on a light ground', () => {
    const lightness = (color: number): number => (color >> 16) + ((color >> 8) & 255) + (color & 255);
    const [near, far] = [FOUR.tree.order.indexOf(1), FOUR.tree.order.indexOf(3)];
    const row = FOUR.tree.order.indexOf(0);
    for (const [theme, isNearLight] of [
      ['dark', true],
      ['light', false],
    ] as const) {
      const cells = barsOf(layOut(FOUR, { theme }))[0]!;
      const [one, other] = [near, far].map((column) => lightness(colorAt(cells, row, (column + 0.5) / 4)));
      assert.equal(one! > other!, isNearLight, theme);
    }
  });

  it('all marks are inside the page, and no text covers other text or the cells', () => {
    const pages: PosterOptions[] = [
      {},
      { widthMm: 297, heightMm: 210 },
      { widthMm: 100, heightMm: 180 },
      { widthMm: 60 },
    ];
    for (const count of [2, 7, 24]) {
      for (const page of pages) {
        const scene = layOut(many(count), { ...page, title: 'Films' });
        const sheet = { x: 0, y: 0, width: scene.widthMm, height: scene.heightMm };
        const name = `${count} films, ${JSON.stringify(page)}`;
        for (const { box } of [...scene.marks, ...shapesOf(scene)]) {
          assert.ok(box.x >= -1e-6 && box.y >= -1e-6, name);
          assert.ok(box.x + box.width <= sheet.width + 1e-6 && box.y + box.height <= sheet.height + 1e-6, name);
        }
        const { box } = barsOf(scene)[0]!;
        const outside = textsOf(scene).filter((text) => !overlap(text.box, box));
        assert.ok(outside.length >= 2 * count, name);
        for (const [i, text] of outside.entries()) {
          for (const other of outside.slice(0, i)) assert.ok(!overlap(text.box, other.box), name);
        }
      }
    }
  });

  it('numbers are written where they can be read, and left out of small cells', () => {
    const countNumbers = (data: MatrixData, page: PosterOptions): number => {
      const scene = layOut(data, page);
      const { box } = barsOf(scene)[0]!;
      return textsOf(scene).filter((text) => overlap(text.box, box)).length;
    };
    assert.equal(countNumbers(FOUR, {}), 12);
    assert.equal(countNumbers(many(60), {}), 0);
    assert.equal(countNumbers(FOUR, { widthMm: 30 }), 0);
  });

  it('the tree has a line to each film, in the order of the rows', () => {
    const scene = layOut(FOUR);
    const { box } = barsOf(scene)[0]!;
    const tree = shapesOf(scene).find((mark): mark is Stroke => mark.kind === 'stroke')!;
    const leaves = tree.segments.flatMap((segment) =>
      segment[0] !== 'Z' && Math.abs(Number(segment[1]) - tree.box.x - tree.widthMm / 2) < 0.01
        ? [Number(segment[2])]
        : [],
    );
    assert.deepEqual(leaves.map((y) => Math.round(((y - box.y) / box.height) * 8)).sort(), [1, 3, 5, 7]);
    assert.ok(tree.box.x > box.x + box.width);
  });

  it('titles of several scripts are written, and a long one is shortened', async () => {
    const titles = ['東京物語', 'قصة', `${'A very long title '.repeat(20)}end`];
    const fonts = await fontsFor(titles.join(''));
    const scene = layoutMatrix(dataOf(titles, lineOf([0, 1, 3])), planMatrix({}, 3), fonts);
    assert.ok(textsOf(scene).every(({ box }) => box.x >= 0 && box.y >= 0));
  });

  it('without fonts a matrix has no text', () => {
    assert.deepEqual(textsOf(layOut(FOUR, {}, [])), []);
  });

  it('equal films and films without a palette are drawn', () => {
    const data = dataOf(TITLES, lineOf([1, 1, 1, 1]));
    const bare = { ...data, films: data.films.map((film) => ({ ...film, palette: [] })) };
    assert.doesNotMatch(sceneToSvg(layOut(bare)), /NaN|Infinity/);
    assert.equal(barsOf(layOut(bare)).length, 2);
  });

  it('a page without a size is wider for many films', () => {
    assert.equal(planMatrix({}, 4).widthMm, 250);
    assert.equal(planMatrix({}, 100).widthMm, 480);
    assert.equal(planMatrix({}, 300).widthMm, 600);
  });

  it('rejects too few and too many films, a matrix of another size, and a page that is too small', () => {
    for (const films of [0, 1, 301, Number.NaN]) {
      assert.throws(() => planMatrix({}, films), { name: 'OptionError', option: 'films' });
    }
    const plan = planMatrix({}, 4);
    assert.throws(() => layoutMatrix({ ...FOUR, films: FOUR.films.slice(1) }, plan, [LIGHT]), RangeError);
    assert.throws(
      () => layOut(many(200), { widthMm: 20 }),
      (error) => error instanceof RenderError && error.code === 'too-large',
    );
  });
});
