import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import sharp from 'sharp';
import { serializeFingerprint } from '#core/fingerprint/index';
import { syntheticFingerprint } from '../../support/fingerprints/synthetic-fingerprint.ts';
import { runInFolder } from '../../support/processes/run-in-process.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

const folder = makeTempFolder();
writeFileSync(join(folder, 'film.json'), serializeFingerprint(syntheticFingerprint(40)));
const draw = (...args: string[]) => runInFolder(folder, ['film.json', ...args]);
const read = (name: string) => readFileSync(join(folder, name));

/** Read the size of a PDF page in millimetres. */
function pageOf(name: string): number[] {
  const box = /\/MediaBox \[([^\]]+)\]/.exec(read(name).toString('latin1'))![1]!;
  return box.split(' ').map((points) => Math.round((Number(points) * 25.4) / 72));
}

describe('Picture formats of -o', () => {
  it('-o writes every picture format by its extension', async () => {
    const names = ['a.png', 'a.jpg', 'a.jpeg', 'a.webp', 'a.avif', 'a.svg', 'a.pdf'];
    const { exitCode, stdout } = await draw(
      '--size',
      '50x30mm',
      '--dpi',
      '100',
      ...names.flatMap((name) => ['-o', name]),
    );
    assert.equal(exitCode, 0);
    assert.deepEqual(stdout.trim().split('\n'), names);
    for (const [name, format] of [
      ['a.png', 'png'],
      ['a.jpg', 'jpeg'],
      ['a.jpeg', 'jpeg'],
      ['a.webp', 'webp'],
      ['a.avif', 'heif'],
    ] as const) {
      const metadata = await sharp(read(name)).metadata();
      assert.deepEqual([metadata.format, metadata.width, metadata.height], [format, 197, 118], name);
    }
    assert.match(read('a.pdf').toString('latin1'), /^%PDF-1\.7/);
    assert.deepEqual(read('a.jpg'), read('a.jpeg'));
  });

  it('drawing twice gives the same bytes in every picture format', async () => {
    const names = ['png', 'jpg', 'webp', 'avif', 'svg', 'pdf'];
    for (const stem of ['b', 'c'])
      assert.equal(
        (await draw('--size', 'a6', '--dpi', '60', ...names.flatMap((n) => ['-o', `${stem}.${n}`]))).exitCode,
        0,
      );
    for (const name of names) assert.ok(read(`b.${name}`).equals(read(`c.${name}`)), name);
  });
});

describe('The options --title-color and --background', () => {
  for (const [color, hex] of [
    ['gold', '#ffd700'],
    ['#E8C872', '#e8c872'],
    ['hsl(30 50% 50%)', '#bf8040'],
  ] as const) {
    it(`--title-color and --background accept the CSS colour ${color}`, async () => {
      assert.equal((await draw('--title-color', color, '--background', color, '-o', 'colored.svg')).exitCode, 0);
      const svg = read('colored.svg').toString();
      assert.ok(svg.split(`fill="${hex}"`).length > 2, 'ground and title');
    });
  }

  it('--title-color auto is the default', async () => {
    assert.equal((await draw('--title-color', 'auto', '-o', 'auto.svg')).exitCode, 0);
    assert.equal((await draw('-o', 'unsaid.svg')).exitCode, 0);
    assert.deepEqual(read('auto.svg'), read('unsaid.svg'));
  });
});

