import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { serializeFingerprint } from '#core/fingerprint/index';
import { layoutNames } from '#core/poster/index';
import { syntheticFingerprint } from '../../support/fingerprints/synthetic-fingerprint.ts';
import { closeBrowserAfterwards, NO_CHROMIUM } from '../../support/page/chromium.ts';
import {
  chooseFiles,
  exportFile,
  openDownloads,
  openGroup,
  openStudio,
  waitUntil,
} from '../../support/page/studio-page.ts';
import { skipWithoutFont } from '../../support/pictures/fonts.ts';
import { runInProcess } from '../../support/processes/run-in-process.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

const folder = makeTempFolder();
const file = join(folder, 'imagined.json');
writeFileSync(file, serializeFingerprint(syntheticFingerprint(48)));

/** Write the same output with the command line. */
async function draw(name: string, ...args: string[]): Promise<Buffer> {
  const path = join(folder, name);
  const { exitCode, stderr } = await runInProcess(...args, '-o', path);
  assert.equal(exitCode, 0, stderr);
  return readFileSync(path);
}

/** Open the fingerprint in the poster view. */
async function openMaking(): Promise<{ page: Page; errors: string[]; requests: string[] }> {
  const { page, errors, requests } = await openStudio();
  await chooseFiles(page, file);
  await page.getByText('Poster', { exact: true }).click();
  await page.locator('.poster img').waitFor();
  return { page, errors, requests };
}

/** Do something, and wait until the poster has changed. */
async function redrawn(page: Page, act: () => Promise<unknown>): Promise<void> {
  const poster = page.locator('.poster img');
  const before = await poster.getAttribute('src');
  await act();
  await waitUntil(page, `![undefined, ${JSON.stringify(before)}].includes(document.querySelector('.poster img')?.src)`);
}

closeBrowserAfterwards();

