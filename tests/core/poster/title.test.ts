import assert from 'node:assert/strict';
import { test } from 'node:test';
import { layoutPoster, type Path, type PosterOptions, RenderError, type Scene } from '#core/poster/index';
import fc from '../../support/fast-check.ts';
import { syntheticFingerprint } from '../../support/fingerprints/synthetic-fingerprint.js';
import { LIGHT } from '../../support/pictures/fonts.js';

const FILM = syntheticFingerprint(40);

function draw(options: PosterOptions): Scene {
  return layoutPoster(FILM, options, [LIGHT]);
}

function titleOf(scene: Scene): Path | undefined {
  return scene.marks.find((mark) => mark.kind === 'path');
}

/** Points that lie on the outlines, x y pairs. */
function pointsOf(path: Path): [number, number][] {
  return path.segments
    .filter(([command]) => command !== 'Z')
    .map((segment) => [segment.at(-2) as number, segment.at(-1) as number]);
}

function assertInside(scene: Scene, path: Path): void {
  const { x, y, width, height } = path.box;
  const slack = 0.002;
  assert.ok(x >= 0 && y >= 0 && x + width <= scene.widthMm && y + height <= scene.heightMm, JSON.stringify(path.box));
  for (const [px, py] of pointsOf(path)) {
    assert.ok(px >= x - slack && px <= x + width + slack && py >= y - slack && py <= y + height + slack);
  }
}

const STYLES: readonly PosterOptions[] = [
  { titleStyle: 'overlay' },
  { titleStyle: 'band' },
  { layout: 'strip' },
  { layout: 'strip', titleStyle: 'overlay' },
  { widthMm: 100, heightMm: 400, titleStyle: 'band' },
  { layout: 'strip', widthMm: 60, heightMm: 80 },
];

test('a title never leaves the canvas, whatever it says', () => {
  const letter = fc.constantFrom(...'abcdefgWMÄÉijpqyŁžőЖы0123456789.,:!?()-–"\'& \n      ');
  fc.assert(
    fc.property(fc.string({ unit: letter, maxLength: 300 }), fc.constantFrom(...STYLES), (title, style) => {
      const scene = draw({ ...style, title });
      const path = titleOf(scene);
      if (path === undefined) assert.match(title, /^\s*$/);
      else assertInside(scene, path);
    }),
    { numRuns: 60 },
  );
});

test('three hundred characters, forty lines, and one endless word still fit', () => {
  const titles = [
    'How I Learned to Stop Worrying and Love the Colours '.repeat(6).slice(0, 300),
    Array.from({ length: 40 }, (_, i) => `Line ${i}`).join('\n'),
    'W'.repeat(300),
  ];
  for (const title of titles) {
    for (const style of STYLES) {
      const scene = draw({ ...style, title });
      assertInside(scene, titleOf(scene)!);
    }
  }
});

test('an absent or blank title draws nothing, and the bars fill all', () => {
  for (const title of [undefined, '', ' \n\t ', '\u200b']) {
    for (const style of STYLES) {
      const scene = draw(title === undefined ? style : { ...style, title });
      assert.equal(scene.marks.length, 1);
      assert.deepEqual(scene.marks[0]!.box, { x: 0, y: 0, width: scene.widthMm, height: scene.heightMm });
    }
  }
});

test('a short title is large but limited in size', () => {
  const { box } = titleOf(draw({ title: 'M' }))!;
  assert.ok(box.height > 254 * 0.1 && box.height < 254 * 0.2);
  assert.ok(titleOf(draw({ title: 'Coco' }))!.box.width < 254 * 0.6);
});

test('a longer title spans most of the width', () => {
  const { box } = titleOf(draw({ title: 'Agent 327: Operation Barbershop' }))!;
  assert.ok(box.width > 254 * 0.75);
});

test('an overlay is centred', () => {
  for (const title of ['Coco', 'Sintel', '2001', 'Agent 327: Operation Barbershop']) {
    const { box } = titleOf(draw({ title }))!;
    assert.ok(Math.abs(box.x + box.width / 2 - 127) < 0.01);
    assert.ok(Math.abs(box.y + box.height / 2 - 127) < 6);
  }
});

