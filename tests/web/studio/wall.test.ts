import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { type Fingerprint, serializeFingerprint } from '#core/fingerprint/index';
import { columnOf, fingerprintOf } from '../../support/fingerprints/synthetic-fingerprint.ts';
import { ROOT } from '../../support/media.ts';
import { assertAccessible, WCAG_AA } from '../../support/page/axe.ts';
import { closeBrowserAfterwards, NO_CHROMIUM, openPage, type PageOptions } from '../../support/page/chromium.ts';
import { BLANK, chooseFiles, dropFiles, openStudio, waitUntil } from '../../support/page/studio-page.ts';
import { writePng } from '../../support/pictures/write-png.ts';
import { startTestServer } from '../../support/servers/studio-server.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

const base = makeTempFolder();
const library = join(base, 'Library');
mkdirSync(library);

const COLORS = { Red: '#c01810', Green: '#207030', Blue: '#1030c0', Pale: '#e0e0d8' } as const;
const FILMS = 40;
const SECONDS = 100;

/** Seconds after which grey and the colour of a film take turns. */
const TURNS = { Red: 10, Green: 12, Blue: 50, Pale: 8 } as const;

/** A film of grey and one colour. */
function filmOf(number: number): Fingerprint {
  const names = Object.keys(COLORS) as (keyof typeof COLORS)[];
  const name = names[number % names.length]!;
  const columns = Array.from({ length: SECONDS }, (_, i) => {
    const isGrey = Math.floor(i / TURNS[name]) % 2 === 0;
    return columnOf(i + 0.5, isGrey ? '#707070' : COLORS[name]);
  });
  const fingerprint = fingerprintOf(columns);
  const title = `${name} ${String(number).padStart(2, '0')}`;
  const film = {
    ...fingerprint.film,
    id: String(number).padStart(32, '0'),
    title,
    name: `${title} (${2000 - number}).mkv`,
  };
  return { ...fingerprint, film };
}
const paths = Array.from({ length: FILMS }, (_, i) => {
  const path = join(library, `${i}.json`);
  writeFileSync(path, serializeFingerprint(filmOf(i)));
  return path;
});
const blue = join(base, 'blue.png');
writeFileSync(blue, writePng({ width: 8, height: 8, codes: new Array(64).fill([16, 48, 192]).flat() }));

const { server } = await startTestServer({ inputs: [library], studioFolder: join(ROOT, 'dist', 'web', 'studio') });
closeBrowserAfterwards();

const titles = (page: Page) => page.locator('.wall-title b').allTextContents();
const row = (page: Page, title: string) => page.locator('.wall-row', { hasText: title });

