import { describe, it } from 'node:test';
import { layoutPoster, type PosterOptions, simulateScene } from '#core/poster/index';
import { type RasterOptions, renderPng } from '#node/raster/index';
import { syntheticFingerprint } from '../../support/fingerprints/synthetic-fingerprint.js';
import { LIGHT } from '../../support/pictures/fonts.js';
import { assertGoldenPng } from '../../support/pictures/golden-png.js';
import { mixedScene } from '../../support/pictures/mixed-scene.js';

const POSTERS: Readonly<Record<string, PosterOptions & RasterOptions>> = {
  'square-overlay.png': { title: 'Nausicaä of the Valley of the Wind', subtitle: 'Hayao Miyazaki, 1984', widthPx: 240 },
  'square-five-band.png': { title: 'Sintel', titleStyle: 'band', colors: 5, widthPx: 240 },
  'strip-gaps.png': { layout: 'strip', title: 'Sintel', gap: 0.3, theme: 'light', marginMm: 6, widthPx: 400 },
  'square-transparent.png': {
    titleStyle: 'band',
    title: 'Coco',
    theme: 'transparent',
    rotate: 90,
    widthPx: 160,
  },
};

describe('A picture of pixels looks as it did', () => {
  for (const [name, { widthPx, ...options }] of Object.entries(POSTERS)) {
    it(name, async () => {
      const scene = layoutPoster(syntheticFingerprint(60), options, [LIGHT]);
      await assertGoldenPng(name, await renderPng(scene, { widthPx: widthPx! }));
    });
  }

  it('mixed.png', async () => assertGoldenPng('mixed.png', await renderPng(await mixedScene(), { widthPx: 300 })));

  it('mixed-deutan.png', async () => {
    const seen = simulateScene(await mixedScene(), 'deutan', new Map());
    await assertGoldenPng('mixed-deutan.png', await renderPng(seen, { widthPx: 300 }));
  });
});