describe('The option --size', () => {
  it('--size accepts paper names, portrait and landscape', async () => {
    for (const [size, page] of [
      ['a3', [0, 0, 297, 420]],
      ['A3-Landscape', [0, 0, 420, 297]],
      ['b2 landscape', [0, 0, 707, 500]],
      ['Letter', [0, 0, 216, 279]],
      ['24x36in', [0, 0, 610, 914]],
      ['24 x 36 IN', [0, 0, 610, 914]],
      ['100cmx2000mm', [0, 0, 1000, 2000]],
    ] as const) {
      assert.equal((await draw('--size', size, '-o', 'size.pdf')).exitCode, 0, size);
      assert.deepEqual(pageOf('size.pdf'), page, size);
    }
  });

  it('--size suggests the nearest paper for an unknown name', async () => {
    const { exitCode, stderr } = await draw('--size', 'leter', '-o', 'x.pdf');
    assert.equal(exitCode, 2);
    assert.match(stderr, /--size: expected WIDTHxHEIGHT .*or letter, got leter; did you mean letter\?/);
  });

  it('a --size in pixels does not depend on --dpi', async () => {
    await draw('--size', '640x480px', '--dpi', '96', '-o', 'px.png');
    const { width, height, density } = await sharp(read('px.png')).metadata();
    assert.deepEqual([width, height, density], [640, 480, 96]);
  });
});

describe('Pictures over a limit', () => {
  it('a picture that exceeds a limit is refused, with the limit, before the film is opened', async () => {
    for (const [args, message] of [
      [
        ['--size', '30000x30000px', '-o', 'x.png'],
        /30000 x 30000 pixels are more than a PNG may have here: 400 megapixels/,
      ],
      [['--size', '5mx1m'], /--size: expected WIDTHxHEIGHT/],
      [['--size', '16384x100px', '-o', 'x.webp'], /more than a WebP may have here: 16383 pixels a side/],
      [['--size', '20000x100px', '-o', 'x.avif'], /more than an AVIF may have here: 16384 pixels a side/],
      [
        ['--size', '5000x100mm', '--bleed', '50mm', '-o', 'x.pdf'],
        /more than a page of a PDF may have: 5080 mm a side/,
      ],
      [
        ['--theme', 'transparent', '-o', 'x.jpg'],
        /--theme: expected one with a ground for a JPEG, which has no transparency/,
      ],
      [['--profile', 'cmyk', '-o', 'x.png'], /--profile: expected srgb or p3, got "cmyk"/],
      [['--simulate', 'mono', '-o', 'x.png'], /--simulate: expected protan, deutan or tritan, got "mono"/],
      [['-o', 'x.tiff'], /--output: expected a file ending in \.png, .*\.pdf, .* or \.csv, got x\.tiff/],
    ] as const) {
      // The film does not exist, so the error must come before it is opened.
      const { exitCode, stderr } = await runInFolder(folder, ['nowhere.mkv', ...args]);
      assert.equal(exitCode, 2, stderr);
      assert.match(stderr, message);
      assert.equal(stderr.trim().split('\n').length, 1);
    }
    for (const name of ['x.png', 'x.webp', 'x.avif', 'x.pdf', 'x.jpg']) assert.ok(!existsSync(join(folder, name)));
  });
});

describe('The options --simulate and --profile', () => {
  it('--simulate changes the colours of every picture format', async () => {
    const size = ['--size', '40x40px', '--dpi', '72', '--title', ''];
    await draw(...size, '-o', 'plain.png', '-o', 'plain.svg');
    await draw(...size, '--simulate', 'protan', '-o', 'seen.png', '-o', 'seen.svg');
    assert.notDeepEqual(read('plain.svg'), read('seen.svg'));
    const [seen, drawn, plain] = await Promise.all(
      ['seen.png', 'seen.svg', 'plain.png'].map((name) =>
        sharp(read(name), { density: 72 }).removeAlpha().raw().toBuffer(),
      ),
    );
    assert.notDeepEqual(seen, plain);
    const differing = seen!.filter((code, i) => Math.abs(code - drawn![i]!) > 8).length;
    assert.ok(differing < 0.02 * seen!.length, `${differing} of ${seen!.length}`);
  });

  it('--profile p3 embeds a P3 profile in the file', async () => {
    await draw('--size', '40x40px', '--profile', 'p3', '-o', 'p3.png');
    const { icc } = await sharp(read('p3.png')).metadata();
    assert.match(icc!.swap16().toString('utf16le'), /P3/);
  });
});