describe('The wall of a library', { skip: NO_CHROMIUM }, () => {
  async function open(options: PageOptions = {}) {
    const { origin } = new URL(server.address);
    const opened = await openPage(server.makeOpeningAddress(), `${origin}/${BLANK}`, options);
    await opened.page.getByRole('button', { name: 'All films' }).click();
    await opened.page.locator('.wall-row').first().waitFor();
    // All arrays are loaded: bars are drawn, and the page searches itself.
    await waitUntil(opened.page, IS_DRAWN);
    return opened;
  }
  const search = async (page: Page, text: string) => {
    await page.getByLabel('Search by colours').fill(text);
    await page.getByRole('button', { name: 'Search', exact: true }).click();
  };

  it('shows only the films in sight, in order, and the others after scrolling', async () => {
    const { page, errors } = await open();
    await page.getByText(`${FILMS} films`).waitFor();
    const shown = await titles(page);
    assert.ok(shown.length < FILMS, `${shown.length} rows`);
    assert.deepEqual(shown, [...shown].sort());
    assert.equal(shown[0], 'Blue 02');
    await page.evaluate("document.querySelector('.wall-scroll').scrollTo(0, 1e6)");
    await row(page, 'Red 36').waitFor();
    assert.equal(await row(page, 'Blue 02').count(), 0);
    assert.deepEqual(errors, []);
  });

  it('filters by text and sorts by year, lightness and hue', async () => {
    const { page } = await open();
    const first = async (order: string) => {
      await page.getByLabel('Sort by').selectOption(order);
      return (await titles(page))[0];
    };
    assert.equal(await first('Year'), 'Pale 39');
    assert.match((await first('Lightness'))!, /^Pale/);
    assert.match((await first('Hue'))!, /^Red/);
    await page.getByLabel('Sort by').selectOption('Title');
    await page.getByLabel('Filter by title, year or file name').fill('green 1');
    await page.getByText(`2 of ${FILMS} films`).waitFor();
    assert.deepEqual(await titles(page), ['Green 13', 'Green 17']);
    await page.getByLabel('Filter by title, year or file name').fill('nothing');
    await page.getByText('No film matches.').waitFor();
    await page.getByLabel('Filter by title, year or file name').fill('');
  });

  it('searches by colours, marks the moments, and opens the film at one', async () => {
    const { page, errors, requests } = await open();
    await search(page, '#1030c0~10');
    await page.getByRole('heading', { name: 'Films with #1030c0~10' }).waitFor();
    assert.ok((await titles(page)).every((title) => title.startsWith('Blue')));
    const mark = (await page.locator('.wall-mark').first().boundingBox())!;
    const bars = (await page.locator('.wall-strip').first().boundingBox())!;
    assert.ok(mark.height >= 5 && mark.width >= 5 && mark.y > bars.y && mark.y + mark.height <= bars.y + bars.height);
    // The page searches itself.
    assert.ok(requests.every((url) => !url.includes('/api/library/search')));
    await page
      .getByRole('button', { name: /^Blue 02 at 0:5\d, match/ })
      .first()
      .click();
    await page.getByRole('slider', { name: 'Timeline' }).waitFor();
    await waitUntil(page, "document.querySelector('.palette')?.textContent.includes('#1030c0')");
    await page.getByRole('button', { name: 'All films' }).click();
    await page.getByRole('heading', { name: 'Films with #1030c0~10' }).waitFor();
    await page.getByRole('button', { name: 'Show all' }).click();
    await page.getByText(`${FILMS} films`).waitFor();
    assert.deepEqual(errors, []);
  });

  it('names the nearest colour for a text that names no colour', async () => {
    const { page } = await open();
    await search(page, 'teals');
    const alert = page.getByRole('alert');
    await alert.waitFor();
    assert.match((await alert.textContent()) ?? '', /^Expected a colour .* did you mean "teal"\?$/);
    await search(page, 'rgb(192, 24, 16), not blue');
    await page.getByRole('heading', { name: /Films with rgb/ }).waitFor();
    assert.equal(await alert.count(), 0);
    assert.ok((await titles(page)).every((title) => title.startsWith('Red')));
  });

  it('searches by a dropped still', async () => {
    const { page } = await open();
    await dropFiles(page, [blue]);
    await page.getByRole('heading', { name: 'Films like blue.png' }).waitFor();
    assert.ok((await titles(page)).every((title) => title.startsWith('Blue')));
  });

  it('finds similar films', async () => {
    const { page } = await open();
    await page.getByRole('button', { name: 'Films similar to Green 01' }).click();
    await page.getByRole('heading', { name: 'Films similar to Green 01' }).waitFor();
    // The list begins at its top again.
    await waitUntil(page, "document.querySelector('.wall-title b').textContent === 'Green 01'");
    const shown = await titles(page);
    assert.ok(
      shown.slice(0, 9).every((title) => title.startsWith('Green')),
      `${shown}`,
    );
    // The way back is in sight on a phone that lies on its side, too.
    await page.setViewportSize({ width: 844, height: 390 });
    await page.getByRole('button', { name: 'Show all' }).click();
    await page.getByRole('heading', { name: 'All films' }).waitFor();
  });

  it('opens the film at the moment that is clicked, and lays out a map', async () => {
    const { page, errors } = await open();
    const box = (await row(page, 'Blue 02').locator('.wall-strip').boundingBox())!;
    await page.mouse.click(box.x + 0.75 * box.width, box.y + box.height / 2);
    await page
      .getByText(/^1:1[45]/)
      .first()
      .waitFor();
    await page.getByRole('button', { name: 'All films' }).click();
    await page.locator('.wall-tools').getByText('Map', { exact: true }).click();
    const cell = page.locator('.wall-map').getByRole('button', { name: 'Red 00' });
    await cell.waitFor();
    // It fills the width, without gaps: 40 films in rows of nine.
    const boxes = await Promise.all(
      (await page.locator('.wall-map li').all()).slice(0, 10).map(async (one) => (await one.boundingBox())!),
    );
    assert.equal(new Set(boxes.map(({ x }) => x)).size, 9);
    assert.equal(new Set(boxes.map(({ y }) => y)).size, 2);
    const canvas = (await page.locator('.wall-map canvas').first().boundingBox())!;
    assert.ok(canvas.height < boxes[0]!.height && canvas.width <= boxes[0]!.width);
    await cell.press('Enter');
    await page.getByRole('slider', { name: 'Timeline' }).waitFor();
    await page.getByRole('button', { name: 'All films' }).click();
    await page.locator('.wall-tools').getByText('List', { exact: true }).click();
    assert.deepEqual(errors, []);
  });

  it("passes axe's rules of WCAG 2.2 AA as a list, with results, and as a map", async () => {
    const { page } = await open();
    await assertAccessible(page, WCAG_AA, 'list');
    await search(page, 'blue');
    await page.getByRole('heading', { name: 'Films with blue' }).waitFor();
    await assertAccessible(page, WCAG_AA, 'results');
    await page.locator('.wall-tools').getByText('Map', { exact: true }).click();
    await page.locator('.wall-map li').first().waitFor();
    await assertAccessible(page, WCAG_AA, 'map');
  });

  it('is used by keyboard alone, also on a phone', async () => {
    for (const viewport of [
      { width: 1280, height: 800 },
      { width: 390, height: 844 },
    ]) {
      const { page } = await open({ viewport });
      const strip = page.getByRole('slider', { name: /^Moment of Blue 02/ });
      await strip.focus();
      for (let i = 0; i < 20; i++) await page.keyboard.press('ArrowDown');
      await waitUntil(page, "document.activeElement?.getAttribute('aria-label')?.startsWith('Moment of Pale 03')");
      await page.keyboard.press('PageDown');
      await page.keyboard.press('Enter');
      await page.getByText(/^0:10/).first().waitFor();
      const width = await page.evaluate<number>('document.documentElement.scrollWidth');
      assert.ok(width <= viewport.width, `${width} px wide`);
    }
  });
});

describe('The wall of the shelf', { skip: NO_CHROMIUM }, () => {
  it('shows and searches the films that are open, without a server', async () => {
    const { page, errors } = await openStudio();
    await chooseFiles(page, paths.slice(0, 4));
    await page.locator('.tab').nth(3).waitFor();
    await page.getByRole('button', { name: 'All films' }).click();
    await page.getByText('4 films').waitFor();
    await page.getByLabel('Search by colours').fill('#c01810');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Films with #c01810' }).waitFor();
    assert.deepEqual(await titles(page), ['Red 00']);
    await row(page, 'Red 00').locator('.wall-title').click();
    assert.equal(await page.locator('.tab').count(), 4);
    assert.deepEqual(errors, []);
  });
});

/** Whether the bars of the first row are drawn: coloured, not the ground. */
const IS_DRAWN = `(() => {
  const canvas = document.querySelector('.wall-row canvas');
  if (!canvas || canvas.width < 50) return false;
  return canvas.getContext('2d').getImageData(canvas.width >> 2, canvas.height >> 1, 1, 1).data[0] > 90;
})()`;
