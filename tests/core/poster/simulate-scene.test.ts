import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import sharp from 'sharp';
import { parseHex, simulateDeficiency } from '#core/color/index';
import { listImages, type Mark, type Scene, sceneToSvg, simulateScene } from '#core/poster/index';
import { renderPng, simulateImages } from '#node/raster/index';
import { mixedScene } from '../../support/pictures/mixed-scene.js';

/** Every colour that is written in a scene's SVG. */
function colorsOf(scene: Scene): string[] {
  const long = (hex: string) => (hex.length === 4 ? `#${[...hex.slice(1)].map((c) => c + c).join('')}` : hex);
  return [...sceneToSvg(scene).matchAll(/(?:fill|stroke)="(#[0-9a-f]+)"/g)].map(([, hex]) => long(hex!));
}

describe('A scene simulated for a colour deficiency', () => {
  it('a scene simulated for a colour deficiency has every colour changed as colours are, and nothing else', async () => {
    const scene = await mixedScene();
    for (const deficiency of ['protan', 'deutan', 'tritan'] as const) {
      const seen = simulateScene(scene, deficiency, new Map());
      const expected = colorsOf(scene).map((hex) => simulateDeficiency(parseHex(hex), deficiency));
      assert.deepEqual(colorsOf(seen).map(parseHex), expected);
      assert.deepEqual(
        seen.marks.map((mark) => ({ ...mark, color: null, colors: null, marks: null })),
        scene.marks.map((mark) => ({ ...mark, color: null, colors: null, marks: null })),
      );
    }
  });

  it('a scene simulated for a colour deficiency leaves the scene it was made from as it is, and no ground where there is none', async () => {
    const scene = await mixedScene();
    const before = sceneToSvg(scene);
    assert.equal(simulateScene({ ...scene, background: null }, 'deutan', new Map()).background, null);
    assert.equal(sceneToSvg(scene), before);
  });

  it('a scene simulated for a colour deficiency has its pictures changed as colours are', async () => {
    const scene = await mixedScene();
    const images = await simulateImages(listImages(scene), 'deutan');
    const [before] = listImages(scene);
    const [after] = listImages(simulateScene(scene, 'deutan', images));
    const pixelsOf = (bytes: Uint8Array) => sharp(bytes).raw().toBuffer();
    const [codes, seen] = [await pixelsOf(before!.bytes), await pixelsOf(after!.bytes)];
    assert.deepEqual([after!.width, after!.height], [before!.width, before!.height]);
    let sum = 0;
    for (let at = 0; at < codes.length; at += 3) {
      const expected = simulateDeficiency([codes[at]!, codes[at + 1]!, codes[at + 2]!], 'deutan');
      sum += expected.reduce((total, code, k) => total + Math.abs(code - seen[at + k]!), 0);
    }
    // What is no flat art comes back as a JPEG.
    assert.ok(sum / codes.length < 6, `${sum / codes.length}`);
  });

  it('a scene simulated for a colour deficiency takes a picture that is there twice once', async () => {
    const scene = await mixedScene();
    const twice: Mark[] = [...scene.marks, ...scene.marks.filter(({ kind }) => kind === 'image')];
    assert.equal(listImages({ ...scene, marks: twice }).length, 1);
  });

  it('a scene simulated for a colour deficiency is the picture of its pixels, where these are not blends', async () => {
    const scene = await mixedScene();
    const solid = { ...scene, marks: scene.marks.filter(({ kind }) => kind === 'bars' || kind === 'rect') };
    const plain = await sharp(await renderPng(solid, { dpi: 72 }))
      .raw()
      .toBuffer();
    const seen = await sharp(await renderPng(simulateScene(solid, 'tritan', new Map()), { dpi: 72 }))
      .raw()
      .toBuffer();
    for (let at = 0; at < plain.length; at += 3) {
      const expected = simulateDeficiency([plain[at]!, plain[at + 1]!, plain[at + 2]!], 'tritan');
      assert.deepEqual([...seen.subarray(at, at + 3)], [...expected]);
    }
  });
});