describe('The studio makes posters of one fingerprint', { skip: NO_CHROMIUM }, () => {
  // One page: opening it and drawing the poster and all previews takes two seconds of CPU time.
  let page: Page;
  let errors: string[];
  before(async () => {
    ({ page, errors } = await openMaking());
  });

  it('draws every layout to the same bytes as the command line', async () => {
    // The command line does not draw layouts for which this fingerprint lacks data either.
    const drawn = new Map<string, string>();
    for (const layout of layoutNames) {
      const path = join(folder, `${layout}.svg`);
      const { exitCode } = await runInProcess(file, '--layout', layout, '-o', path);
      if (exitCode === 0) drawn.set(layout, readFileSync(path, 'utf8'));
    }
    assert.ok(drawn.size >= 7, [...drawn.keys()].join());
    for (const [layout, expected] of drawn) {
      const radio = page.getByRole('radio', { name: layout, exact: true });
      if (await radio.isChecked()) assert.equal(layout, layoutNames[0]);
      else await redrawn(page, () => page.locator('.layout', { has: radio }).click());
      assert.equal((await exportFile(page, 'Image', 'SVG')).toString(), expected, layout);
    }
    // The next tests begin with the first layout.
    await redrawn(page, () =>
      page.locator('.layout', { has: page.getByRole('radio', { name: layoutNames[0]!, exact: true }) }).click(),
    );
    assert.deepEqual(errors, []);
  });

  it('writes data and swatch files to the same bytes as the command line', async () => {
    assert.equal((await exportFile(page, 'Data', 'JSON')).toString(), readFileSync(file, 'utf8'));
    assert.equal((await exportFile(page, 'Data', 'CSV')).toString(), (await draw('imagined.csv', file)).toString());
    for (const format of ['ase', 'aco', 'gpl', 'css', 'json']) {
      const expected = await draw(`palette.${format}`, 'palette', file);
      const found = await exportFile(page, 'Swatches', format.toUpperCase());
      assert.ok(found.equals(expected), `${format} differs`);
    }
  });

  it('writes an HTML page to the same bytes as the command line, with the chosen colours and title', async () => {
    assert.equal((await exportFile(page, 'Image', 'HTML')).toString(), (await draw('own.html', file)).toString());
    await redrawn(page, () => page.getByLabel('Title', { exact: true }).fill('The Third\nMan'));
    await redrawn(page, () => page.getByLabel('Colours per frame', { exact: true }).fill('5'));
    await redrawn(page, () => page.getByLabel('Pick colours by', { exact: true }).selectOption('area'));
    const expected = await draw('chosen.html', file, '--title', 'The Third\\nMan', '--colors', '5', '--rank', 'area');
    assert.equal((await exportFile(page, 'Image', 'HTML')).toString(), expected.toString());
  });

  it('shows a problem next to its field, and keeps the last poster', async () => {
    await openGroup(page, 'Page');
    await page.getByLabel('Width (mm)', { exact: true }).fill('6000');
    const field = page.locator('.field', { has: page.getByLabel('Width (mm)', { exact: true }) });
    await field.getByRole('alert').waitFor();
    assert.match((await field.getByRole('alert').textContent()) ?? '', /^Width must be a number from 1 to 5000 mm\.$/);
    assert.equal(await page.locator('.poster img').count(), 1);
    await page.getByLabel('Width (mm)', { exact: true }).fill('');
    await field.getByRole('alert').waitFor({ state: 'detached' });
  });

  it('explains in place of the poster what the fingerprint lacks for a layout', async () => {
    await page.locator('.layout', { has: page.getByRole('radio', { name: 'wave' }) }).click();
    const alert = page.locator('.poster').getByRole('alert');
    const lack =
      'This layout shows frames of the film, and its fingerprint was made without them. Open the film itself.';
    await alert.filter({ hasText: lack }).waitFor();
    assert.equal(await page.getByRole('alert').count(), 1);
    await openDownloads(page);
    assert.ok(await page.getByRole('button', { name: 'SVG' }).isDisabled());
    await page.getByRole('region', { name: 'Export' }).getByText(lack).waitFor();
    await page.keyboard.press('Escape');
    await page.locator('.layout', { has: page.getByRole('radio', { name: 'ring' }) }).click();
    await alert.waitFor({ state: 'detached' });
  });

  it('draws the letters of a title that fonts have, and names the script of the others', async () => {
    await redrawn(page, () => page.getByLabel('Title', { exact: true }).fill('Teza ጤዛ 🎬'));
    const note = page.locator('.poster-note');
    await note
      .filter({ hasText: /^The title is drawn without ጤ ዛ 🎬\. No available font covers Ethiopic; install / })
      .waitFor();
    const expected = await draw(
      'letters.svg',
      file,
      '--layout',
      'ring',
      '--title',
      'Teza',
      '--colors',
      '5',
      '--rank',
      'area',
    );
    assert.equal((await exportFile(page, 'Image', 'SVG')).toString(), expected.toString());
  });
});

