import assert from 'node:assert/strict';
import { test } from 'node:test';
import sharp from 'sharp';
import type { Image, Scene } from '#core/poster/index';
import { renderPng } from '#node/raster/index';
import { writePng } from '../../support/pictures/write-png.js';

const BLACK = [0, 0, 0];
const WHITE = [255, 255, 255];
const RED = [200, 30, 20];

/** A picture of columns, each of one colour from top to bottom. */
function sceneOf(columns: readonly number[][], change: Partial<Image>, widthMm: number, heightMm: number): Scene {
  const height = 4;
  const codes = Array.from({ length: height }, () => columns.flat()).flat();
  const image = {
    bytes: writePng({ width: columns.length, height, codes }),
    type: 'image/png',
    width: columns.length,
    height,
  } as const;
  const trim = { x: 0, y: 0, width: widthMm, height: heightMm };
  const mark: Image = { kind: 'image', box: trim, image, isSharpAcross: true, ...change };
  return { widthMm, heightMm, trim, title: '', description: '', background: '#00ff00', marks: [mark] };
}

async function pixelsOf(scene: Scene): Promise<(x: number, y: number) => number[]> {
  const png = await renderPng(scene, { widthPx: scene.widthMm });
  const { data, info } = await sharp(png).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  return (x, y) => [...data.subarray(3 * (y * info.width + x), 3 * (y * info.width + x) + 3)];
}

test('columns drawn larger than they are keep sharp edges, and their colours to the code', async () => {
  const at = await pixelsOf(sceneOf([BLACK, RED, WHITE], {}, 10, 5));
  const row = Array.from({ length: 10 }, (_, x) => at(x, 2));
  assert.deepEqual(row, [BLACK, BLACK, BLACK, RED, RED, RED, RED, WHITE, WHITE, WHITE]);
});

test('columns drawn smaller are averaged in linear light', async () => {
  const columns = Array.from({ length: 80 }, (_, i) => (i % 2 === 0 ? BLACK : WHITE));
  const at = await pixelsOf(sceneOf(columns, {}, 10, 5));
  for (let x = 0; x < 10; x++) {
    for (const code of at(x, 2)) assert.ok(Math.abs(code - 188) <= 3, `${code}`);
  }
});

test('it is mirrored and turned by quarters without a seam', async () => {
  const columns = [BLACK, RED, WHITE];
  const mirrored = await pixelsOf(sceneOf(columns, { isMirrored: true }, 3, 3));
  assert.deepEqual([mirrored(0, 0), mirrored(2, 0)], [WHITE, BLACK]);
  const half = await pixelsOf(sceneOf(columns, { turnDegrees: 180 }, 3, 3));
  assert.deepEqual([half(0, 0), half(2, 0)], [WHITE, BLACK]);
  // Turned by a quarter, time runs downwards; by three, upwards.
  const box = { x: -1, y: 1, width: 5, height: 3 };
  const down = await pixelsOf(sceneOf(columns, { turnDegrees: 90, box }, 3, 5));
  assert.deepEqual([down(0, 0), down(2, 0), down(1, 2), down(2, 4)], [BLACK, BLACK, RED, WHITE]);
  const up = await pixelsOf(sceneOf(columns, { turnDegrees: 270, box }, 3, 5));
  assert.deepEqual([up(0, 0), up(2, 4)], [WHITE, BLACK]);
});

test('what is above stays above: turned by a quarter it is at the right', async () => {
  const codes = [RED, RED, BLACK, BLACK].flatMap((color) => [...color, ...color]);
  const image = { bytes: writePng({ width: 2, height: 4, codes }), type: 'image/png', width: 2, height: 4 } as const;
  const trim = { x: 0, y: 0, width: 8, height: 8 };
  const scene = (turnDegrees: number): Scene => ({
    widthMm: 8,
    heightMm: 8,
    trim,
    title: '',
    description: '',
    background: '#00ff00',
    marks: [{ kind: 'image', box: trim, image, isSharpAcross: true, turnDegrees }],
  });
  const [upright, quarter, threeQuarters] = [
    await pixelsOf(scene(0)),
    await pixelsOf(scene(90)),
    await pixelsOf(scene(270)),
  ];
  assert.deepEqual([upright(3, 0), upright(3, 7)], [RED, BLACK]);
  assert.deepEqual([quarter(7, 3), quarter(0, 3)], [RED, BLACK]);
  assert.deepEqual([threeQuarters(0, 3), threeQuarters(7, 3)], [RED, BLACK]);
});
