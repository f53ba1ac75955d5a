import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { fingerprintToPage } from '#core/export/index';
import type { Fingerprint } from '#core/fingerprint/index';
import { syntheticFingerprint } from '../../support/fingerprints/synthetic-fingerprint.ts';
import { assertAccessible } from '../../support/page/axe.ts';
import { closeBrowserAfterwards, NO_CHROMIUM, openPage, type PageOptions } from '../../support/page/chromium.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

const OPTIONS = { colors: 2, rank: 'area', order: 'rank', swatch: 'centroid' } as const;
const HOSTILE = `</title><script>window.isHacked = 1</script><img src="https://example.org/x" onerror="window.isHacked = 1">`;
const COLUMNS = 200;

const folder = makeTempFolder();

async function withThumbnails(fingerprint: Fingerprint): Promise<Fingerprint> {
  const jpegs = await Promise.all(
    [10, 60, 110, 160].map(async (column) => {
      const create = { width: 160, height: 90, channels: 3 as const, background: { r: column, g: 90, b: 120 } };
      return { column, jpeg: (await sharp({ create }).jpeg().toBuffer()).toString('base64') };
    }),
  );
  return { ...fingerprint, pictures: { thumbnails: jpegs, squeezed: '' } };
}

interface Opened {
  readonly page: Page;
  readonly errors: string[];
  /** Get the URLs that the page requested so far, except its own. */
  readonly requests: () => string[];
}

/** Write a page and open it from disk. */
async function openExported(fingerprint: Fingerprint, options: PageOptions = {}): Promise<Opened> {
  const path = join(folder, 'page.html');
  writeFileSync(path, fingerprintToPage(fingerprint, OPTIONS));
  const url = pathToFileURL(path).href;
  const { page, context, errors, ...log } = await openPage(url, null, options);
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const requests = () => log.requests.filter((request) => request !== url && !log.refused.includes(request));
  return { page, errors, requests };
}

const strip = (page: Page) => page.locator('#strip');
const textOf = (page: Page, id: string) => page.locator(`#${id}`).innerText();
const placeOf = async (page: Page) => Number(await strip(page).getAttribute('aria-valuenow'));
const clipboardOf = (page: Page) => page.evaluate('navigator.clipboard.readText()');

closeBrowserAfterwards();

