// npm run look [-- FILM...]: contact sheets of film frames with their colours by both ranks, in look/.
// Top: the film's palette of 16, 8 and 5 colours, by share. Under each frame: the palette by share; five colours by
// area; five by presence, the first of them wider; under labelled frames the colours that a viewer named.
// Labelled frames have their own sheet, without a palette of a film.
import { mkdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, install, ROOT } from './prepare.mjs';

install();
await build();
const { default: sharp } = await import('sharp');
const load = (...path) => import(pathToFileURL(join(ROOT, ...path)).href);
const { extractPalette, measurePresence, rankByArea, rankByPresence } = await load(
  'dist',
  'core',
  'cluster',
  'index.js',
);
const { filmPalette } = await load('dist', 'core', 'fingerprint', 'index.js');
const { formatHex, labToLinearSrgb, linearToSrgb8 } = await load('dist', 'core', 'color', 'index.js');
const { readNamedFrames } = await load('build', 'bench', 'support', 'named-frames.js');
const { readFilmFrames, readFrames } = await load('build', 'bench', 'support', 'film-frames.js');

const FRAMES_A_FILM = 24;
const ACROSS = 6;
const CELL = { width: 240, frame: 136, bar: 22, gap: 8 };
const COLORS = 5;
const FILM_COLORS = [16, 8, 5];
/** Name of the sheet of labelled frames. They come from several films. */
const LABELLED = 'labelled';

const films = process.argv.slice(2);
const frames =
  films.length > 0
    ? (await Promise.all(films.map((film) => readFrames(basename(film), film, FRAMES_A_FILM)))).flat()
    : [...(await readFilmFrames(FRAMES_A_FILM)), ...(await readLabelled())];
if (frames.length === 0) {
  console.log('look: no film found; name some: npm run look -- FILM...');
}
const folder = join(ROOT, 'look');
mkdirSync(folder, { recursive: true });
for (const name of new Set(frames.map((frame) => frame.name))) {
  const path = join(folder, `${basename(name)}.png`);
  await drawSheet(
    frames.filter((frame) => frame.name === name),
    path,
  );
  console.log(path);
}

/** Frames whose colours a viewer named, as one sheet. */
async function readLabelled() {
  const labelled = await readNamedFrames();
  return labelled.map(({ picture: { width, height }, pixels, named }) => {
    const colors = named.map(({ lab }) => formatHex(...labToLinearSrgb(...lab).map(linearToSrgb8)));
    return { name: LABELLED, width, height, pixels, colors };
  });
}

async function drawSheet(some, path) {
  const height = CELL.frame + 4 * CELL.bar + CELL.gap;
  const isFilm = some[0].name !== LABELLED;
  const top = CELL.gap + (isFilm ? FILM_COLORS.length * CELL.bar + CELL.gap : 0);
  const width = CELL.gap + ACROSS * (CELL.width + CELL.gap);
  const palettes = some.map((frame) => {
    const { pixels, across } = thin(frame);
    return extractPalette(pixels, {}, across);
  });
  const head = isFilm
    ? [{ input: drawFilmPalette(palettes, width - 2 * CELL.gap), left: CELL.gap, top: CELL.gap }]
    : [];
  const layers = await Promise.all(
    some.map(async (frame, i) => ({
      input: await drawCell(frame, palettes[i]),
      left: CELL.gap + (i % ACROSS) * (CELL.width + CELL.gap),
      top: top + Math.floor(i / ACROSS) * (height + CELL.gap),
    })),
  );
  await sharp({
    create: {
      width,
      height: top + Math.ceil(some.length / ACROSS) * (height + CELL.gap),
      channels: 3,
      background: '#777777',
    },
  })
    .composite([...head, ...layers])
    .png()
    .toFile(path);
}

/** Colours of a palette as hex codes with their shares. */
function toSwatches({ colors, shares }) {
  return Array.from(shares, (share, i) => ({ color: formatHex(...colors.subarray(3 * i, 3 * i + 3)), share }));
}

function drawFilmPalette(palettes, width) {
  const columns = palettes.map((palette) => ({ swatches: toSwatches(palette) }));
  const bars = FILM_COLORS.map((count, row) => {
    const swatches = filmPalette({ columns }, count);
    return drawBar(
      swatches.map(({ color, share }) => ({ color, part: share })),
      width,
      row * CELL.bar,
    );
  });
  const size = `width="${width}" height="${FILM_COLORS.length * CELL.bar}"`;
  return Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" ${size}>${bars.join('')}</svg>`);
}

async function drawCell({ width, height, pixels, colors = [] }, palette) {
  const swatches = toSwatches(palette);
  const bars = [
    swatches.map(({ color, share }) => ({ color, part: share })),
    rankByArea(palette)
      .slice(0, COLORS)
      .map((i) => ({ color: swatches[i].color, part: 1 })),
    rankByPresence(measurePresence(palette))
      .slice(0, COLORS)
      .map((i, rank) => ({ color: swatches[i].color, part: rank === 0 ? 2 : 1 })),
    colors.map((color) => ({ color, part: 1 })),
  ];
  const svg = bars.map((bar, row) => drawBar(bar, CELL.width, CELL.frame + row * CELL.bar)).join('');
  const picture = await sharp(pixels, { raw: { width, height, channels: 3 } })
    .resize(CELL.width, CELL.frame, { fit: 'contain', background: '#777777' })
    .png()
    .toBuffer();
  const size = `width="${CELL.width}" height="${CELL.frame + 4 * CELL.bar}"`;
  return sharp(Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" ${size}>${svg}</svg>`))
    .composite([{ input: picture, left: 0, top: 0 }])
    .png()
    .toBuffer();
}

function drawBar(bar, barWidth, y) {
  const total = bar.reduce((sum, { part }) => sum + part, 0);
  let x = 0;
  return bar
    .map(({ color, part }) => {
      const width = (barWidth * part) / total;
      const rect = `<rect x="${x}" y="${y}" width="${width}" height="${CELL.bar - 2}" fill="${color}"/>`;
      x += width;
      return rect;
    })
    .join('');
}

/** Every ninth pixel: about as many as a film's frame is sampled at. */
function thin({ pixels, width, height }) {
  const across = Math.floor(width / 3);
  const few = new Uint8Array(3 * across * Math.floor(height / 3));
  for (let i = 0; i < few.length / 3; i++) {
    const from = 3 * (3 * Math.floor(i / across) * width + 3 * (i % across));
    few.set(pixels.subarray(from, from + 3), 3 * i);
  }
  return { pixels: few, across };
}
