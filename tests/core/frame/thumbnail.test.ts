import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  countCells,
  createPixelSampler,
  createThumbnailer,
  type Picture,
  SQUEEZED_ROWS,
  squeezePixels,
  THUMBNAIL_PIXELS,
} from '#core/frame/index';

const UPRIGHT = { isMirrored: false, rotationDegrees: 0, pixelAspect: { num: 1, den: 1 } };

/** A full-range RGB picture, painted pixel by pixel. */
function paint(width: number, height: number, color: (x: number, y: number) => readonly number[]): Picture {
  const data = new Uint8Array(3 * width * height);
  for (let y = 0, at = 0; y < height; y++) for (let x = 0; x < width; x++, at += 3) data.set(color(x, y), at);
  const component = (offset: number) => ({ data, offset, stride: 3 * width, step: 3, log2X: 0, log2Y: 0, shift: 0 });
  return {
    width,
    height,
    model: 'rgb',
    bits: 8,
    components: [component(0), component(1), component(2)],
    alpha: null,
    isInterlaced: false,
    tags: { matrix: null, range: 'full', transfer: 'iec61966-2-1', primaries: 'bt709' },
  };
}

/** Red top left, green top right, blue bottom left, white bottom right. */
const quarters = (width: number, height: number) =>
  paint(width, height, (x, y) => {
    if (y < height / 2) return x < width / 2 ? [255, 0, 0] : [0, 255, 0];
    return x < width / 2 ? [0, 0, 255] : [255, 255, 255];
  });
const NAMES: Record<string, string> = {
  '255,0,0': 'red',
  '0,255,0': 'green',
  '0,0,255': 'blue',
  '255,255,255': 'white',
};

/** The corners of a thumbnail: top left, top right, bottom left, bottom right. */
function cornersOf({ width, height, data }: { width: number; height: number; data: Uint8Array }): string {
  const at = (x: number, y: number) => NAMES[String(data.subarray(3 * (y * width + x), 3 * (y * width + x) + 3))];
  return [at(0, 0), at(width - 1, 0), at(0, height - 1), at(width - 1, height - 1)].join(' ');
}

describe('A thumbnail', () => {
  it('makes thumbnails of about 14,400 square pixels with the aspect ratio of the picture, never larger than it', () => {
    const size = (width: number, height: number, num = 1, den = 1) => {
      const thumbnail = createThumbnailer({ ...UPRIGHT, pixelAspect: { num, den } })(quarters(width, height));
      assert.equal(thumbnail.data.length, 3 * thumbnail.width * thumbnail.height);
      return [thumbnail.width, thumbnail.height];
    };
    assert.deepEqual(size(1920, 1080), [160, 90]);
    assert.deepEqual(size(720, 576, 64, 45), [160, 90]);
    assert.deepEqual(size(1080, 1920), [90, 160]);
    assert.deepEqual(size(40, 30), [40, 30]);
    const [width, height] = size(1920, 800);
    assert.ok(Math.abs(width! * height! - THUMBNAIL_PIXELS) < 200 && Math.abs(width! / height! - 2.4) < 0.03);
  });

  for (const [isMirrored, rotationDegrees, corners] of [
    [false, 0, 'red green blue white'],
    [false, 90, 'blue red white green'],
    [false, 180, 'white blue green red'],
    [false, 270, 'green white red blue'],
    [true, 0, 'green red white blue'],
    [true, 90, 'white green blue red'],
    [true, 180, 'blue white red green'],
    [true, 270, 'red blue green white'],
  ] as const) {
    it(`makes an upright thumbnail: ${isMirrored ? 'mirrored, then ' : ''}rotated by ${rotationDegrees} degrees`, () => {
      const shown = { ...UPRIGHT, isMirrored, rotationDegrees };
      const thumbnail = createThumbnailer(shown)(quarters(320, 180));
      assert.equal(cornersOf(thumbnail), corners);
      assert.deepEqual([thumbnail.width, thumbnail.height], rotationDegrees % 180 === 0 ? [160, 90] : [90, 160]);
    });
  }

  it('makes a thumbnail of the cropped part', () => {
    const crop = { x: 160, y: 0, width: 160, height: 90 };
    assert.equal(cornersOf(createThumbnailer(UPRIGHT)(quarters(320, 180), crop)), 'green green green green');
  });

  it('averages a thumbnail in linear light: alternating black and white points give 188', () => {
    // 4 x 4 stored pixels to one of 160 x 90: points are read in the second and the fourth of them.
    const stripes = paint(640, 360, (x) => (x % 4 < 2 ? [0, 0, 0] : [255, 255, 255]));
    assert.ok(createThumbnailer(UPRIGHT)(stripes).data.every((code) => code === 188));
  });
});

describe('A squeezed picture', () => {
  const squeeze = (picture: Picture, shown: { isMirrored: boolean; rotationDegrees: number }) =>
    squeezePixels(createPixelSampler()(picture), countCells(picture), shown);
  const rowOf = (squeezed: Uint8Array, row: number) => [...squeezed.subarray(3 * row, 3 * row + 3)];
  // Half red, half green, in linear light; and so on for every pair.
  const means: Record<string, number[]> = {
    'red green': [188, 188, 0],
    'blue white': [188, 188, 255],
    'red blue': [188, 0, 188],
    'green white': [188, 255, 188],
  };
  for (const [isMirrored, rotationDegrees, above, below] of [
    [false, 0, 'red green', 'blue white'],
    [true, 0, 'red green', 'blue white'],
    [false, 180, 'blue white', 'red green'],
    [true, 180, 'blue white', 'red green'],
    [false, 90, 'red blue', 'green white'],
    [true, 90, 'green white', 'red blue'],
    [false, 270, 'green white', 'red blue'],
    [true, 270, 'red blue', 'green white'],
  ] as const) {
    it(`squeezes a picture to the means of its rows: ${isMirrored ? 'mirrored, then ' : ''}rotated by ${rotationDegrees}`, () => {
      const squeezed = squeeze(quarters(320, 180), { isMirrored, rotationDegrees });
      assert.equal(squeezed.length, 3 * SQUEEZED_ROWS);
      for (const [row, pair] of [
        [0, above],
        [SQUEEZED_ROWS - 1, below],
      ] as const) {
        for (const [channel, code] of rowOf(squeezed, row).entries()) {
          assert.ok(
            Math.abs(code - means[pair]![channel]!) <= 3,
            `row ${row}: ${rowOf(squeezed, row)}, not ${means[pair]}`,
          );
        }
      }
    });
  }

  it('keeps the total light of a squeezed picture for any number of rows', () => {
    for (const [width, height] of [
      [1920, 800],
      [90, 160],
      [7, 3],
      [1, 1],
    ] as const) {
      const grey = paint(width, height, () => [120, 120, 120]);
      assert.ok(
        squeeze(grey, UPRIGHT).every((code) => code === 120),
        `${width} x ${height}`,
      );
    }
  });
});
