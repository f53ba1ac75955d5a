import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { serializeFingerprint } from '#core/fingerprint/index';
import { makeFilm } from '../../../support/films/make-film.ts';
import { shotFingerprint } from '../../../support/fingerprints/shot-fingerprint.ts';
import { closeBrowserAfterwards, NO_CHROMIUM } from '../../../support/page/chromium.ts';
import { chooseFiles, openStudio, waitUntil, waitUntilRead } from '../../../support/page/studio-page.ts';
import { makeTempFolder } from '../../../support/temp-folder.ts';

const folder = makeTempFolder();
const shots = join(folder, 'shots.json');
writeFileSync(shots, serializeFingerprint(shotFingerprint()));
// Grey but for the red seconds 4 to 6, with sound; VP8, which every Chromium plays.
const film = makeFilm({
  path: join(folder, 'film.webm'),
  encoder: 'libvpx',
  frames: 200,
  isFlat: true,
  sound: { seconds: 8, wave: () => 0, encoder: 'libopus' },
  paint: (frame) => (frame >= 100 && frame < 150 ? [81, 90, 240] : [120, 128, 128]),
});

closeBrowserAfterwards();

describe('Shots and playing in the studio', { skip: NO_CHROMIUM }, () => {
  let page: Page;
  let errors: string[];
  before(async () => {
    ({ page, errors } = await openStudio());
  });
  const strip = () => page.getByRole('slider', { name: 'Timeline' });
  const seconds = "Number(document.querySelector('.timecode').textContent.split(':')[1])";

  it('shows three hints with the first film, once', async () => {
    await chooseFiles(page, shots);
    assert.equal(await page.getByRole('complementary', { name: 'Hints' }).getByRole('listitem').count(), 3);
    await page.getByRole('button', { name: 'Got it' }).click();
    assert.equal(await page.getByRole('complementary', { name: 'Hints' }).count(), 0);
    await page.reload();
    await chooseFiles(page, shots);
    await strip().waitFor();
    assert.equal(await page.getByRole('complementary', { name: 'Hints' }).count(), 0);
  });

  it('shows a frame per shot with its colours, and moves among them by pointer and keys', async () => {
    await page.keyboard.press('s');
    const tiles = page.locator('.shot-tile');
    assert.equal(await tiles.count(), 4);
    assert.ok((await tiles.nth(1).locator('.shot-colors > span').count()) > 0);
    await tiles.nth(1).locator('img').waitFor();
    await tiles.nth(2).click();
    await page.locator('.shot-tile[aria-current=true]', { hasText: 'Shot 3' }).waitFor();
    await page.keyboard.press('ArrowRight');
    assert.equal(await page.evaluate('document.activeElement.lastElementChild.textContent.slice(0, 6)'), 'Shot 4');
    await page.keyboard.press('Home');
    await page.keyboard.press('.');
    await page.locator('.shot-tile[aria-current=true]', { hasText: 'Shot 2' }).waitFor();
    await page.setViewportSize({ width: 390, height: 844 });
    await tiles.nth(3).click();
    assert.equal(await page.evaluate('document.documentElement.scrollWidth - innerWidth'), 0);
    await tiles.nth(3).click();
    await page.getByRole('heading', { name: 'Imagined' }).waitFor();
    await page.setViewportSize({ width: 1280, height: 800 });
  });

  it('opens a sheet of gestures and keys with ?, and returns the focus', async () => {
    await strip().press('?');
    const sheet = page.getByRole('dialog', { name: 'Gestures and keys' });
    await sheet.getByText('Find a colour').waitFor();
    await page.keyboard.press('e');
    await page.keyboard.press('Escape');
    await sheet.waitFor({ state: 'detached' });
    assert.equal(await page.evaluate('document.activeElement.className'), 'strip-area');
    await page.getByRole('button', { name: 'Gestures and keys' }).click();
    await sheet.getByRole('button', { name: 'Close' }).click();
    await sheet.waitFor({ state: 'detached' });
    await page.setViewportSize({ width: 390, height: 844 });
    await page.getByRole('button', { name: 'Gestures and keys' }).click();
    const { x, width } = (await sheet.boundingBox())!;
    assert.ok(x >= 0 && x + width <= 390, `${x} to ${x + width}`);
    await sheet.getByText('This sheet').scrollIntoViewIfNeeded();
    await sheet.getByRole('button', { name: 'Close' }).click();
    await sheet.waitFor({ state: 'detached' });
    await page.setViewportSize({ width: 1280, height: 800 });
  });

  it('says that a film is not at hand where only its fingerprint is', async () => {
    await strip().press(' ');
    await page.getByText('This film is not at hand').waitFor();
  });

  it('plays the film with sound, the strip follows, and a key moves on from there', async () => {
    await chooseFiles(page, film);
    await waitUntilRead(page);
    await strip().press('Home');
    await page.keyboard.press(' ');
    await waitUntil(page, `${seconds} > 0.5`);
    assert.equal(await page.evaluate("document.querySelector('video').muted"), false);
    await page.keyboard.press('End');
    await page.keyboard.press('Shift+ArrowLeft');
    await waitUntil(page, `${seconds} > 6`);
    await waitUntil(page, "document.querySelector('video').paused");
    await page.getByRole('button', { name: 'Play the film' }).waitFor();
  });

  it('plays only what has the highlighted colour', async () => {
    await strip().press('Home');
    await page.getByRole('combobox', { name: 'Find a colour' }).fill('red');
    await page.getByRole('combobox', { name: 'Find a colour' }).press('Enter');
    await page.getByLabel('Only this colour').check();
    await page.getByRole('button', { name: 'Play the film' }).click();
    await waitUntil(page, `${seconds} >= 3.9`);
    // It pauses behind the last red moment.
    await waitUntil(page, "document.querySelector('video').paused");
    assert.ok(Number(await page.evaluate(seconds)) < 7);
    assert.deepEqual(errors, []);
  });
});
