import assert from 'node:assert/strict';
import { test } from 'node:test';
import sharp from 'sharp';
import { layoutPoster, type PosterOptions, sceneToSvg } from '#core/poster/index';
import { escapeXml } from '#core/text/index';
import { columnOf, fingerprintOf, syntheticFingerprint } from '../../support/fingerprints/synthetic-fingerprint.js';
import { LIGHT } from '../../support/pictures/fonts.js';
import { assertGolden } from '../../support/pictures/golden.js';

const NAUSICAA = 'Nausicaä of the Valley of the Wind';

const GOLDENS: Readonly<Record<string, PosterOptions>> = {
  'square-bare.svg': {},
  'square-overlay.svg': { title: NAUSICAA },
  'square-band-5.svg': { title: NAUSICAA, titleStyle: 'band', colors: 5 },
  'strip.svg': { layout: 'strip', title: NAUSICAA },
  'strip-overlay-5.svg': { layout: 'strip', title: 'Sintel', titleStyle: 'overlay', colors: 5 },
};

for (const [name, options] of Object.entries(GOLDENS)) {
  test(`the poster equals its golden: ${name}`, () => {
    assertGolden(name, sceneToSvg(layoutPoster(syntheticFingerprint(48), { rank: 'area', ...options }, [LIGHT])));
  });
}

/** Colours of the pixels of an SVG, drawn by librsvg. */
async function drawn(svg: string, width: number): Promise<Set<string>> {
  const raw = await sharp(Buffer.from(svg))
    .resize(width, width, { fit: 'fill', kernel: 'nearest' })
    .removeAlpha()
    .raw()
    .toBuffer();
  const colors = new Set<string>();
  for (let at = 0; at < raw.length; at += 3) colors.add(`#${raw.subarray(at, at + 3).toString('hex')}`);
  return colors;
}

test('text is escaped, and what XML cannot say is left out', () => {
  assert.equal(
    escapeXml(`<a href="x">Tom & Jerry's</a>`),
    '&lt;a href=&quot;x&quot;&gt;Tom &amp; Jerry&#39;s&lt;/a&gt;',
  );
  assert.equal(escapeXml('a\0b\x1bc\ud800d\ufffee😀\n'), 'abcde😀\n');
});

test('a title of markup and control characters gives a well-formed file with that title', async () => {
  const title = `</title><script>alert("1")</script> & 'x'`;
  const svg = sceneToSvg(layoutPoster(syntheticFingerprint(20), { title }, [LIGHT]));
  assert.ok(svg.includes(`<title>${escapeXml(title)}</title>`));
  assert.ok(!svg.includes('<script'));
  // librsvg refuses what is not well-formed.
  assert.equal((await sharp(Buffer.from(svg)).metadata()).format, 'svg');
});

test('without a title the file is still named, after the film', () => {
  assert.match(sceneToSvg(layoutPoster(syntheticFingerprint(3), {}, [])), /<title>Imagined<\/title>/);
});

test('the size is in millimetres, and the view is the same', () => {
  const svg = sceneToSvg(layoutPoster(syntheticFingerprint(3), { layout: 'strip' }, []));
  assert.match(svg, /^<svg [^>]*width="508mm" height="50.8mm" viewBox="0 0 508 50.8"/);
});

test('3600 columns take less than 300 kB with one colour and less than 1.5 MB with five', () => {
  const columns = Array.from({ length: 3600 }, (_, i) =>
    columnOf(
      i,
      ...[0, 1, 2, 3, 4].map((k) => `#${(((i * 5 + k + 1) * 2654435761) >>> 8).toString(16).padStart(6, '0')}`),
    ),
  );
  const size = (colors: number): number => sceneToSvg(layoutPoster(fingerprintOf(columns), { colors }, [])).length;
  assert.ok(size(1) < 300_000, `${size(1)}`);
  assert.ok(size(5) < 1_500_000, `${size(5)}`);
});

test('neighbouring columns of one colour are one path', () => {
  const colors = ['#aa0000', '#aa0000', '#aa0000', '#00bb01', '#00bb01'];
  const svg = sceneToSvg(layoutPoster(fingerprintOf(colors.map((color, i) => columnOf(i, color))), {}, []));
  assert.equal(svg.match(/<path /g)!.length, 1 + 2);
  assert.match(svg, /<path fill="#a00" d="M0 0H4V254H0z"\/>/);
  assert.match(svg, /<path fill="#00bb01" d="M3 0H5V254H3z"\/>/);
});

test('no background shows between bars, even where edges are softened', async () => {
  // All cells are light, the ground is black: a seam would be a darker pixel.
  const columns = Array.from({ length: 61 }, (_, i) =>
    columnOf(i, ...['#f0f0f0', '#f4f4f4', '#f8f8f8', '#fcfcfc'].slice(i % 3, (i % 3) + 1 + (i % 4))),
  );
  for (const colors of [1, 4]) {
    const svg = sceneToSvg(layoutPoster(fingerprintOf(columns), { colors }, []));
    for (const width of [100, 333]) {
      const soft = svg
        .replace('shape-rendering="crispEdges"', '')
        .replace(/width="\S+mm" height="\S+mm"/, `width="${width}" height="${width}"`);
      for (const color of await drawn(soft, width)) assert.ok(color >= '#efefef', color);
    }
  }
});

test('a missing column shows the background in SVG too, and nothing reaches into it', async () => {
  const columns = [columnOf(0, '#ff0000', '#00ff00'), columnOf(1), columnOf(2, '#0000ff')];
  const svg = sceneToSvg(layoutPoster(fingerprintOf(columns), { colors: 2, order: 'rank' }, []));
  const raw = await sharp(Buffer.from(svg))
    .resize(3, 2, { fit: 'fill', kernel: 'nearest' })
    .removeAlpha()
    .raw()
    .toBuffer();
  assert.equal(raw.toString('hex'), 'ff0000' + '000000' + '0000ff' + '00ff00' + '000000' + '0000ff');
});
