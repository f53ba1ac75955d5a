import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import Color from 'colorjs.io';
import sharp from 'sharp';
import { layoutPoster, type PosterOptions, RenderError, type Scene } from '#core/poster/index';
import { type RasterFormat, type RasterOptions, renderPixels, renderPng } from '#node/raster/index';
import { columnOf, fingerprintOf, syntheticFingerprint } from '../../support/fingerprints/synthetic-fingerprint.js';
import { LIGHT } from '../../support/pictures/fonts.js';

function draw(options: PosterOptions = {}): Scene {
  return layoutPoster(syntheticFingerprint(97), { title: 'Coco', ...options }, [LIGHT]);
}

const FORMATS = ['png', 'jpg', 'jpeg', 'webp', 'avif'] as const;
/** Codes as they are in the file, whatever they mean. */
const rawOf = (file: Buffer) => sharp(file, { ignoreIcc: true }).raw().toBuffer({ resolveWithObject: true });

describe('Every format of pixels', () => {
  it('shows what the PNG shows', async () => {
    const scene = draw({ colors: 3 });
    const png = await sharp(await renderPng(scene, { widthPx: 400 }))
      .raw()
      .toBuffer();
    // Largest and mean distance of codes; WebP keeps every one.
    const tolerances: Partial<Record<RasterFormat, [number, number]>> = { jpg: [24, 1], avif: [40, 2] };
    for (const format of FORMATS) {
      const file = await renderPixels(scene, format, { widthPx: 400 });
      const pixels = await sharp(file).raw().toBuffer();
      assert.equal(pixels.length, png.length);
      const distances = pixels.map((code, i) => Math.abs(code - png[i]!));
      const [most, mean] = tolerances[format === 'jpeg' ? 'jpg' : format] ?? [0, 0];
      const sum = distances.reduce((total, distance) => total + distance, 0);
      const found = [distances.reduce((a, b) => Math.max(a, b)), sum / distances.length] as const;
      assert.ok(found[0] <= most && found[1] <= mean, `${format}: ${found}`);
    }
  });

  it('carries its profile, and chroma in full where it may be halved', async () => {
    for (const format of FORMATS) {
      for (const [profile, name] of [
        ['srgb', /sRGB/],
        ['p3', /P3/],
      ] as const) {
        const { icc, chromaSubsampling } = await sharp(
          await renderPixels(draw(), format, { widthPx: 60, profile }),
        ).metadata();
        assert.match(icc!.swap16().toString('utf16le'), name, `${format} ${profile}`);
        if (format.startsWith('jp')) assert.equal(chromaSubsampling, '4:4:4');
      }
    }
  });

  it('says how large it is printed', async () => {
    for (const format of FORMATS) {
      const { density, exif } = await sharp(await renderPixels(draw(), format, { widthPx: 60, dpi: 150 })).metadata();
      if (format === 'webp' || format === 'avif') assert.equal(readExifDensity(exif!), 150, format);
      else assert.equal(density, 150, format);
    }
  });

  it('has alpha where the ground is transparent, but JPEG, which refuses', async () => {
    const scene = draw({ theme: 'transparent', titleStyle: 'band' });
    for (const format of ['png', 'webp', 'avif'] as const) {
      const { data, info } = await sharp(await renderPixels(scene, format, { widthPx: 100 }))
        .raw()
        .toBuffer({ resolveWithObject: true });
      assert.equal(info.channels, 4);
      assert.equal(data[3], 255, 'bars are opaque');
      assert.equal(data.at(-1), 0, 'the band is not');
    }
    await assert.rejects(renderPixels(scene, 'jpg', { widthPx: 100 }), {
      name: 'OptionError',
      message: '`theme`: expected one with a ground for a JPEG, which has no transparency, got transparent',
    });
  });

  it('refuses what it cannot hold, with its limit', async () => {
    const limits: readonly [RasterFormat, RasterOptions, RegExp][] = [
      ['jpg', { widthPx: 65_501, heightPx: 1 }, /65501 x 1 pixels are more than a JPEG may have here: 65500 pixels/],
      ['webp', { widthPx: 16_384, heightPx: 1 }, /more than a WebP may have here: 16383 pixels a side/],
      ['avif', { widthPx: 1, heightPx: 16_385 }, /more than an AVIF may have here: 16384 pixels a side/],
      ['webp', { widthPx: 10_001, heightPx: 10_000 }, /more than a WebP may have here: 100 megapixels/],
      ['avif', { widthPx: 10_001, heightPx: 10_000 }, /more than an AVIF may have here: 100 megapixels/],
    ];
    for (const [format, options, message] of limits) {
      await assert.rejects(renderPixels(draw(), format, options), (error: unknown) => {
        return error instanceof RenderError && error.code === 'too-large' && message.test(error.message);
      });
    }
  });

  it('holds as much as its limit says', async () => {
    const scene = layoutPoster(syntheticFingerprint(9), {}, []);
    for (const [format, widthPx] of [
      ['png', 65_500],
      ['jpg', 65_500],
      ['webp', 16_383],
      ['avif', 16_384],
    ] as const) {
      const { width } = await sharp(await renderPixels(scene, format, { widthPx, heightPx: 8 }), {
        limitInputPixels: false,
      }).metadata();
      assert.equal(width, widthPx);
    }
  });

  it('draws letters wider than one layer can be', async () => {
    const scene = draw({ layout: 'strip', titleStyle: 'overlay', title: 'I'.repeat(40) });
    const bare = { ...scene, marks: scene.marks.slice(0, 1) };
    const size = { widthPx: 40_000, heightPx: 40 };
    const [with_, without] = await Promise.all(
      [scene, bare].map(async (s) =>
        sharp(await renderPng(s, size), { limitInputPixels: false })
          .raw()
          .toBuffer(),
      ),
    );
    const inked = Array.from(
      { length: 40_000 },
      (_, x) => with_![3 * (20 * 40_000 + x)] !== without![3 * (20 * 40_000 + x)],
    );
    const [first, last] = [inked.indexOf(true), inked.lastIndexOf(true)];
    assert.ok(first > 0 && last - first > 16_384, `ink from ${first} to ${last}`);
    // Right and left of where layers meet alike: letters are evenly spaced.
    const inkOf = (from: number) => inked.slice(from, from + 8000).filter(Boolean).length;
    assert.ok(Math.abs(inkOf(first) - inkOf(first + 12_000)) < 0.1 * inkOf(first));
  });
});

