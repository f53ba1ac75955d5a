import assert from 'node:assert/strict';
import { test } from 'node:test';
import sharp from 'sharp';
import { layoutPoster, type Mark, type PosterOptions, RenderError, type Scene, sceneToSvg } from '#core/poster/index';
import { renderPng } from '#node/raster/index';
import { columnOf, fingerprintOf, syntheticFingerprint } from '../../support/fingerprints/synthetic-fingerprint.js';
import { LIGHT } from '../../support/pictures/fonts.js';

function draw(columns: number, options: PosterOptions = {}): Scene {
  return layoutPoster(syntheticFingerprint(columns), options, [LIGHT]);
}

/** Chunks of a PNG by their type, the first of each. */
function chunksOf(png: Buffer): Map<string, Buffer> {
  const chunks = new Map<string, Buffer>();
  for (let at = 8; at < png.length; ) {
    const length = png.readUInt32BE(at);
    const type = png.toString('latin1', at + 4, at + 8);
    if (!chunks.has(type)) chunks.set(type, png.subarray(at + 8, at + 8 + length));
    at += 12 + length;
  }
  return chunks;
}

async function rawOf(file: Buffer, options: { density?: number } = {}): Promise<Buffer> {
  return sharp(file, options).removeAlpha().raw().toBuffer();
}

test('ten inches at 300 dpi are 3000 pixels, and the file says 11811 pixels a metre', async () => {
  const png = await renderPng(draw(200), { dpi: 300 });
  const header = chunksOf(png).get('IHDR')!;
  assert.deepEqual([header.readUInt32BE(0), header.readUInt32BE(4)], [3000, 3000]);
  const physical = chunksOf(png).get('pHYs')!;
  assert.deepEqual([physical.readUInt32BE(0), physical.readUInt32BE(4), physical[8]], [11811, 11811, 1]);
});

test('the dpi written is the one asked for, else the one that prints the poster in its own size', async () => {
  const perMetre = async (options: object): Promise<number> =>
    chunksOf(await renderPng(draw(5), options))
      .get('pHYs')!
      .readUInt32BE(0);
  assert.equal(await perMetre({ widthPx: 100, dpi: 72 }), 2835);
  assert.equal(await perMetre({ widthPx: 100, dpi: 600 }), 23622);
  assert.equal(await perMetre({ widthPx: 1500 }), 5906); // 150 dpi
});

test('the missing side follows the proportion of the scene', async () => {
  const { width, height } = await sharp(await renderPng(draw(5, { layout: 'strip' }), { widthPx: 500 })).metadata();
  assert.deepEqual([width, height], [500, 50]);
});

test('the profile is sRGB', async () => {
  const { icc, space, depth } = await sharp(await renderPng(draw(5), { widthPx: 20 })).metadata();
  assert.equal(space, 'srgb');
  assert.equal(depth, 'uchar');
  assert.match(icc!.swap16().toString('utf16le'), /sRGB/);
});

test('the same scene gives the same bytes', async () => {
  const scene = draw(50, { title: 'Amélie' });
  assert.deepEqual(await renderPng(scene, { widthPx: 300 }), await renderPng(scene, { widthPx: 300 }));
});

test('every pixel of a picture without a title is exactly the colour of a column', async () => {
  const columns = Array.from({ length: 256 }, (_, i) =>
    columnOf(i, `#${((i * 2654435761) >>> 8).toString(16).padStart(6, '0')}`),
  );
  const raw = await rawOf(await renderPng(layoutPoster(fingerprintOf(columns), {}, []), { widthPx: 700 }));
  const known = new Set(columns.map((column) => column.swatches[0]!.color));
  const found = new Set<string>();
  for (let at = 0; at < raw.length; at += 3) found.add(`#${raw.subarray(at, at + 3).toString('hex')}`);
  assert.deepEqual(found, known);
});

