import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { serializeFingerprint } from '#core/fingerprint/index';
import { makeFilm } from '../../../support/films/make-film.ts';
import { fingerprintOf } from '../../../support/fingerprints/synthetic-fingerprint.ts';
import { closeBrowserAfterwards, NO_CHROMIUM } from '../../../support/page/chromium.ts';
import { chooseFiles, openStudio, waitUntil, waitUntilRead } from '../../../support/page/studio-page.ts';
import { makeTempFolder } from '../../../support/temp-folder.ts';

const folder = makeTempFolder();
/** Grey, with red at three stretches: of 20, 70 and 40 percent of the picture. */
const reds = [
  [30, 0.2],
  [150, 0.7],
  [300, 0.4],
] as const;
const fingerprint = fingerprintOf(
  Array.from({ length: 400 }, (_, i) => {
    const share = reds.find(([from]) => i >= from && i < from + 4)?.[1];
    const grey = { color: '#808080', share: 1 - (share ?? 0) };
    const swatches = share === undefined ? [grey] : [grey, { color: '#c81010', share }];
    return { time: i + 0.5, frameTime: i + 0.5, swatches };
  }),
);
const file = join(folder, 'reds.json');
writeFileSync(file, serializeFingerprint(fingerprint));
// Red and then blue, 2 s each, in a container that the browser does not play.
const stream = makeFilm({
  path: join(folder, 'stream.ts'),
  frames: 100,
  isFlat: true,
  paint: (frame) => (frame < 50 ? [81, 90, 240] : [41, 240, 110]),
});

closeBrowserAfterwards();

describe('Asking the studio for a colour', { skip: NO_CHROMIUM }, () => {
  let page: Page;
  let errors: string[];
  before(async () => {
    ({ page, errors } = await openStudio());
    await chooseFiles(page, file);
  });
  const strip = () => page.getByRole('slider', { name: 'Timeline' });
  const field = () => page.getByRole('combobox', { name: 'Find a colour' });
  const moments = () => page.locator('.moment > span:last-child').allTextContents();

  it('finds the moment with the most red in two steps: a word and Enter', async () => {
    await page.keyboard.press('/');
    await page.keyboard.type('red');
    await page.keyboard.press('Enter');
    await page.locator('.moment').first().waitFor();
    assert.deepEqual(await moments(), ['2:30.5, 70 %', '5:00.5, 40 %', '0:30.5, 20 %']);
    await page.locator('.moment').first().click();
    assert.equal(await strip().getAttribute('aria-valuenow'), '150');
    await page.getByText('By time').click();
    assert.deepEqual(await moments(), ['0:30.5, 20 %', '2:30.5, 70 %', '5:00.5, 40 %']);
    assert.equal(await page.locator('.highlight-tolerance output').textContent(), '6');
  });

  it('takes hex codes, colours as CSS writes them, and says what is no colour', async () => {
    for (const [text, picked] of [
      ['c81010', '#c81010'],
      ['rgb(200 16 16)', '#c81010'],
      ['Dark  Olive', 'dark olive'],
    ] as const) {
      await field().fill(text);
      await field().press('Enter');
      await page.locator('.highlight-facts b', { hasText: picked }).waitFor();
    }
    await field().fill('seal');
    await field().press('Enter');
    await page.getByText('“seal” is not a colour. Did you mean teal?').waitFor();
    for (const text of ['transparent', 'inherit', 'url(x)', '']) {
      await field().fill(text);
      await field().press('Enter');
      await waitUntil(page, "document.querySelector('#color-problem') !== null");
    }
    await field().press('Escape');
    assert.equal(await page.locator('.moment-row').count(), 0);
  });

  it('picks a colour from the strip and, by pointer and keyboard, from the frame', async () => {
    await strip().press('Home');
    await strip().press('i');
    await page.getByRole('application').waitFor();
    const box = (await strip().boundingBox())!;
    await page.mouse.click(box.x + (151 / 400) * box.width, box.y + box.height - 8);
    await page.locator('.highlight-facts b', { hasText: '#c81010' }).waitFor();
    assert.equal(await page.getByRole('application').count(), 0);
    await page.getByRole('button', { name: 'Pick a colour from the picture' }).click();
    const frame = (await page.locator('.frame-colors').boundingBox())!;
    await page.mouse.click(frame.x + frame.width / 2, frame.y + 4);
    await page.locator('.highlight-facts b', { hasText: '#808080' }).waitFor();
    await strip().press('Home');
    for (let i = 0; i < 7; i++) await strip().press('Shift+ArrowRight');
    for (let i = 0; i < 11; i++) await strip().press('ArrowRight');
    await strip().press('i');
    for (const key of ['Shift+ArrowDown', 'Shift+ArrowDown', 'ArrowRight', 'Enter']) await page.keyboard.press(key);
    await page.locator('.highlight-facts b', { hasText: '#c81010' }).waitFor();
    assert.equal(await page.evaluate('document.activeElement.className'), 'strip-area');
  });

  it('works at 390 pixels', async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    await field().fill('red');
    await field().press('Enter');
    await page.locator('.moment').nth(1).click();
    assert.equal(await strip().getAttribute('aria-valuenow'), '150');
    await strip().press('Home');
    await page.getByRole('button', { name: 'Pick a colour from the picture' }).click();
    const frame = (await page.locator('.frame-colors').boundingBox())!;
    await page.mouse.click(frame.x + frame.width / 2, frame.y + frame.height / 2);
    await page.locator('.highlight-facts b', { hasText: '#808080' }).waitFor();
    assert.equal(await page.evaluate('document.documentElement.scrollWidth - innerWidth'), 0);
    await page.setViewportSize({ width: 1280, height: 800 });
  });

  it('shows the frame itself, of a film that only the reader of the page can decode', async () => {
    await chooseFiles(page, stream);
    await waitUntilRead(page);
    const shown = `(() => {
      const image = document.querySelector('.film-frame');
      if (image === null || !image.complete) return '';
      const context = new OffscreenCanvas(1, 1).getContext('2d');
      context.drawImage(image, 0, 0, 1, 1);
      const [r, , b] = context.getImageData(0, 0, 1, 1).data;
      return r > 150 ? 'red' : b > 150 ? 'blue' : 'other';
    })()`;
    await strip().press('Home');
    await waitUntil(page, `${shown} === 'red'`);
    await strip().press('End');
    await waitUntil(page, `${shown} === 'blue'`);
    await field().fill('blue');
    await field().press('Enter');
    await page.locator('.moment img').first().waitFor();
    assert.equal(await page.locator('.moment-time').count(), 0);
    assert.deepEqual(errors, []);
  });
});
