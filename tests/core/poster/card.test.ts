import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import sharp from 'sharp';
import type { Swatch } from '#core/fingerprint/index';
import { type EncodedImage, layoutCard, type Mark, type Scene, sceneToSvg } from '#core/poster/index';
import { encodeImage, renderPng } from '#node/raster/index';
import { syntheticFingerprint } from '../../support/fingerprints/synthetic-fingerprint.ts';
import { LIGHT } from '../../support/pictures/fonts.ts';
import { assertGolden } from '../../support/pictures/golden.ts';

const swatchesOf = (count: number): Swatch[] =>
  Array.from({ length: count }, (_, i) => ({
    color: `#${(0x1f3a5c + i * 0x0b0705).toString(16).padStart(6, '0')}`,
    share: 0.5 / (i + 1) ** 2,
  }));

/** Only its size is looked at when a card is laid out. */
const IMAGE: EncodedImage = { bytes: Uint8Array.of(1, 2, 3, 4), type: 'image/png', width: 160, height: 90 };
const cardOf = (image: Partial<EncodedImage>, count = 5): Scene =>
  layoutCard({ title: 'Still', swatches: swatchesOf(count), source: { image: { ...IMAGE, ...image } } }, [LIGHT]);
const boxesOf = (scene: Scene, kind: Mark['kind']) =>
  scene.marks.filter((mark) => mark.kind === kind).map(({ box }) => box);

describe('A card', () => {
  it('a card equals its golden', () => {
    assertGolden('card-still.svg', sceneToSvg(cardOf({})));
    const film = syntheticFingerprint(48);
    const card = {
      title: 'Nausicaä of the Valley of the Wind',
      hasTitle: true,
      swatches: swatchesOf(12),
      source: { film },
    };
    assertGolden('card-film.svg', sceneToSvg(layoutCard(card, [LIGHT])));
  });

  it('a card keeps everything inside it, whatever the picture and the number of colours', () => {
    for (const [width, height] of [
      [160, 90],
      [90, 160],
      [1, 65_535],
      [65_535, 1],
      [1, 1],
    ] as const) {
      for (let count = 1; count <= 16; count++) {
        const scene = cardOf({ width, height }, count);
        for (const { box } of scene.marks) {
          assert.ok(box.x >= 8.999 && box.x + box.width <= scene.widthMm - 8.999, `${width}x${height}, ${count}`);
          assert.ok(box.y >= 8.999 && box.y + box.height <= scene.heightMm - 8.999, `${width}x${height}, ${count}`);
        }
      }
    }
  });

  it('a card keeps the proportions of the picture', () => {
    for (const [width, height] of [
      [160, 90],
      [90, 160],
      [300, 200],
    ] as const) {
      const [box] = boxesOf(cardOf({ width, height }), 'image');
      assert.ok(Math.abs(box!.width / box!.height - width / height) < 1e-9);
      assert.ok(box!.height <= 200);
    }
  });

  it('a card writes all codes in one size, whatever their number in a row', () => {
    for (const count of [5, 8, 16]) {
      const heights = boxesOf(cardOf({}, count), 'path')
        .filter((_, i) => i % 2 === 0)
        .map(({ height }) => height);
      assert.equal(heights.length, count);
      assert.ok(Math.max(...heights) - Math.min(...heights) < 0.1, `${heights}`);
    }
  });

  it('a card divides a bar among its colours by their shares', () => {
    const bar = boxesOf(cardOf({}, 3), 'rect').slice(0, 3);
    assert.ok(Math.abs(bar[0]!.width / bar[1]!.width - 4) < 1e-9);
    assert.ok(Math.abs(bar[0]!.width / bar[2]!.width - 9) < 1e-9);
    assert.ok(Math.abs(bar[0]!.width + bar[1]!.width + bar[2]!.width - 162) < 1e-9);
  });
});

describe('A picture on a card', () => {
  const halves = (width: number, height: number) => {
    const data = new Uint8Array(3 * width * height).map((_, i) => (Math.floor(i / 3) % width < width / 2 ? 200 : 30));
    return { width, height, data };
  };

  it('a picture on a card is small, averaged in linear light, and never enlarged', async () => {
    const stripes = {
      width: 64,
      height: 32,
      data: new Uint8Array(3 * 64 * 32).map((_, i) => (Math.floor(i / 3) % 2) * 255),
    };
    const image = await encodeImage(stripes, 32);
    assert.deepEqual([image.width, image.height], [32, 16]);
    const { channels } = await sharp(image.bytes).stats();
    // Half of the light of white is sRGB 188; half of its code is 128.
    for (const { mean } of channels) assert.ok(Math.abs(mean - 188) < 2, `${mean}`);
    assert.deepEqual(
      { ...(await encodeImage(halves(8, 4), 32)), bytes: null },
      { bytes: null, type: 'image/png', width: 8, height: 4 },
    );
  });

  it('a picture on a card is lossless where it is flat, and JPEG where that is smaller', async () => {
    let state = 7;
    const grain = () => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return state >>> 28;
    };
    const noise = { width: 64, height: 64, data: Uint8Array.from({ length: 3 * 64 * 64 }, (_, i) => i / 64 + grain()) };
    assert.equal((await encodeImage(noise, 64)).type, 'image/jpeg');
    const flat = await encodeImage(halves(64, 64), 64);
    assert.equal(flat.type, 'image/png');
    assert.deepEqual([...(await sharp(flat.bytes).raw().toBuffer())], [...halves(64, 64).data]);
  });

  it('a picture on a card is in the SVG and in the PNG where the card has it', async () => {
    const scene = layoutCard(
      {
        title: 'Halves',
        hasTitle: true,
        swatches: swatchesOf(2),
        source: { image: await encodeImage(halves(64, 32), 64) },
      },
      [LIGHT],
    );
    const { widthMm, marks } = scene;
    const { box } = marks.find(({ kind }) => kind === 'image')!;
    const scale = 720 / widthMm;
    for (const file of [await renderPng(scene, { widthPx: 720 }), Buffer.from(sceneToSvg(scene))]) {
      const { data, info } = await sharp(file).resize(720).removeAlpha().raw().toBuffer({ resolveWithObject: true });
      const at = (x: number, y: number) => data[3 * (Math.round(y * scale) * info.width + Math.round(x * scale))];
      const middle = box.y + box.height / 2;
      assert.deepEqual(
        [at(box.x + 2, middle), at(box.x + box.width - 2, middle), at(box.x - 2, middle)],
        [200, 30, 250],
      );
      assert.deepEqual([at(box.x + 2, box.y + 2), at(box.x + 2, box.y + box.height - 2)], [200, 200]);
    }
  });

  it('a picture on a card is written in standard base64, whatever its length', () => {
    for (let length = 0; length < 9; length++) {
      const bytes = Uint8Array.from({ length }, (_, i) => (i * 97 + 251) & 255);
      assert.match(
        sceneToSvg(cardOf({ bytes })),
        new RegExp(`base64,${Buffer.from(bytes).toString('base64').replaceAll('+', '\\+')}"`),
      );
    }
  });
});
