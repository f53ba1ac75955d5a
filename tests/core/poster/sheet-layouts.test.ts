import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Fingerprint } from '#core/fingerprint/index';
import {
  type Box,
  type Image,
  layoutPoster,
  type Mark,
  type PosterOptions,
  type Rect,
  type Scene,
  sceneToSvg,
} from '#core/poster/index';
import { picturedFingerprint } from '../../support/fingerprints/pictured-fingerprint.js';
import { columnOf, fingerprintOf } from '../../support/fingerprints/synthetic-fingerprint.js';
import { LIGHT } from '../../support/pictures/fonts.js';
import { assertGolden } from '../../support/pictures/golden.js';

const FILM = picturedFingerprint();
const SHEETS = ['palette', 'contact', 'timeline'] as const;

function draw(options: PosterOptions, fingerprint: Fingerprint = FILM): Scene {
  return layoutPoster(fingerprint, { rank: 'area', ...options }, [LIGHT]);
}

const imagesOf = ({ marks }: Scene): Image[] => marks.filter((mark) => mark.kind === 'image');
const rectsOf = ({ marks }: Scene): Rect[] => marks.filter((mark) => mark.kind === 'rect');

const GOLDENS: Readonly<Record<string, PosterOptions>> = {
  'palette.svg': { layout: 'palette', title: 'Nausicaä' },
  'contact.svg': { layout: 'contact', title: 'Nausicaä', subtitle: '1984' },
  'timeline.svg': { layout: 'timeline', title: 'Nausicaä' },
};

for (const [name, options] of Object.entries(GOLDENS)) {
  test(`the poster equals its golden: ${name}`, () => assertGolden(name, sceneToSvg(draw(options))));
}

function assertWithin(scene: Scene, mark: Mark, page: Box): void {
  const { x, y, width, height } = mark.box;
  const slack = 1e-6 * Math.max(scene.widthMm, scene.heightMm);
  assert.ok(x >= page.x - slack && y >= page.y - slack, `${mark.kind} at ${x} ${y}`);
  assert.ok(
    x + width <= page.x + page.width + slack && y + height <= page.y + page.height + slack,
    `${mark.kind} of ${width} x ${height}`,
  );
}

test('nothing leaves the page, whatever its size and its title', () => {
  const sizes = [
    [30, 30],
    [841, 1189],
    [508, 50],
    [40, 400],
  ] as const;
  for (const layout of SHEETS) {
    for (const [widthMm, heightMm] of sizes) {
      for (const title of ['', 'A title that goes on and on. '.repeat(10), 'x']) {
        const scene = draw({ layout, widthMm, heightMm, title });
        for (const mark of scene.marks) assertWithin(scene, mark, scene.trim);
      }
    }
  }
});

test('letters keep to the safe area', () => {
  const scene = draw({ layout: 'timeline', title: 'Stalker', bleedMm: 3, safeAreaMm: 30 });
  const { x, y, width, height } = scene.trim;
  // A hairline on the edge reaches half its width beyond.
  const safe = { x: x + 29.8, y: y + 29.8, width: width - 59.6, height: height - 59.6 };
  for (const mark of scene.marks) assertWithin(scene, mark, safe);
});

test('a safe area that leaves hardly any room still holds the heading and what is below it', () => {
  for (const layout of SHEETS) {
    const scene = draw({ layout, title: 'Stalker', widthMm: 297, heightMm: 210, safeAreaMm: 95 });
    for (const mark of scene.marks) assertWithin(scene, mark, { x: 94.8, y: 94.8, width: 107.4, height: 20.4 });
  }
});

test('a film of one frame, and frames that are missing, are drawn', () => {
  const one = { ...FILM, columns: FILM.columns.slice(0, 1) };
  const gaps = FILM.columns.map(({ measures: _, ...column }, i) =>
    i % 3 === 0 ? { ...column, frameTime: null, swatches: [] } : FILM.columns[i]!,
  );
  for (const layout of ['palette', 'timeline']) {
    assert.ok(draw({ layout }, one).marks.length > 0);
    assert.ok(draw({ layout }, { ...FILM, columns: gaps }).marks.length > 0);
  }
});

