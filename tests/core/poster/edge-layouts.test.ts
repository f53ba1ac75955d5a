import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Fingerprint } from '#core/fingerprint/index';
import { type Bars, type Image, layoutPoster, type PosterOptions, type Scene, sceneToSvg } from '#core/poster/index';
import { picturedFingerprint } from '../../support/fingerprints/pictured-fingerprint.js';
import { columnOf, fingerprintOf } from '../../support/fingerprints/synthetic-fingerprint.js';
import { LIGHT } from '../../support/pictures/fonts.js';
import { assertGolden } from '../../support/pictures/golden.js';

const FILM = picturedFingerprint();

function draw(options: PosterOptions, fingerprint: Fingerprint = FILM): Scene {
  return layoutPoster(fingerprint, { rank: 'area', ...options }, [LIGHT]);
}

const barsOf = ({ marks }: Scene): Bars => marks.find((mark): mark is Bars => mark.kind === 'bars')!;
const imageOf = ({ marks }: Scene): Image => marks.find((mark): mark is Image => mark.kind === 'image')!;

/** Colours of each column from the top. */
function columnsOf({ starts, colors, columns }: Bars): string[][] {
  return Array.from({ length: columns }, (_, i) =>
    Array.from(colors.subarray(starts[i], starts[i + 1]), (color) => `#${color.toString(16).padStart(6, '0')}`),
  );
}

const GOLDENS: Readonly<Record<string, PosterOptions>> = {
  'stack.svg': { layout: 'stack', title: 'Nausicaä' },
  'shares.svg': { layout: 'shares', title: 'Nausicaä', titleStyle: 'band', theme: 'light' },
  'barcode.svg': { layout: 'barcode', title: 'Nausicaä' },
};

for (const [name, options] of Object.entries(GOLDENS)) {
  test(`the poster equals its golden: ${name}`, () => assertGolden(name, sceneToSvg(draw(options))));
}

test('rows of a stack never move: where a frame has fewer colours, the one most like what was there fills two', () => {
  const columns = [
    columnOf(0, '#ffffff', '#888888', '#000000'),
    columnOf(1, '#ffffff', '#000000'),
    columnOf(2, '#ffffff', '#888888', '#101010'),
  ];
  const bars = barsOf(draw({ layout: 'stack', order: 'lightness' }, fingerprintOf(columns)));
  const [first, second] = columnsOf(bars);
  assert.deepEqual(first, ['#ffffff', '#888888', '#000000']);
  assert.deepEqual(second, ['#ffffff', '#ffffff', '#000000']);
  assert.deepEqual([...bars.bottoms], [1 / 3, 2 / 3, 1, 1 / 3, 2 / 3, 1, 1 / 3, 2 / 3, 1]);
});

test('a stack shows what is missing as ground, and a film of one frame', () => {
  const columns = [columnOf(0, '#ffffff', '#000000'), columnOf(1), columnOf(2, '#ff0000')];
  assert.deepEqual(columnsOf(barsOf(draw({ layout: 'stack' }, fingerprintOf(columns)))), [
    ['#ffffff', '#000000'],
    [],
    ['#ff0000', '#ff0000'],
  ]);
  assert.deepEqual(columnsOf(barsOf(draw({ layout: 'stack' }, fingerprintOf([columnOf(0, '#123456')])))), [
    ['#123456'],
  ]);
});

test('each colour has its share of the height, all of them, the lightest above', () => {
  const column = {
    time: 0,
    frameTime: 0,
    swatches: [
      { color: '#202020', share: 0.5 },
      { color: '#f0f0f0', share: 0.25 },
      { color: '#909090', share: 0.25 },
    ],
  };
  const bars = barsOf(draw({ layout: 'shares' }, fingerprintOf([column])));
  assert.deepEqual(columnsOf(bars), [['#f0f0f0', '#909090', '#202020']]);
  assert.deepEqual([...bars.bottoms], [0.25, 0.5, 1]);
});

