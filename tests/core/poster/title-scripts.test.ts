import assert from 'node:assert/strict';
import { test } from 'node:test';
import { layoutPoster, type Path, type PathSegment, type PosterOptions, sceneToSvg } from '#core/poster/index';
import { missingLetters } from '#core/type/index';
import fc from '../../support/fast-check.ts';
import { syntheticFingerprint } from '../../support/fingerprints/synthetic-fingerprint.js';
import { fontsFor, LIGHT, skipWithoutFont } from '../../support/pictures/fonts.js';
import { assertGolden } from '../../support/pictures/golden.js';
import { listPoints, splitContours } from '../../support/pictures/path-points.ts';

const FILM = syntheticFingerprint(40);

async function setTitle(title: string, options: PosterOptions = {}): Promise<Path> {
  const scene = layoutPoster(FILM, { ...options, title }, await fontsFor(title));
  const path = scene.marks.find((mark) => mark.kind === 'path');
  assert.ok(path !== undefined);
  const { x, y, width, height } = path.box;
  assert.ok(x >= 0 && y >= 0 && x + width <= scene.widthMm + 1e-9 && y + height <= scene.heightMm + 1e-9);
  return path;
}

const GOLDENS: Readonly<Record<string, PosterOptions>> = {
  'title-arabic.svg': { title: 'عمر المختار (1981)' },
  'title-hebrew-strip.svg': { layout: 'strip', title: 'ואלס עם באשיר' },
  'title-devanagari-band.svg': { titleStyle: 'band', title: 'दिलवाले दुल्हनिया ले जायेंगे' },
  'title-mixed-band.svg': { titleStyle: 'band', title: 'باب الحديد [Cairo Station, 1958]' },
};

for (const [name, options] of Object.entries(GOLDENS)) {
  test(`a title in another script equals its golden: ${name}`, async () => {
    const fonts = await fontsFor(options.title!);
    assertGolden(name, sceneToSvg(layoutPoster(syntheticFingerprint(48), { rank: 'area', ...options }, fonts)));
  });
}

test('a Japanese title equals its golden: title-japanese.svg', async (t) => {
  const title = '千と千尋の神隠し';
  const skip = await skipWithoutFont(title);
  if (skip !== false) return t.skip(skip);
  assertGolden(
    'title-japanese.svg',
    sceneToSvg(layoutPoster(syntheticFingerprint(48), { title }, await fontsFor(title))),
  );
});

test('Chinese and Japanese titles break without spaces, where a reader would', async (t) => {
  // No line begins with a sign that closes or a small letter, none ends with a bracket that opens.
  const titles = [
    '霸王\n別姬',
    '千と\n千尋の\n神隠し',
    '東京、\n東京',
    'ああ、\nああ',
    '「東京」\n「京都」',
    '東京\n「京都」',
    'スター・\nウォーズ',
    'となりの\nトトロ',
    '君の\n名は。',
    '万引き\n家族',
    '崖の\n上の\nポニョ',
  ];
  for (const broken of titles) {
    const title = broken.replaceAll('\n', '');
    const skip = await skipWithoutFont(title);
    if (skip !== false) return t.skip(skip);
    assert.deepEqual(await setTitle(title), await setTitle(broken), broken);
  }
});

test('Korean breaks at its spaces alone', async (t) => {
  const skip = await skipWithoutFont('살인의 추억');
  if (skip !== false) return t.skip(skip);
  assert.deepEqual(await setTitle('살인의 추억'), await setTitle('살인의\n추억'));
  const oneWord = await setTitle('기생충');
  assert.ok(oneWord.box.width > 2 * oneWord.box.height);
});

/** Left and right end of the ink of each line, from the top; lines are told by the heights that no ink crosses. */
function linesOf(path: Path): { left: number; right: number }[] {
  const contours = splitContours(path.segments)
    .map((contour) => {
      const points = listPoints(contour);
      const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)];
      return { left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys) };
    })
    .sort((one, other) => one.top - other.top);
  const lines: { left: number; right: number; bottom: number }[] = [];
  for (const { left, right, top, bottom } of contours) {
    const line = lines.at(-1);
    if (line === undefined || top > line.bottom) lines.push({ left, right, bottom });
    else {
      line.left = Math.min(line.left, left);
      line.right = Math.max(line.right, right);
      line.bottom = Math.max(line.bottom, bottom);
    }
  }
  return lines;
}