test('a PNG is the picture that its SVG draws', async () => {
  const cases: PosterOptions[] = [
    { title: 'Nausicaä of the Valley of the Wind' },
    { title: 'Agent 327: Operation Barbershop', titleStyle: 'band', colors: 5 },
    { title: 'Sintel', layout: 'strip', colors: 3 },
  ];
  for (const options of cases) {
    const scene = draw(97, options);
    const [png, svg] = await Promise.all([
      rawOf(await renderPng(scene, { dpi: 72 })),
      rawOf(Buffer.from(sceneToSvg(scene)), { density: 72 }),
    ]);
    assert.equal(png.length, svg.length);
    let differing = 0;
    for (let i = 0; i < png.length; i++) if (Math.abs(png[i]! - svg[i]!) > 8) differing++;
    // A column's edge may fall on the next pixel, and the strip's bars begin between two.
    assert.ok(differing < png.length * 0.01, `${differing} of ${png.length} values differ`);
  }
});

test('a title lightens the bars below it and nothing else', async () => {
  const bare = await rawOf(await renderPng(draw(30), { widthPx: 400 }));
  const scene = draw(30, { title: 'Coco' });
  const titled = await rawOf(await renderPng(scene, { widthPx: 400 }));
  const path = scene.marks.find((mark) => mark.kind === 'path')!;
  let ink = 0;
  for (let i = 0; i < bare.length; i++) {
    const x = ((Math.floor(i / 3) % 400) + 0.5) * (254 / 400);
    const y = (Math.floor(i / 1200) + 0.5) * (254 / 400);
    const { box } = path;
    const isInside = x > box.x - 1 && x < box.x + box.width + 1 && y > box.y - 1 && y < box.y + box.height + 1;
    if (!isInside) assert.equal(titled[i], bare[i]);
    assert.ok(titled[i]! >= bare[i]! - 1);
    if (titled[i]! > bare[i]! + 10) ink++;
  }
  assert.ok(ink > 3000);
});

test('marks are painted in order: what comes later covers outlines, and spares what it does not touch', async () => {
  const scene = draw(30, { title: 'Coco' });
  const left: Mark = { kind: 'rect', box: { x: 0, y: 0, width: 127, height: 254 }, color: '#123456' };
  const titled = await rawOf(await renderPng(scene, { widthPx: 200 }));
  const covered = await rawOf(await renderPng({ ...scene, marks: [...scene.marks, left] }, { widthPx: 200 }));
  for (let i = 0; i < titled.length; i++) {
    const isLeft = Math.floor(i / 3) % 200 < 100;
    assert.equal(covered[i], isLeft ? [0x12, 0x34, 0x56][i % 3] : titled[i]);
  }
});

test('a picture too large is refused with the limit, before any work', async () => {
  const scene = draw(5);
  const isTooLarge = (message: RegExp) => (error: unknown) =>
    error instanceof RenderError && error.code === 'too-large' && message.test(error.message);
  await assert.rejects(renderPng(scene, { widthPx: 65_501, heightPx: 1 }), isTooLarge(/65500 pixels a side/));
  await assert.rejects(
    renderPng({ ...scene, widthMm: 5000, heightMm: 5000 }, { dpi: 300 }),
    isTooLarge(/59055 x 59055 pixels are more than a PNG may have here: 400 megapixels/),
  );
  await assert.rejects(renderPng(scene, { widthPx: 20_000, heightPx: 20_000.5 }), { name: 'OptionError' });
});

test('options that are no pixels or dpi are refused by name', async () => {
  const scene = draw(5);
  await assert.rejects(renderPng(scene, { widthPx: 0 }), {
    message: '`widthPx`: expected an integer from 1 up, got 0',
  });
  await assert.rejects(renderPng(scene, { dpi: -1 }), {
    message: '`dpi`: expected pixels per inch from 1 to 10000, got -1',
  });
  await assert.rejects(renderPng(scene, { dpi: '300' as never }), { name: 'OptionError' });
});

test('the smallest picture is one pixel, the mean of the film’s light', async () => {
  const columns = [columnOf(0, '#000000'), columnOf(1, '#ffffff')];
  const raw = await rawOf(await renderPng(layoutPoster(fingerprintOf(columns), {}, []), { widthPx: 1 }));
  assert.deepEqual([...raw], [188, 188, 188]);
});