describe('A page in Chromium', { skip: NO_CHROMIUM }, () => {
  let film: Fingerprint;
  before(async () => {
    film = await withThumbnails(syntheticFingerprint(COLUMNS));
  });

  it('a page in Chromium opens from disk without an error, and no request leaves it', async () => {
    const { page, requests, errors } = await openExported(film);
    assert.equal(await textOf(page, 'place'), 'Moment 101 of 200');
    await page.locator('#solid').scrollIntoViewIfNeeded();
    await page.waitForTimeout(300);
    assert.deepEqual(errors, []);
    assert.deepEqual(requests(), []);
  });

  it('a page in Chromium refuses injected scripts', async () => {
    const { page, requests } = await openExported(film);
    await page.evaluate(`
      const script = document.createElement('script');
      script.textContent = 'window.isHacked = 1';
      document.body.append(script, Object.assign(new Image(), { src: 'https://example.org/x' }));
      fetch('https://example.org/y').catch(() => {});
    `);
    await page.waitForTimeout(200);
    assert.equal(await page.evaluate('window.isHacked'), undefined);
    assert.deepEqual(requests(), []);
  });

  it('a page in Chromium draws each column in the colours of its bar, from the top', async () => {
    const { page } = await openExported(film);
    const pixels = (await page.evaluate(`
      (() => {
        const canvas = document.getElementById('bars');
        const context = canvas.getContext('2d');
        return [0.25, 0.75].map((share) => [...context.getImageData(0, Math.round(share * canvas.height), canvas.width, 1).data]);
      })()
    `)) as number[][];
    const width = pixels[0]!.length / 4;
    for (const column of [0, 57, 199]) {
      for (const [row, data] of pixels.entries()) {
        const at = 4 * Math.floor(((column + 0.5) * width) / COLUMNS);
        const hex = `#${Buffer.from(data.slice(at, at + 3)).toString('hex')}`;
        assert.equal(hex, film.columns[column]!.swatches[row]!.color, `column ${column}, row ${row}`);
      }
    }
  });

  it('a page in Chromium follows the pointer along the bars with time, frame and colours', async () => {
    const { page } = await openExported(film);
    const { x, y, width } = (await page.locator('#bars').boundingBox())!;
    await page.mouse.move(x + (width * 70.5) / COLUMNS, y + 20);
    assert.equal(await textOf(page, 'place'), 'Moment 71 of 200');
    assert.equal(await textOf(page, 'time'), '1:10.5');
    assert.equal(await textOf(page, 'taken'), 'Frame at 1:00.5');
    const shown = await page.locator('#swatches button:visible b').allInnerTexts();
    assert.deepEqual(
      shown,
      film.columns[70]!.swatches.map(({ color }) => color),
    );
  });

  it('a page in Chromium is moved by arrow keys, Page Up and Down, Home and End, and says where it is', async () => {
    const { page } = await openExported(film);
    await page.keyboard.press('Tab');
    assert.equal(await page.evaluate('document.activeElement.id'), 'strip');
    for (const [key, place] of [
      ['Home', 1],
      ['ArrowLeft', 1],
      ['ArrowRight', 2],
      ['PageUp', 12],
      ['ArrowLeft', 11],
      ['PageDown', 1],
      ['End', 200],
      ['ArrowRight', 200],
    ] as const) {
      await page.keyboard.press(key);
      assert.equal(await placeOf(page), place, key);
    }
    const [first, second, third] = film.columns[199]!.swatches;
    const named = [first, second, third].map((one) => `${one!.color} ${(100 * one!.share).toFixed(1)} %`);
    assert.equal(await strip(page).getAttribute('aria-valuetext'), `3:19.5, ${named.join(', ')} and 2 more`);
    // What moves is told by the slider itself; the region that is read out of turn keeps still.
    assert.equal(await textOf(page, 'notice'), '');
  });

  it('a page in Chromium copies the colour under the pointer on a click, of a swatch on Enter, and says so', async () => {
    const { page } = await openExported(film);
    const { x, y, width, height } = (await page.locator('#bars').boundingBox())!;
    await page.mouse.click(x + (width * 30.5) / COLUMNS, y + 0.75 * height);
    const second = film.columns[30]!.swatches[1]!.color;
    await page.locator('#notice.is-shown').waitFor();
    assert.equal(await textOf(page, 'notice'), `${second} copied`);
    assert.equal(await clipboardOf(page), second);
    await page.keyboard.press('Enter');
    await page.getByText(`${film.columns[30]!.swatches[0]!.color} copied`).waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByText(`${second} copied`).waitFor();
    assert.equal(await clipboardOf(page), second);
  });

  it('a page in Chromium copies where the clipboard is kept from it', async () => {
    const { page } = await openExported(film);
    await page.evaluate('navigator.clipboard.writeText = () => Promise.reject(new Error())');
    await strip(page).focus();
    await page.keyboard.press('Enter');
    await page.locator('#notice.is-shown').waitFor();
    assert.equal(await clipboardOf(page), film.columns[100]!.swatches[0]!.color);
    assert.equal(await page.evaluate('document.activeElement.id'), 'strip');
  });

  it('a page in Chromium turns the solid by arrow keys and by dragging, and by itself only where motion is welcome', async () => {
    const { page } = await openExported(film, { reducedMotion: 'reduce' });
    const solid = page.locator('#solid');
    await solid.scrollIntoViewIfNeeded();
    const told = async () => `${await solid.getAttribute('aria-valuetext')}`;
    assert.equal(await told(), 'turned 326 degrees, seen from 17 degrees above');
    await solid.focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowUp');
    assert.equal(await told(), 'turned 331 degrees, seen from 23 degrees above');
    const { x, y, width, height } = (await solid.boundingBox())!;
    await page.mouse.move(x + width / 2, y + height / 2);
    await page.mouse.down();
    await page.mouse.move(x + width / 2 + 75, y + height / 2, { steps: 5 });
    await page.mouse.up();
    assert.equal(await told(), 'turned 0 degrees, seen from 23 degrees above');

    const moving = await openExported(film, { reducedMotion: 'no-preference' });
    const other = moving.page.locator('#solid');
    await other.scrollIntoViewIfNeeded();
    await moving.page.getByRole('button', { name: 'Stop turning' }).click();
    await moving.page.getByRole('button', { name: 'Let it turn' }).waitFor();
  });

  it('a page in Chromium shows a hostile title as text', async () => {
    const hostile = { ...film, film: { ...film.film, title: HOSTILE, name: HOSTILE } };
    const { page, requests } = await openExported(hostile);
    assert.equal(await page.locator('h1').innerText(), HOSTILE);
    assert.equal(await page.title(), HOSTILE);
    assert.equal(await page.evaluate('window.isHacked'), undefined);
    assert.deepEqual(requests(), []);
  });

  for (const width of [360, 1280, 2560]) {
    it(`a page in Chromium fits a window ${width} pixels wide, with a title of one long word too`, async () => {
      const long = { ...film, film: { ...film.film, title: 'Donaudampfschiff'.repeat(12) } };
      for (const fingerprint of [film, long]) {
        const { page } = await openExported(fingerprint, { viewport: { width, height: 800 } });
        assert.equal(await page.evaluate('document.documentElement.scrollWidth'), width);
      }
    });
  }

  it('a page in Chromium passes axe-core, dark and light', async () => {
    const { page } = await openExported(film);
    await assertAccessible(page, null);
  });

  it('a page in Chromium works with one column, and with missing columns', async () => {
    const [one] = film.columns;
    for (const columns of [[one!], [{ time: 0.5, frameTime: null, swatches: [] }]]) {
      const { page, errors } = await openExported({ ...syntheticFingerprint(1), columns });
      await strip(page).focus();
      await page.keyboard.press('ArrowRight');
      await page.keyboard.press('Enter');
      assert.equal(await placeOf(page), 1);
      assert.deepEqual(errors, []);
    }
    const nothing = { ...syntheticFingerprint(1), columns: [{ time: 0.5, frameTime: null, swatches: [] }] };
    const { page } = await openExported(nothing);
    assert.match(`${await strip(page).getAttribute('aria-valuetext')}`, /no picture, this frame could not be decoded/);
  });
});