test('lines of a title that runs right to left end flush at the right, of any other begin flush at the left', async () => {
  const flush = async (title: string, side: 'left' | 'right'): Promise<void> => {
    const path = await setTitle(title, { layout: 'strip' });
    const lines = linesOf(path);
    assert.equal(lines.length, 2);
    const [first, second] = lines.map((line) => line[side]);
    assert.ok(Math.abs(first! - second!) < 0.02, `${title}: ${first} and ${second}`);
    const other = side === 'left' ? 'right' : 'left';
    assert.ok(Math.abs(lines[0]![other] - lines[1]![other]) > 1);
    // The block as a whole stands where any other does.
    assert.ok(Math.abs(path.box.x - (await setTitle('Coco', { layout: 'strip' })).box.x) < 0.01);
  };
  await flush('המסמר\nאחד', 'right');
  // A line of figures runs as the title does.
  await flush('לבנון לבנון\n2009', 'right');
  await flush('Sintel\nll', 'left');
});

test('marks of one line do not touch those of the next', async () => {
  for (const title of ['बुद्धू\nर्कि', 'بِيْج\nأُمّ', 'Ự\nẾ']) {
    const contours = splitContours((await setTitle(title)).segments);
    const inFirst = splitContours((await setTitle(title.split('\n')[0]!)).segments).length;
    const heights = (some: PathSegment[][]): number[] => listPoints(some.flat()).map(({ y }) => y);
    const room = Math.min(...heights(contours.slice(inFirst))) - Math.max(...heights(contours.slice(0, inFirst)));
    assert.ok(room > 0.5, `${title}: ${room}`);
  }
});

test('three hundred characters and forty lines of other scripts fit', async () => {
  const titles = ['باب الحديد ', 'दिलवाले दुल्हनिया ', 'ואלס עם באשיר (2008) ', 'Ο Θίασος ', 'ลุงบุญมี'].map((part) =>
    part.repeat(40).slice(0, 300),
  );
  titles.push(Array.from({ length: 40 }, (_, i) => `${i} باب`).join('\n'));
  if ((await skipWithoutFont('千尋')) === false) titles.push('千と千尋の神隠し、'.repeat(40).slice(0, 300));
  for (const title of titles) {
    for (const options of [{}, { titleStyle: 'band' }, { layout: 'strip' }] as const) await setTitle(title, options);
  }
});

test('letters, marks, signs and directions in any order stay on the canvas, or are refused where a mark is of another script', async () => {
  const units = [
    'ب',
    'لا',
    'َ',
    'ش',
    'א',
    'ָ',
    'कि',
    '्',
    'र्क',
    'น้ำ',
    'Ω',
    'W',
    'ẞ',
    '7',
    '(',
    ']',
    '،',
    '-',
    ' ',
    ' ',
    '\n',
    '\u200c',
    '\u200d',
  ];
  const fonts = await fontsFor(units.join(''));
  const letter = fc.constantFrom(...units, '\u200f', '\u202b', '\u202c', '\u2067', '\u2069', '\ufeff');
  fc.assert(
    fc.property(fc.string({ unit: letter, maxLength: 120 }), fc.constantFrom('square', 'strip'), (title, layout) => {
      // No font has a Hebrew point for an Arabic letter.
      if (missingLetters(title, fonts).length > 0) {
        assert.throws(() => layoutPoster(FILM, { title, layout }, fonts), { code: 'font-missing' });
        return;
      }
      const scene = layoutPoster(FILM, { title, layout }, fonts);
      const path = scene.marks.find((mark) => mark.kind === 'path');
      if (path === undefined) return;
      const { x, y, width, height } = path.box;
      assert.ok(x >= 0 && y >= 0 && x + width <= scene.widthMm + 1e-9 && y + height <= scene.heightMm + 1e-9);
      assert.ok(listPoints(path.segments).every(({ x, y }) => Number.isFinite(x) && Number.isFinite(y)));
    }),
    { numRuns: 60 },
  );
});

test('a band in Arabic without spaces to break is as wide as it may be', async () => {
  const { box } = await setTitle('كفرناحوم', { titleStyle: 'band' });
  assert.ok(box.width > 10 && box.height < LIGHT.ascent * 254 * 0.2);
});
