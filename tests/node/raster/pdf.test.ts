import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import sharp from 'sharp';
import { type Box, layoutPoster, type Mark, type PosterOptions, RenderError, type Scene } from '#core/poster/index';
import { encodePng, renderPdf, renderPng } from '#node/raster/index';
import { syntheticFingerprint } from '../../support/fingerprints/synthetic-fingerprint.js';
import { LIGHT } from '../../support/pictures/fonts.js';
import { mixedScene } from '../../support/pictures/mixed-scene.js';
import { makeTempFolder } from '../../support/temp-folder.js';

const folder = makeTempFolder();
const hasPoppler = spawnSync('pdftoppm', ['-v']).status === 0;

/** Run a program of poppler-utils on a file, or skip the test where there is none. */
function runPoppler(t: TestContext, program: string, ...args: string[]): string | undefined {
  if (!hasPoppler && process.env.CI !== 'true') {
    t.skip(`${program} is not installed (poppler-utils)`);
    return undefined;
  }
  const { status, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8' });
  assert.equal(status, 0, `${program}: ${stderr}`);
  return stdout;
}

function draw(options: PosterOptions = {}, columns = 48): Scene {
  return layoutPoster(syntheticFingerprint(columns), options, [LIGHT]);
}

async function save(name: string, scene: Scene): Promise<string> {
  const path = join(folder, name);
  writeFileSync(path, await renderPdf(scene));
  return path;
}

interface Difference {
  /** Of all values, those that are further apart than 24 codes. */
  readonly share: number;
  /** Mean distance of all values, codes. */
  readonly mean: number;
}

/** How far a PDF as poppler draws it is from the PNG of the same scene. */
async function compare(t: TestContext, name: string, scene: Scene, dpi: number): Promise<Difference | undefined> {
  const path = await save(`${name}.pdf`, scene);
  const stem = join(folder, name);
  if (runPoppler(t, 'pdftoppm', '-r', String(dpi), '-png', '-singlefile', path, stem) === undefined) return undefined;
  const [drawn, own] = await Promise.all(
    [readFileSync(`${stem}.png`), await renderPng(scene, { dpi })].map((file) =>
      sharp(file).flatten({ background: '#ffffff' }).raw().toBuffer({ resolveWithObject: true }),
    ),
  );
  assert.ok(Math.abs(drawn!.info.width - own!.info.width) <= 1 && Math.abs(drawn!.info.height - own!.info.height) <= 1);
  const [width, height] = [
    Math.min(drawn!.info.width, own!.info.width),
    Math.min(drawn!.info.height, own!.info.height),
  ];
  let far = 0;
  let sum = 0;
  for (let y = 0; y < height; y++) {
    for (let i = 0; i < 3 * width; i++) {
      const distance = Math.abs(drawn!.data[3 * y * drawn!.info.width + i]! - own!.data[3 * y * own!.info.width + i]!);
      sum += distance;
      if (distance > 24) far++;
    }
  }
  return { share: far / (3 * width * height), mean: sum / (3 * width * height) };
}

describe('A PDF as poppler draws it', () => {
  const posters: Readonly<Record<string, PosterOptions>> = {
    square: { title: 'Nausicaä of the Valley of the Wind', subtitle: 'Hayao Miyazaki, 1984' },
    'five-rows': { colors: 5, titleStyle: 'band', title: 'Sintel' },
    strip: { layout: 'strip', title: 'Sintel', colors: 3 },
    downwards: { rotate: 90, colors: 2 },
    gaps: { gap: 0.4, marginMm: 20 },
    bleed: { bleedMm: 3, title: 'Coco', theme: 'light', titleStyle: 'band' },
  };
  for (const [name, options] of Object.entries(posters)) {
    it(`is its PNG, but for the edges of bars: ${name}`, async (t) => {
      const difference = await compare(t, name, draw(options), 100);
      // An edge of a bar is a blend of its neighbours there, and a whole pixel here.
      if (difference) assert.ok(difference.share < 0.04 && difference.mean < 2, JSON.stringify(difference));
    });
  }

  it('is its PNG for every kind of mark, on paper and on none', async (t) => {
    for (const background of ['#2a3040', null]) {
      const difference = await compare(t, 'mixed', { ...(await mixedScene()), background }, 150);
      if (difference) assert.ok(difference.share < 0.012 && difference.mean < 0.8, JSON.stringify(difference));
    }
  });

  it('shows no seam between bars of one colour', async (t) => {
    const columns = syntheticFingerprint(300).columns.map((column) => ({
      ...column,
      swatches: [
        { color: '#c83c28', share: 1 },
        { color: '#c83c28', share: 0 },
      ],
    }));
    const scene = layoutPoster({ ...syntheticFingerprint(300), columns }, { colors: 2, theme: 'light' }, []);
    // Cells of the same colours, but no run of them is one.
    const [bars] = scene.marks as [Mark & { kind: 'bars' }];
    const colors = bars.colors.map((color, i) => (i % 4 < 2 ? color : color - 1));
    const path = await save('seams.pdf', { ...scene, marks: [{ ...bars, colors }] });
    if (runPoppler(t, 'pdftoppm', '-r', '83', '-png', '-singlefile', path, join(folder, 'seams')) === undefined) return;
    const { data, info } = await sharp(join(folder, 'seams.png')).raw().toBuffer({ resolveWithObject: true });
    for (let y = 1; y < info.height - 1; y++) {
      for (let x = 1; x < info.width - 1; x++) {
        const pixel = data.subarray(3 * (y * info.width + x), 3 * (y * info.width + x) + 3);
        const isThat = [0xc8, 0x3c, 0x28].every((code, k) => Math.abs(code - pixel[k]!) <= 2);
        assert.ok(isThat, `${[...pixel]} at ${x}, ${y}`);
      }
    }
  });
});

describe('A PDF', () => {
  it('has the sheet as its page, and says where it is cut', async (t) => {
    const path = await save('boxes.pdf', draw({ bleedMm: 3, widthMm: 297, heightMm: 420 }));
    const text = runPoppler(t, 'pdfinfo', '-box', path);
    if (text === undefined) return;
    const points = (mm: number) => ((mm * 72) / 25.4).toFixed(2);
    const box = (name: string) => new RegExp(`^${name}:\\s+(.+)$`, 'm').exec(text)![1]!.split(/\s+/);
    for (const name of ['MediaBox', 'BleedBox'])
      assert.deepEqual(box(name), ['0.00', '0.00', points(303), points(426)]);
    assert.deepEqual(box('TrimBox'), [3, 3, 300, 423].map(points));
  });

  it('measures the trim from below, as PDF does', async (t) => {
    const trim: Box = { x: 10, y: 20, width: 100, height: 200 };
    const text = runPoppler(t, 'pdfinfo', '-box', await save('trim.pdf', { ...draw(), trim }));
    if (text === undefined) return;
    const [, ...sides] = /^TrimBox:\s+(\S+)\s+(\S+)\s+(\S+)\s+(\S+)$/m.exec(text)!;
    assert.deepEqual(
      sides,
      [10, 34, 110, 234].map((mm) => ((mm * 72) / 25.4).toFixed(2)),
    );
  });

  it('is one page that holds no font', async (t) => {
    const path = await save('fonts.pdf', draw({ title: 'Amélie', subtitle: '2001' }));
    const fonts = runPoppler(t, 'pdffonts', path);
    if (fonts === undefined) return;
    assert.deepEqual(fonts.trim().split('\n').slice(2), []);
    assert.match(runPoppler(t, 'pdfinfo', path)!, /^Pages:\s+1$/m);
  });

  it('carries title and description in any script, and no date', async (t) => {
    const title = `</title> & "Ночь" (1/2) \\ 千と千尋`;
    const description = 'A film of deep blues & amber.';
    const scene = { ...draw(), title, description };
    const path = await save('info.pdf', scene);
    const bytes = readFileSync(path).toString('latin1');
    assert.doesNotMatch(bytes, /CreationDate|CreateDate|ModDate|xpacket/);
    const text = runPoppler(t, 'pdfinfo', path);
    if (text === undefined) return;
    assert.equal(/^Title:\s+(.+)$/m.exec(text)![1], title);
    assert.equal(/^Subject:\s+(.+)$/m.exec(text)![1], description);
  });

  it('has the same bytes for the same scene', async () => {
    const scene = { ...draw({ title: 'Coco', colors: 3 }), description: 'Orange.' };
    const first = await renderPdf(scene);
    await new Promise((resolve) => setTimeout(resolve, 1100));
    assert.ok(first.equals(await renderPdf(scene)));
  });

  it('names its colours by the sRGB profile', async () => {
    const bytes = (await renderPdf(draw())).toString('latin1');
    assert.match(bytes, /\/DefaultRGB \[\/ICCBased (\d+) 0 R\]/);
    assert.match(bytes, /\/Group <<\s*\/Type \/Group\s*\/S \/Transparency\s*\/CS \[\/ICCBased/);
  });

  it('of a poster of 3,600 columns in five colours is smaller than its picture of pixels', async () => {
    const scene = draw({ colors: 5 }, 3600);
    const pdf = await renderPdf(scene);
    assert.ok(pdf.length < 300_000, `${pdf.length} bytes`);
  });

  it('larger than a page can be is refused with the limit', async () => {
    const isTooLarge = (error: unknown) =>
      error instanceof RenderError && error.code === 'too-large' && /5080 mm a side/.test(error.message);
    await assert.rejects(renderPdf({ ...draw(), widthMm: 5081 }), isTooLarge);
  });

  it('holds a JPEG as it is, and a PNG to the pixel', async (t) => {
    const codes = Buffer.from(Array.from({ length: 3 * 64 }, (_, i) => (i * 37) % 256));
    const bytes = await encodePng({ width: 8, height: 8, data: codes });
    const jpeg = await sharp(codes, { raw: { width: 8, height: 8, channels: 3 } })
      .jpeg()
      .toBuffer();
    const place = (x: number, image: { bytes: Uint8Array; type: 'image/png' | 'image/jpeg' }): Mark => ({
      kind: 'image',
      box: { x, y: 0, width: 8, height: 8 },
      image: { ...image, width: 8, height: 8 },
    });
    const marks = [place(0, { bytes, type: 'image/png' }), place(8, { bytes: jpeg, type: 'image/jpeg' })];
    const trim = { x: 0, y: 0, width: 16, height: 8 };
    const path = await save('images.pdf', { ...draw(), widthMm: 16, heightMm: 8, trim, background: null, marks });
    assert.ok(readFileSync(path).includes(jpeg));
    if (runPoppler(t, 'pdfimages', '-png', path, join(folder, 'image')) === undefined) return;
    assert.deepEqual(await sharp(join(folder, 'image-000.png')).raw().toBuffer(), codes);
  });
});
