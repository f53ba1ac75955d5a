import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type LetterboxBars, measureLetterbox, type Picture } from '#core/frame/index';
import { makePicture } from '../../support/pictures/make-picture.ts';

const WIDTH = 640;
const HEIGHT = 360;

/** Reproducible noise, 0 to `most`. */
const noise = (x: number, y: number, most: number) => ((x * 7919 + y * 104_729 + x * y * 31) >>> 3) % (most + 1);

/** Luma of a scene: bright above, darker below, never black. */
const scene = (x: number, y: number) => 60 + ((x * 3 + y * 5) % 120);

type Luma = (x: number, y: number) => number;

/** Put bars around a scene, with the noise of compression in them. */
function barred({ left = 0, top = 0, right = 0, bottom = 0 }: Partial<LetterboxBars>, inside: Luma = scene): Luma {
  return (x, y) =>
    x < left || x >= WIDTH - right || y < top || y >= HEIGHT - bottom ? 14 + noise(x, y, 8) : inside(x, y);
}

const measure = (luma: Luma, options?: Parameters<typeof makePicture>[3]) =>
  measureLetterbox(makePicture(WIDTH, HEIGHT, luma, options));

function assertBars(bars: LetterboxBars | null, expected: Partial<LetterboxBars>): void {
  assert.deepEqual(bars, { left: 0, top: 0, right: 0, bottom: 0, isSharp: true, ...expected });
}

describe('The bars of a picture', () => {
  it('measures bars to the pixel: top and bottom, left and right, and on all sides', () => {
    for (const bars of [
      { top: 46, bottom: 47 },
      { left: 80, right: 81 },
      { left: 60, top: 30, right: 60, bottom: 31 },
    ]) {
      assertBars(measure(barred(bars)), bars);
    }
  });

  it('finds no bars in a picture that fills the frame', () => assertBars(measure(scene), {}));

  it('measures the same bars in full range and at 10 bits', () => {
    const bars = { top: 46, bottom: 46 };
    assertBars(measure(barred(bars), { bits: 10 }), bars);
    assertBars(
      measure((x, y) => (y < 46 || y >= 314 ? noise(x, y, 6) : scene(x, y)), { range: 'full' }),
      bars,
    );
  });

  it('measures bars of RGB pictures by the brightest component', () => {
    const gray = makePicture(WIDTH, HEIGHT, barred({ top: 40, bottom: 40 }), { range: 'full' });
    const black = makePicture(WIDTH, HEIGHT, () => 0).components[0]!;
    const blue = gray.components[0]!;
    const data = blue.data.map((code) => (code < 30 ? 0 : code)) as Uint8Array;
    const picture: Picture = { ...gray, model: 'rgb', components: [black, black, { ...blue, data }] };
    assertBars(measureLetterbox(picture), { top: 40, bottom: 40 });
  });

  it('measures coloured bars in addition to black ones', () => {
    for (const code of [26, 37, 126, 235]) {
      const luma: Luma = (x, y) => (y < 45 || y >= HEIGHT - 47 ? code - 4 + noise(x, y, 8) : scene(x, y));
      const found = measure(luma);
      assert.deepEqual(found?.tinted?.bars, { left: 0, top: 45, right: 0, bottom: 47, isSharp: true }, `${code}`);
      assert.ok(Math.abs(found.tinted.color[0]! - code) <= 4);
    }
  });

  it('measures coloured bars around a dark picture', () => {
    const found = measure((x, y) => (y < 60 || y >= HEIGHT - 60 ? 126 : 16 + noise(x, y, 4)));
    assert.equal(found?.isDark, true);
    assert.deepEqual(found?.tinted?.bars, { left: 0, top: 60, right: 0, bottom: 60, isSharp: true });
  });

  it('finds no coloured bars on a flat background, or if opposite edges differ', () => {
    const card: Luma = (x, y) => (x > 160 && x < 480 && y > 90 && y < 270 ? scene(x, y) : 126);
    assert.equal(measure(card)?.tinted?.bars, null);
    assert.equal(measure((x, y) => (y < 46 ? 200 : y >= 314 ? 126 : scene(x, y)))?.tinted, undefined);
    assert.equal(measure((x, y) => (x < 80 || x >= 560 ? 80 + Math.floor(y / 8) : scene(x, y)))?.tinted, undefined);
  });

  it('measures bars with burnt-in subtitles in full', () => {
    // Two lines of letters over most of the width: strokes of 3 pixels, every 9.
    const isLetter: Luma = (x, y) =>
      Number(x > 60 && x < 580 && x % 9 < 3 && ((y > 318 && y < 334) || (y > 340 && y < 356)));
    const bars = barred({ top: 46, bottom: 46 });
    assertBars(
      measure((x, y) => (isLetter(x, y) ? 235 : bars(x, y))),
      { top: 46, bottom: 46 },
    );
  });

  it('ignores a bright line at the edge and a few bright pixels in bars', () => {
    const bars = barred({ left: 80, right: 80 });
    assertBars(
      measure((x, y) => (x === 0 || (x === 40 && y % 50 === 0) ? 235 : bars(x, y))),
      { left: 80, right: 80 },
    );
  });

  it('measures no bars in dark pictures: a night, a fade, white letters on black', () => {
    assert.equal(
      measure((x, y) => 16 + noise(x, y, 6)),
      null,
    );
    assert.equal(
      measure((x, y) => (x > 200 && x < 440 && y > 150 && y < 210 && x % 8 < 3 ? 235 : 16)),
      null,
    );
    assert.equal(
      measure((x, y) => (x < 160 && y < 90 ? 200 : 17)),
      null,
    );
  });

  it('reports bars as not sharp if the picture fades to black at its sides', () => {
    // A lamp in the middle of a dark room.
    const bars = measure((x, y) => {
      const far = Math.hypot((x - WIDTH / 2) / WIDTH, (y - HEIGHT / 2) / HEIGHT);
      return 16 + Math.max(0, 200 * (0.42 - far)) + noise(x, y, 4);
    });
    assert.equal(bars?.isSharp, false);
  });
});
