import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { makeFilm, type Ycbcr } from '../../support/films/make-film.ts';
import { closeBrowserAfterwards, NO_CHROMIUM } from '../../support/page/chromium.ts';
import { waitUntilKept } from '../../support/page/kept-session.ts';
import { clickWhenThere, openStudio, waitUntil, waitUntilRead } from '../../support/page/studio-page.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

// VP8, which every Chromium plays. Each frame is lighter than the one before.
const recipe = {
  encoder: 'libvpx',
  gop: 10,
  isFlat: true,
  paint: (frame: number): Ycbcr => [30 + Math.floor(frame / 2), 128, 128],
} as const;
const folder = makeTempFolder();
const bytes = readFileSync(makeFilm({ ...recipe, path: join(folder, 'film.webm'), frames: 60 }));
/** Still read when the page stops it. */
const long = readFileSync(makeFilm({ ...recipe, path: join(folder, 'long.webm'), frames: 300 }));

closeBrowserAfterwards();

/**
 * Put a film into the page's own file system, whose handles need no permission, and let the file
 * dialog answer with its handle: a dialog itself cannot be used by a test.
 */
async function offerFilm(page: Page, content: Buffer = bytes): Promise<void> {
  await page.evaluate(`(async () => {
    const folder = await navigator.storage.getDirectory();
    const handle = await folder.getFileHandle('film.webm', { create: true });
    const stream = await handle.createWritable();
    await stream.write(Uint8Array.from(atob('${content.toString('base64')}'), (one) => one.charCodeAt(0)));
    await stream.close();
    window.showOpenFilePicker = async () => [handle];
  })()`);
}
const openFilm = (page: Page) =>
  page
    .getByRole('button', { name: /Open films|Choose files/ })
    .first()
    .click();
const isPlayer = "document.querySelector('video')?.videoWidth > 0";

describe('A film that was opened by a handle', { skip: NO_CHROMIUM }, () => {
  it('is at hand after a reload: its frames are shown, and it plays', async () => {
    const { page, errors } = await openStudio();
    await offerFilm(page);
    await openFilm(page);
    await waitUntilRead(page);
    await waitUntilKept(page, 1, 'explore', 1);
    await page.reload();
    await waitUntil(page, isPlayer);
    // Frames of rows are decoded from the file.
    await page.locator('.palette-highlight').first().click();
    await page.getByRole('button', { name: 'Moments', exact: true }).click();
    await waitUntil(page, "document.querySelector('.moment-picture img')?.src.startsWith('blob:')");
    await page.getByRole('slider', { name: 'Timeline' }).press('Home');
    await page.keyboard.press(' ');
    await waitUntil(page, "document.querySelector('video').currentTime > 0.3");
    await page.keyboard.press(' ');
    assert.deepEqual(errors, []);
  });

  it('is read further after a reload without being chosen again, and once', async () => {
    const { page, errors } = await openStudio();
    await offerFilm(page, long);
    await page.evaluate(clickWhenThere('[aria-label="Stop reading"]', '[data-stage=exact]'));
    await openFilm(page);
    await page.getByText(/^Stopped at/).waitFor();
    await waitUntilKept(page, 1, 'explore', 1);
    await page.reload();
    await page.getByText(/^Stopped at/).waitFor();
    await page.getByRole('button', { name: 'Resume' }).dblclick();
    await waitUntilRead(page);
    assert.equal(await page.locator('.tab').count(), 1);
    assert.equal(await page.getByRole('alert').count(), 0);
    assert.deepEqual(errors, []);
  });

  it('is not at hand after a reload if the file is another one by then', async () => {
    const { page } = await openStudio();
    await offerFilm(page);
    await openFilm(page);
    await waitUntilRead(page);
    await waitUntilKept(page, 1, 'explore', 1);
    await offerFilm(page, bytes.subarray(0, 5000));
    await page.reload();
    await page.getByRole('slider', { name: 'Timeline' }).press(' ');
    await page.getByRole('status').filter({ hasText: 'This film is not at hand' }).waitFor();
    assert.equal(await page.locator('video').count(), 0);
  });
});