describe('The studio makes posters', { skip: NO_CHROMIUM }, () => {
  let opened: Awaited<ReturnType<typeof openMaking>>;
  /** Return from what the last test has chosen to the defaults. */
  async function reset(): Promise<void> {
    const { page } = opened;
    await redrawn(page, () => page.getByRole('button', { name: 'Reset all' }).click());
    await page.locator('.poster[aria-busy=false] img').waitFor();
  }
  before(async () => {
    opened = await openMaking();
  });

  it('draws titles in other scripts and typefaces, and fetches fonts only when needed', async (t) => {
    const { page, errors, requests } = opened;
    const titleField = page.getByLabel('Title', { exact: true });
    const fontsSoFar = () => requests.filter((request) => request.includes('/fonts/'));
    assert.deepEqual(fontsSoFar(), []);
    for (const title of [
      'باب الحديد',
      'פוקסטרוט',
      'Ο Θίασος',
      'पथेर पांचाली',
      'ลุงบุญมี',
      '七人の侍',
      '기생충',
      '霸王別姬',
      '卧虎藏龙',
    ]) {
      const skip = await skipWithoutFont(title);
      if (skip !== false) {
        t.diagnostic(skip);
        continue;
      }
      const before = fontsSoFar().length;
      await redrawn(page, () => titleField.fill(title));
      assert.ok(fontsSoFar().length > before, title);
      const expected = await draw('script.svg', file, '--title', title);
      assert.equal((await exportFile(page, 'Image', 'SVG')).toString(), expected.toString(), title);
    }
    await redrawn(page, () => titleField.fill('M'));
    for (const font of ['condensed', 'serif', 'typewriter']) {
      await redrawn(page, () => page.getByLabel('Typeface', { exact: true }).selectOption(font));
      const expected = await draw('letters.svg', file, '--title', 'M', '--font', font);
      assert.equal((await exportFile(page, 'Image', 'SVG')).toString(), expected.toString(), font);
    }
    assert.deepEqual(errors, []);
  });

  it('draws the text of layouts without a title like the command line', async () => {
    const { page } = opened;
    await reset();
    await redrawn(page, () => page.getByLabel('Title', { exact: true }).fill(''));
    for (const layout of ['palette', 'planes']) {
      await redrawn(page, () => page.locator('.layout', { has: page.getByRole('radio', { name: layout }) }).click());
      const expected = await draw(`${layout}.svg`, file, '--layout', layout, '--title', '');
      assert.equal((await exportFile(page, 'Image', 'SVG')).toString(), expected.toString(), layout);
    }
  });

  it('draws changed options like the command line: title, colours, rank, order, size', async () => {
    const { page } = opened;
    await reset();
    await redrawn(page, () => page.getByLabel('Title', { exact: true }).fill('The Third\nMan'));
    await redrawn(page, () => page.getByLabel('Colours per frame', { exact: true }).fill('5'));
    await redrawn(page, () => page.getByLabel('Pick colours by', { exact: true }).selectOption('area'));
    await redrawn(page, () => page.getByLabel('Order', { exact: true }).selectOption('lightness'));
    await openGroup(page, 'Page');
    await redrawn(page, () => page.getByLabel('Width (mm)', { exact: true }).fill('300'));
    await redrawn(page, () => page.getByLabel('Height (mm)', { exact: true }).fill('200'));
    const options = ['--title', 'The Third\\nMan', '--colors', '5', '--rank', 'area', '--order', 'lightness'];
    const expected = await draw('options.svg', file, ...options, '--size', '300x200mm');
    assert.equal((await exportFile(page, 'Image', 'SVG')).toString(), expected.toString());
  });

  it('draws a PNG of the requested size within 2 codes of the command line on average', async () => {
    const { page } = opened;
    await reset();
    await openGroup(page, 'Page');
    await page.getByLabel('Resolution (dpi)', { exact: true }).fill('120');
    const options = ['--title', ''] as const;
    await redrawn(page, () => page.getByLabel('Title', { exact: true }).fill(''));
    const expected = sharp(await draw('imagined.png', file, ...options, '--dpi', '120'));
    const found = sharp(await exportFile(page, 'Image', 'PNG'));
    const [one, other] = [await found.metadata(), await expected.metadata()];
    assert.deepEqual([one.width, one.height, one.density], [1200, 1200, 120]);
    assert.deepEqual([other.width, other.height, other.density], [1200, 1200, 120]);
    const [a, b] = [await found.removeAlpha().raw().toBuffer(), await expected.removeAlpha().raw().toBuffer()];
    let sum = 0;
    for (let i = 0; i < a.length; i++) sum += Math.abs(a[i]! - b[i]!);
    assert.ok(sum / a.length < 2, `${sum / a.length} codes`);
  });

  it('draws the poster of the shown item among many', async () => {
    const { page, errors } = opened;
    await reset();
    const many = Array.from({ length: 6 }, (_, i) => {
      const path = join(folder, `many-${i}.json`);
      const made = syntheticFingerprint(24, { seed: i });
      writeFileSync(path, serializeFingerprint({ ...made, film: { ...made.film, title: `Film ${i}` } }));
      return path;
    });
    const shelf = page.getByRole('navigation', { name: 'Open items' });
    for (const [i, path] of many.entries()) {
      await chooseFiles(page, path);
      await page.getByRole('img', { name: `Poster of Film ${i}` }).waitFor();
    }
    await shelf.getByRole('button', { name: 'Film 0', exact: true }).click();
    await page.getByRole('img', { name: 'Poster of Film 0' }).waitFor();
    assert.equal((await exportFile(page, 'Image', 'SVG')).toString(), (await draw('many-0.svg', many[0]!)).toString());
    assert.equal(await page.getByRole('alert').count(), 0);
    assert.deepEqual(errors, []);
  });

  it('draws a panel of all films to the same bytes as `panel`, with any arrangement', async () => {
    const { page, errors } = await openStudio();
    const shelf = ['Zulu', 'The Abyss', 'Metropolis'].map((title, i) => {
      const path = join(folder, `${title} (${1990 - i}).json`);
      const made = syntheticFingerprint(24, { seed: i });
      const film = { ...made.film, title, name: `${title} (${1990 - i}).mkv` };
      writeFileSync(path, serializeFingerprint({ ...made, film }));
      return path;
    });
    for (const path of shelf) await chooseFiles(page, path);
    await page.getByText('Poster', { exact: true }).click();
    await redrawn(page, async () => {
      await page.locator('.poster img').waitFor();
      await page.getByRole('region', { name: 'Poster' }).getByText('All films').click();
    });
    const found = async () => (await exportFile(page, 'Image', 'SVG')).toString();
    assert.equal(await found(), (await draw('panel.svg', 'panel', ...shelf)).toString());

    await redrawn(page, () => page.getByLabel('Sort by', { exact: true }).selectOption('year'));
    await redrawn(page, () => page.getByLabel('Per row', { exact: true }).fill('2'));
    await redrawn(page, () => page.getByLabel('Panel title', { exact: true }).fill('Three films'));
    await redrawn(page, () => page.getByLabel('Panel width (mm)', { exact: true }).fill('250'));
    await redrawn(page, () => page.getByLabel('Gap (mm)', { exact: true }).fill('7.5'));
    await redrawn(page, () => page.getByRole('combobox', { name: 'Theme' }).selectOption('light'));
    await redrawn(page, () => page.locator('.layout', { has: page.getByRole('radio', { name: 'ring' }) }).click());
    const options = ['--sort', 'year', '--across', '2', '--title', 'Three films', '--width', '250mm', '--gap', '7.5mm'];
    const expected = await draw('panel.svg', 'panel', ...shelf, ...options, '--theme', 'light', '--layout', 'ring');
    assert.equal(await found(), expected.toString());

    // Text other than titles also equals the command line's.
    await redrawn(page, () => page.getByLabel('Panel title', { exact: true }).fill(''));
    await redrawn(page, () => page.locator('.layout', { has: page.getByRole('radio', { name: 'palette' }) }).click());
    const untitled = options.filter((option) => option !== '--title' && option !== 'Three films');
    const lettered = await draw('panel.svg', 'panel', ...shelf, ...untitled, '--theme', 'light', '--layout', 'palette');
    assert.equal(await found(), lettered.toString());

    // A problem is shown next to its field, and the last panel stays.
    await page.getByLabel('Per row', { exact: true }).fill('500');
    const field = page.locator('.field', { has: page.getByLabel('Per row', { exact: true }) });
    await field.getByRole('alert').filter({ hasText: 'Per row must be a whole number from 1 to 100.' }).waitFor();
    await page.getByLabel('Per row', { exact: true }).fill('');
    await field.getByRole('alert').waitFor({ state: 'detached' });
    // Films that lack the data of a layout are left out, and only they.
    const wave = page.locator('.layout', { has: page.getByRole('radio', { name: 'wave' }) });
    await wave.click();
    await page
      .getByRole('alert')
      .filter({ hasText: /Zulu is left out: .*The Abyss is left out: / })
      .waitFor();
    assert.deepEqual(errors, []);
  });
});
