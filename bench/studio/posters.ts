import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { serializeFingerprint } from '#core/fingerprint/index';
import { layoutNames } from '#core/poster/index';
import { syntheticFingerprint } from '../../tests/support/fingerprints/synthetic-fingerprint.ts';
import { ROOT } from '../../tests/support/media.ts';
import { chooseFiles, openStudio, waitUntil } from '../../tests/support/page/studio-page.ts';
import { AGENT_327 } from '../support/bench-films.ts';

/** Prints a figure. */
export type Report = (what: string, got: number, unit: string, limit: string, isReached: boolean) => void;

const FOLDER = join(ROOT, 'demo', 'bench', 'studio');
const REDRAWINGS = 7;
const PANEL_FILMS = 60;
/** Layouts without a number of colours per frame. */
const FIXED: readonly string[] = ['barcode', 'contact'];

/** Measure how much is loaded before anything is opened. */
export async function benchLoad(report: Report): Promise<void> {
  const { page, requests, url } = await openStudio();
  await page.getByRole('heading', { name: /Drop a film/ }).waitFor();
  await page.waitForLoadState('networkidle');
  const names = requests.map((request) => request.slice(url.length) || 'index.html');
  const sizeOf = (name: string) => gzipSync(readFileSync(join(ROOT, 'dist', 'web', 'studio', name))).length / 1000;
  const isFont = (name: string) => /\.woff2$/.test(name);
  const sum = (list: readonly string[]) => list.reduce((total, name) => total + sizeOf(name), 0);
  const size = sum(names.filter((name) => !isFont(name)));
  report('first load, compressed, without fonts', size, 'kB', '<= 250', size <= 250);
  console.log(`  fonts: ${sum(names.filter(isFont)).toFixed(0)} kB`);
}

/** Measure redrawing every layout of 3,600 columns. */
export async function benchLayouts(report: Report): Promise<void> {
  mkdirSync(FOLDER, { recursive: true });
  const file = join(FOLDER, 'agent.json');
  if (!existsSync(file)) {
    const command = join(ROOT, 'dist', 'process', 'main.js');
    spawnSync(process.execPath, [command, AGENT_327, '--samples', '3600', '-o', file], { stdio: 'inherit' });
  }
  const { page } = await openStudio();
  await chooseFiles(page, file);
  await page.getByText('Poster', { exact: true }).click();
  await page.locator('.poster img').waitFor();
  const title = page.getByLabel('Title', { exact: true });
  const colors = page.getByRole('slider', { name: 'Colours per frame' });
  for (const layout of layoutNames) {
    const radio = page.getByRole('radio', { name: layout, exact: true });
    if (!(await radio.isChecked())) await redraw(page, () => page.locator('.layout', { has: radio }).click());
    const retitled = await medianOf(page, (i) => title.fill(`Agent ${layout} ${i}`));
    reportRedraw(report, `${layout}, another title`, retitled);
    if (FIXED.includes(layout)) continue;
    const recolored = await medianOf(page, (i) => colors.fill(String(1 + ((i + 1) % 7))));
    reportRedraw(report, `${layout}, 1 to 7 colours`, recolored);
  }
}

/** Milliseconds from a change to the picture on the screen, and to the vector file that follows. */
interface Redraw {
  readonly seen: number;
  readonly drawn: number;
}

function reportRedraw(report: Report, what: string, { seen, drawn }: Redraw): void {
  report(`3,600 columns redrawn: ${what}`, seen, 'ms', '<= 50', seen <= 50);
  console.log(`  its vector file: ${drawn.toFixed(0)} ms after the change`);
}

/** Change something and wait for the vector file of the poster, which is drawn last. */
async function redraw(page: Page, change: () => Promise<unknown>): Promise<Redraw> {
  const before = await page.locator('.poster img').getAttribute('src');
  await change();
  await waitUntil(page, `document.querySelector('.poster img')?.src !== ${JSON.stringify(before)}`);
  // Previews and controls follow; they are not measured.
  await page.waitForTimeout(600);
  const read = async (name: string) => Number(await page.locator('.poster').getAttribute(name));
  return { seen: await read('data-took-ms'), drawn: await read('data-drawn-ms') };
}

async function medianOf(page: Page, change: (i: number) => Promise<unknown>): Promise<Redraw> {
  const times: Redraw[] = [];
  for (let i = 0; i < REDRAWINGS; i++) times.push(await redraw(page, () => change(i)));
  const medianBy = (pick: (one: Redraw) => number) => times.map(pick).sort((a, b) => a - b)[REDRAWINGS >> 1]!;
  return { seen: medianBy(({ seen }) => seen), drawn: medianBy(({ drawn }) => drawn) };
}

/** Measure a panel of 60 films. */
export async function benchPanel(report: Report): Promise<void> {
  mkdirSync(FOLDER, { recursive: true });
  const files = Array.from({ length: PANEL_FILMS }, (_, i) => {
    const path = join(FOLDER, `film-${i}.json`);
    if (existsSync(path)) return path;
    const made = syntheticFingerprint(3600, { seed: i });
    mkdirSync(dirname(path), { recursive: true });
    const film = { ...made.film, id: String(i).padStart(32, '0'), title: `Film ${i}` };
    writeFileSync(path, serializeFingerprint({ ...made, film }));
    return path;
  });
  const { page } = await openStudio();
  await chooseFiles(page, files);
  await waitUntil(page, `document.querySelectorAll('.tab-name').length === ${PANEL_FILMS}`);
  await page.getByText('Poster', { exact: true }).click();
  await page.locator('.poster img').waitFor();
  // The session of 60 films is written before the panel is drawn.
  await page.waitForTimeout(15_000);
  const { busy, first } = (await page.evaluate(`new Promise((resolve) => {
    const began = performance.now();
    const out = {};
    [...document.querySelectorAll('label')].find(({ textContent }) => textContent === 'All films').click();
    const look = () => {
      const image = document.querySelector('.poster img');
      if (!image) out.busy ??= performance.now() - began;
      if (image?.alt.startsWith('Panel') && image.complete && image.naturalWidth > 0) {
        resolve({ ...out, first: performance.now() - began });
      } else requestAnimationFrame(look);
    };
    look();
  })`)) as { busy: number; first: number };
  report('panel of 60 films: the film is hidden, a busy sign', busy, 'ms', '<= 100', busy <= 100);
  report('panel of 60 films: first drawn', first / 1000, 's', '<= 1', first <= 1000);
}
