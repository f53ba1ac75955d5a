import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import { serializeFingerprint } from '#core/fingerprint/index';
import { syntheticFingerprint } from '../../support/fingerprints/synthetic-fingerprint.ts';
import { ROOT } from '../../support/media.ts';
import { assertAccessible, WCAG_AA } from '../../support/page/axe.ts';
import { closeBrowserAfterwards, NO_CHROMIUM } from '../../support/page/chromium.ts';
import { chooseFiles, openStudio, waitUntil } from '../../support/page/studio-page.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

const folder = makeTempFolder();
const file = join(folder, 'imagined.json');
writeFileSync(file, serializeFingerprint(syntheticFingerprint(60)));

closeBrowserAfterwards();

describe('The page of the studio', { skip: NO_CHROMIUM }, () => {
  it("passes axe's rules of WCAG 2.2 AA in both themes, in all views", async () => {
    const { page } = await openStudio();
    await assertAccessible(page, WCAG_AA, 'empty');
    await chooseFiles(page, file);
    await page.locator('.palette-highlight').first().click();
    await assertAccessible(page, WCAG_AA, 'film');
    await page.getByText('Poster', { exact: true }).click();
    await page.locator('.poster img').waitFor();
    await assertAccessible(page, WCAG_AA, 'poster');
    const wrong = join(folder, 'wrong.json');
    writeFileSync(wrong, '{}');
    await chooseFiles(page, wrong);
    await page.getByRole('alert').waitFor();
    await assertAccessible(page, WCAG_AA, 'problem');
  });

  it("follows the system's theme until one is chosen", async () => {
    const { page } = await openStudio({ colorScheme: 'light' });
    const isShown = (theme: string) => waitUntil(page, `document.documentElement.dataset.ground === '${theme}'`);
    await isShown('light');
    await page.emulateMedia({ colorScheme: 'dark' });
    await isShown('dark');
    await page.getByRole('button', { name: 'Light theme' }).click();
    await isShown('light');
    await page.emulateMedia({ colorScheme: 'light' });
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.evaluate('new Promise((resolve) => requestAnimationFrame(resolve))');
    await isShown('light');
  });

  it('needs no horizontal scrolling at 360, 1280 and 2560 pixels', async () => {
    const { page } = await openStudio();
    const assertFits = async (what: string) => {
      for (const width of [360, 1280, 2560]) {
        await page.setViewportSize({ width, height: width === 360 ? 740 : 1000 });
        const overflow = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';
        assert.equal(await page.evaluate(overflow), 0, `${what} at ${width} pixels`);
      }
    };
    await assertFits('the empty page');
    await chooseFiles(page, file);
    await page.locator('.palette-highlight').first().click();
    await assertFits('the colours');
    await page.getByText('Poster', { exact: true }).click();
    await page.locator('.poster img').waitFor();
    await assertFits('the poster');
    // More tabs than fit in a row.
    await page.setViewportSize({ width: 360, height: 740 });
    for (let i = 0; i < 8; i++) {
      const other = join(folder, `imagined-${i}.json`);
      writeFileSync(other, serializeFingerprint(syntheticFingerprint(60, { seed: i })));
      await chooseFiles(page, other);
      await page
        .locator('.tab')
        .nth(i + 1)
        .waitFor();
    }
    await waitUntil(page, "document.querySelector('.tab.is-shown').getBoundingClientRect().right <= innerWidth");
    await assertFits('nine tabs');
    await page.getByRole('region', { name: 'Poster' }).getByText('All films').click();
    await page.getByRole('img', { name: /Panel/ }).waitFor();
    await assertFits('the panel');
  });

  it('has a title, a language, and a policy that allows only its own files', () => {
    const html = readFileSync(join(ROOT, 'dist', 'web', 'studio', 'index.html'), 'utf8');
    assert.match(html, /<html lang="en">/);
    assert.match(html, /default-src 'none'/);
    assert.doesNotMatch(html, /https?:\/\//);
  });

  it('loads less than 250 kB, compressed and without fonts, before a file is opened', async () => {
    const { page, requests, url } = await openStudio();
    await page.getByRole('heading', { name: /Drop a film/ }).waitFor();
    const loaded = requests
      .map((request) => request.slice(url.length) || 'index.html')
      .filter((name) => !/\.woff2$/.test(name));
    const bytes = loaded.reduce(
      (sum, name) => sum + gzipSync(readFileSync(join(ROOT, 'dist', 'web', 'studio', name))).length,
      0,
    );
    assert.ok(loaded.length >= 3);
    assert.ok(bytes < 250_000, `${bytes} bytes`);
  });

  it('uses only relative URLs, so that any folder of a host can serve it', () => {
    const assets = join(ROOT, 'dist', 'web', 'studio', 'assets');
    for (const name of readdirSync(assets).filter((one) => /\.(?:js|css)$/.test(one))) {
      assert.doesNotMatch(readFileSync(join(assets, name), 'utf8'), /["'`(]\/assets\//, name);
    }
  });
});