test('a line break in the title is kept', () => {
  const heightOf = (title: string): number => titleOf(draw({ title }))!.box.height;
  assert.ok(heightOf('l\nl') > 2 * heightOf('l l'));
  assert.deepEqual(titleOf(draw({ title: 'l\r\nl' })), titleOf(draw({ title: 'l\n\nl\n' })));
});

test('lines break where the letters become largest, small words staying with what they belong to', () => {
  const same = (title: string, broken: string): void => {
    assert.deepEqual(titleOf(draw({ title })), titleOf(draw({ title: broken })));
  };
  same('Nausicaä of the Valley of the Wind', 'Nausicaä\nof the\nValley\nof the\nWind');
  same('Agent 327: Operation Barbershop', 'Agent 327:\nOperation\nBarbershop');
  same('The Mummy', 'The\nMummy');
});

test('a no-break space holds two words together', () => {
  const { box: apart } = titleOf(draw({ title: 'Operation Barbershop' }))!;
  const { box: together } = titleOf(draw({ title: 'Operation\u00a0Barbershop' }))!;
  assert.ok(together.height < apart.height / 2);
});

test('single lines in the band share a baseline, descenders or not', () => {
  const baseline = (title: string): number => {
    const { box } = titleOf(draw({ title, titleStyle: 'band' }))!;
    return box.y + box.height;
  };
  assert.ok(Math.abs(baseline('Sintel') - baseline('Élite')) < 0.2);
  assert.ok(baseline('Spy') > baseline('Sintel') + 1);
});

test('the band lies below the bars, the strip’s title left of them', () => {
  const [bars, title] = draw({ title: 'Coco', titleStyle: 'band' }).marks;
  assert.ok(bars!.box.y + bars!.box.height < title!.box.y);
  const [stripTitle, stripBars] = draw({ title: 'Coco', layout: 'strip' }).marks;
  assert.ok(stripTitle!.box.x + stripTitle!.box.width < stripBars!.box.x);
  assert.ok(Math.abs(stripBars!.box.x + stripBars!.box.width - 508) < 1e-9);
});

test('letters across a light film are black, across any other white', () => {
  const ink = (color: string): string => {
    const columns = FILM.columns.map((column) => ({ ...column, swatches: [{ color, share: 1 }] }));
    return titleOf(layoutPoster({ ...FILM, columns }, { title: 'Snow' }, [LIGHT]))!.color;
  };
  assert.equal(ink('#e8eef2'), '#000000');
  assert.equal(ink('#707070'), '#ffffff');
  assert.equal(ink('#101820'), '#ffffff');
});

test('letters are inked by the rows that they lie across, whichever way the rows run', () => {
  const swatches = ['#f0f0f0', '#e0e0e0', '#202020', '#101010'].map((color) => ({ color, share: 0.25 }));
  const columns = FILM.columns.map((column) => ({ ...column, swatches }));
  const ink = (options: PosterOptions): string =>
    titleOf(
      layoutPoster({ ...FILM, columns }, { title: 'O', colors: 4, order: 'lightness', titleSizeMm: 30, ...options }, [
        LIGHT,
      ]),
    )!.color;
  assert.equal(ink({ titlePosition: 'top' }), '#000000');
  assert.equal(ink({ titlePosition: 'bottom' }), '#ffffff');
  // Turned clockwise, what was above is on the right.
  assert.equal(ink({ titlePosition: 'right', rotate: 90 }), '#000000');
  assert.equal(ink({ titlePosition: 'left', rotate: 90 }), '#ffffff');
  assert.equal(ink({ titlePosition: 'top', rotate: 180 }), '#ffffff');
});

test('a character that no font has is a RenderError that names it', () => {
  assert.throws(
    () => draw({ title: 'Spirited 千' }),
    (error) => error instanceof RenderError && error.code === 'font-missing' && error.message.includes('千'),
  );
});
