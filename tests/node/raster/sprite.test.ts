import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import sharp from 'sharp';
import { renderSprite } from '#node/raster/index';

const picture = (background: string, width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background } })
    .jpeg({ quality: 100 })
    .toBuffer();

/** The colour of a pixel, in steps that JPEG does not change. */
async function readPixel(file: Uint8Array, left: number, top: number): Promise<number[]> {
  const pixel = await sharp(file).extract({ left, top, width: 1, height: 1 }).raw().toBuffer();
  return [...pixel].map((code) => Math.round(code / 51) * 51);
}

describe('renderSprite', () => {
  it('puts pictures of one size row by row into a JPEG', async () => {
    const colors = ['#ff0000', '#00ff00', '#0000ff', '#ffffff', '#ffff00'];
    const { content, places, tileWidth, tileHeight } = await renderSprite(
      await Promise.all(colors.map((color) => picture(color, 32, 16))),
    );
    const { format, width, height } = await sharp(content).metadata();
    assert.deepEqual([format, width, height, tileWidth, tileHeight], ['jpeg', 96, 32, 32, 16]);
    assert.deepEqual(
      places.map(({ x, y }) => [x, y]),
      [
        [0, 0],
        [32, 0],
        [64, 0],
        [0, 16],
        [32, 16],
      ],
    );
    for (const [i, { x, y }] of places.entries()) {
      const expected = [1, 3, 5].map((at) => Number.parseInt(colors[i]!.slice(at, at + 2), 16));
      assert.deepEqual(await readPixel(content, x + 16, y + 8), expected);
    }
    assert.deepEqual(await readPixel(content, 80, 24), [0, 0, 0]);
  });

  it('centres smaller pictures on black', async () => {
    const { content, tileWidth, tileHeight } = await renderSprite([
      await picture('#ffffff', 32, 32),
      await picture('#ffffff', 16, 16),
    ]);
    assert.deepEqual([tileWidth, tileHeight], [32, 32]);
    for (const [x, y, code] of [
      [48, 16, 255],
      [42, 16, 255],
      [34, 16, 0],
      [61, 16, 0],
      [48, 2, 0],
      [48, 29, 0],
    ] as const) {
      assert.deepEqual(await readPixel(content, x, y), [code, code, code], `${x}, ${y}`);
    }
  });

  it('makes the same bytes of the same pictures', async () => {
    const files = [await picture('#c8322b', 32, 16)];
    assert.deepEqual((await renderSprite(files)).content, (await renderSprite(files)).content);
  });
});