describe('A profile', () => {
  it('changes the codes and not the colours', async () => {
    const colors = ['#ff0000', '#00c000', '#1030d0', '#804020', '#777777', '#ffffff'];
    const scene = layoutPoster(fingerprintOf(colors.map((color, i) => columnOf(i, color))), {}, []);
    const { data } = await rawOf(await renderPng(scene, { widthPx: 6, heightPx: 1, profile: 'p3' }));
    for (const [i, color] of colors.entries()) {
      const expected = new Color(color).to('p3').coords.map((coord) => Math.round(255 * coord!));
      const found = [...data.subarray(3 * i, 3 * i + 3)];
      assert.ok(
        expected.every((code, k) => Math.abs(code - found[k]!) <= 1),
        `${color}: ${found}, not ${expected}`,
      );
    }
  });

  it('leaves what is transparent transparent', async () => {
    const scene = draw({ theme: 'transparent', titleStyle: 'band' });
    const alphaOf = async (profile: 'srgb' | 'p3') =>
      sharp(await renderPng(scene, { widthPx: 100, profile }))
        .extractChannel(3)
        .raw()
        .toBuffer();
    assert.deepEqual(await alphaOf('p3'), await alphaOf('srgb'));
  });
});

/** XResolution of an Exif block (CIPA DC-008, 4.6.4), where its unit is the inch. */
function readExifDensity(exif: Buffer): number {
  const at = exif.indexOf('II*\0', 0, 'latin1');
  const tiff = exif.subarray(at);
  const entries = tiff.readUInt16LE(tiff.readUInt32LE(4));
  for (let i = 0; i < entries; i++) {
    const entry = tiff.readUInt32LE(4) + 2 + 12 * i;
    if (tiff.readUInt16LE(entry) !== 0x011a) continue;
    const value = tiff.readUInt32LE(entry + 8);
    return tiff.readUInt32LE(value) / tiff.readUInt32LE(value + 4);
  }
  throw new Error('no XResolution');
}