test('an error names the data that a fingerprint lacks and how to recreate them', () => {
  const { pictures: _, ...bare } = FILM;
  const unmeasured = { ...FILM, columns: FILM.columns.map(({ measures: _, ...column }) => column) };
  const cases: [string, Fingerprint, RegExp][] = [
    ['contact', bare, /^contact shows frames, .* recreate it from the film, without --no-pictures$/],
    ['timeline', unmeasured, /^timeline shows measures of frames, .* recreate it from the film$/],
    [
      'palette',
      fingerprintOf([columnOf(0), columnOf(1)]),
      /^palette shows the colours of the film, .* none of its frames could be decoded$/,
    ],
  ];
  for (const [layout, fingerprint, message] of cases) {
    assert.throws(() => draw({ layout }, fingerprint), { name: 'RenderError', code: 'lacks-data', message });
  }
});

test('a layout rejects options it does not support, by name', () => {
  const cases: [PosterOptions, string][] = [
    [{ layout: 'palette', bars: 9 }, '`bars`: expected none for palette, got 9'],
    [{ layout: 'palette', smooth: 2 }, '`smooth`: expected none for palette, got 2'],
    [{ layout: 'contact', smooth: 2 }, '`smooth`: expected none for contact, got 2'],
    [{ layout: 'timeline', rotate: 90 }, '`rotate`: expected 0 for timeline, got 90'],
  ];
  for (const [options, message] of cases) assert.throws(() => draw(options), { name: 'OptionError', message });
});

test('colours of a palette are as high as their shares of the film, as many as asked for, ordered', () => {
  const columns = [columnOf(0, '#ffffff'), columnOf(1, '#202020'), columnOf(2, '#202020'), columnOf(3, '#202020')];
  const rects = rectsOf(draw({ layout: 'palette', title: '' }, fingerprintOf(columns)));
  assert.deepEqual(
    rects.map(({ color }) => color),
    ['#ffffff', '#202020'],
  );
  assert.ok(Math.abs(rects[1]!.box.height / rects[0]!.box.height - 3) < 1e-9);
  assert.equal(rects[0]!.box.y + rects[0]!.box.height, rects[1]!.box.y);
  const reversed = rectsOf(draw({ layout: 'palette', reverse: true }, fingerprintOf(columns)));
  assert.deepEqual(reversed[0]!.color, '#202020');
  assert.equal(rectsOf(draw({ layout: 'palette', colors: 3 })).length, 3);
});

test('a contact sheet has full rows of frames from margin to margin, or as many frames as asked for', () => {
  const boxes = imagesOf(draw({ layout: 'contact' })).map(({ box }) => box);
  const rows = new Set(boxes.map(({ y }) => y));
  assert.equal(boxes.length % rows.size, 0);
  const unit = 0.065 * 279.4;
  assert.ok(Math.abs(Math.min(...boxes.map(({ x }) => x)) - unit) < 1e-6);
  assert.equal(imagesOf(draw({ layout: 'contact', bars: 7 })).length, 7);
  assert.equal(imagesOf(draw({ layout: 'contact', bars: 1 })).length, 1);
  // No more than there are.
  assert.equal(imagesOf(draw({ layout: 'contact', bars: 500 })).length, 12);
});

test('frames of a contact sheet keep their proportion and do not overlap', () => {
  const boxes = imagesOf(draw({ layout: 'contact', widthMm: 420, heightMm: 297, gap: 0 })).map(({ box }) => box);
  for (const [i, one] of boxes.entries()) {
    assert.ok(Math.abs(one.width / one.height - 16 / 9) < 1e-9);
    for (const other of boxes.slice(i + 1)) {
      const apart =
        one.x + one.width <= other.x + 1e-9 ||
        other.x + other.width <= one.x + 1e-9 ||
        one.y + one.height <= other.y + 1e-9;
      assert.ok(apart);
    }
  }
});

test('rejects thumbnails that are not pictures', () => {
  const thumbnails = [{ column: 0, jpeg: Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0]).toString('base64') }];
  assert.throws(() => draw({ layout: 'contact' }, { ...FILM, pictures: { thumbnails, squeezed: '' } }), {
    code: 'lacks-data',
  });
});

test('a timeline of 3600 frames is an SVG of less than 1.5 MB', () => {
  const columns = Array.from({ length: 3600 }, (_, i) => ({ ...FILM.columns[i % 24]!, time: i }));
  const scene = draw({ layout: 'timeline' }, { ...FILM, columns });
  assert.ok(sceneToSvg(scene).length < 1_500_000);
});