test('seams between colours flow along time, and stop at a cut', () => {
  const frame = (time: number, white: number, rest = '#404040') => ({
    time,
    frameTime: time,
    swatches: [
      { color: '#ffffff', share: white },
      { color: rest, share: 1 - white },
    ],
  });
  const columns = Array.from({ length: 40 }, (_, i) => frame(i, i < 20 ? 0.5 + 0.01 * (i % 2) : 0.1));
  const { bottoms } = barsOf(draw({ layout: 'shares' }, fingerprintOf(columns)));
  const seams = Array.from({ length: 40 }, (_, i) => bottoms[2 * i]!);
  const steps = seams.slice(1).map((seam, i) => Math.abs(seam - seams[i]!));
  assert.ok(Math.max(...steps.slice(0, 18)) < 0.005, 'what wavers is calmed');
  assert.ok(steps[19]! > 0.39, 'a cut stays a cut');
  const ranked = barsOf(draw({ layout: 'shares', order: 'rank' }, fingerprintOf(columns))).bottoms;
  assert.deepEqual([ranked[0], ranked[2]], [0.5, 0.51]);
});

test('a barcode is the squeezed frames, from edge to edge, reversed and turned as bars are', () => {
  const image = imageOf(draw({ layout: 'barcode', reverse: true, rotate: 90, widthMm: 100, heightMm: 300 }));
  assert.deepEqual([image.image.width, image.image.height], [24, 8]);
  // Before it is turned it lies across: its middle is the page's.
  assert.deepEqual(image.box, { x: -100, y: 100, width: 300, height: 100 });
  assert.deepEqual([image.turnDegrees, image.isMirrored, image.isSharpAcross], [90, true, true]);
});

test('where a frame is missing a barcode shows the ground', () => {
  const columns = FILM.columns.map((column, i) => (i === 4 || i === 5 ? { ...column, swatches: [] } : column));
  const rects = (options: PosterOptions) =>
    draw(
      { layout: 'barcode', widthMm: 240, heightMm: 96, theme: 'light', ...options },
      { ...FILM, columns },
    ).marks.filter((mark) => mark.kind === 'rect');
  const box = { y: 0, width: 20, height: 96 };
  assert.deepEqual(rects({}), [{ kind: 'rect', color: '#fafafa', box: { x: 40, ...box } }]);
  assert.deepEqual(rects({ reverse: true }), [{ kind: 'rect', color: '#fafafa', box: { x: 180, ...box } }]);
  assert.deepEqual(rects({ rotate: 180, reverse: true })[0]?.box.x, 40);
  assert.deepEqual(rects({ theme: 'transparent' }), []);
});

test('a fingerprint without pictures has no barcode, and is told how to get one', () => {
  const { pictures: _, ...bare } = FILM;
  assert.throws(() => draw({ layout: 'barcode' }, bare), {
    name: 'RenderError',
    code: 'lacks-data',
    message: 'barcode shows frames, and this fingerprint has none: recreate it from the film, without --no-pictures',
  });
  const squeezed = Buffer.from('\x89PNG\r\n\x1a\n').toString('base64');
  assert.throws(() => draw({ layout: 'barcode' }, { ...FILM, pictures: { thumbnails: [], squeezed } }), {
    code: 'lacks-data',
  });
});

test('what a barcode cannot follow is refused by name', () => {
  for (const [name, value] of Object.entries({ bars: 12, smooth: 3, gap: 0.2 })) {
    assert.throws(() => draw({ layout: 'barcode', [name]: value }), {
      name: 'OptionError',
      message: `\`${name}\`: expected none for barcode, got ${value}`,
    });
  }
  draw({ layout: 'barcode', smooth: 0, gap: 0, colors: 3, order: 'hue' });
});

test('wide columns of a barcode stay sharp in SVG, narrow ones are averaged by who shows it', () => {
  const svg = (widthMm: number): string => sceneToSvg(draw({ layout: 'barcode', widthMm }));
  assert.match(svg(240), /image-rendering="pixelated" filter="url\(#image-0\)"/);
  assert.doesNotMatch(svg(11), /pixelated|filter/);
});
