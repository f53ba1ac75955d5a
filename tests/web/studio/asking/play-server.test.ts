import assert from 'node:assert/strict';
import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { makeFilm, type Ycbcr } from '../../../support/films/make-film.ts';
import { ROOT } from '../../../support/media.ts';
import { closeBrowserAfterwards, NO_CHROMIUM, type OpenPage, openPage } from '../../../support/page/chromium.ts';
import { BLANK, dropFiles, openStudio, waitUntil, waitUntilRead } from '../../../support/page/studio-page.ts';
import { startTestServer } from '../../../support/servers/studio-server.ts';
import { makeTempFolder } from '../../../support/temp-folder.ts';

const folder = join(makeTempFolder(), 'Films');
mkdirSync(folder);
// Grey but for the red seconds 4 to 6, with sound; VP8, which every Chromium plays.
const recipe = {
  encoder: 'libvpx',
  frames: 200,
  isFlat: true,
  paint: (frame: number): Ycbcr => (frame >= 100 && frame < 150 ? [81, 90, 240] : [120, 128, 128]),
} as const;
const sound = { seconds: 8, wave: () => 0, encoder: 'libopus' } as const;
for (const name of ['film.webm', 'gone.webm']) makeFilm({ ...recipe, path: join(folder, name), sound });
makeFilm({ ...recipe, encoder: 'mpeg4', path: join(folder, 'old.avi') });
// Its sound can be played, and its picture cannot.
makeFilm({ ...recipe, encoder: 'mpeg4', path: join(folder, 'heard.mkv'), sound });
const { server } = await startTestServer({ inputs: [folder], studioFolder: join(ROOT, 'dist', 'web', 'studio') });

closeBrowserAfterwards();

const SECONDS = "Number(document.querySelector('.timecode').textContent.split(':')[1])";
const VIDEO = "document.querySelector('video')";

describe('Playing a film of the server', { skip: NO_CHROMIUM }, () => {
  async function open(name: string): Promise<OpenPage> {
    const { origin } = new URL(server.address);
    const opened = await openPage(server.makeOpeningAddress(), `${origin}/${BLANK}`);
    await opened.page.locator('.recent-open', { hasText: name }).click();
    await waitUntilRead(opened.page);
    await strip(opened.page).press('Home');
    return opened;
  }
  const strip = (page: Page) => page.getByRole('slider', { name: 'Timeline' });

  it('plays it with sound, the strip follows, and a key moves on from there', async () => {
    const { page, errors, requests } = await open('film.webm');
    assert.equal(await page.locator('video').count(), 0);
    await page.keyboard.press(' ');
    await waitUntil(page, `${SECONDS} > 0.5`);
    assert.deepEqual(await page.evaluate(`[${VIDEO}.muted, ${VIDEO}.paused, ${VIDEO}.videoWidth > 0]`), [
      false,
      false,
      true,
    ]);
    // The colours and the frame of the server are gone: the player shows the film.
    assert.equal(await page.locator('.frame-colors').count(), 0);
    await page.keyboard.press('End');
    await page.keyboard.press('Shift+ArrowLeft');
    await waitUntil(page, `${SECONDS} > 6`);
    await waitUntil(page, `${VIDEO}.paused`);
    await page.getByRole('button', { name: 'Play the film' }).waitFor();
    const played = requests.filter((url) => url.includes('/play/'));
    assert.ok(played.length > 0);
    assert.ok(played.every((url) => /\/play\/[\w-]{43}$/.test(url)));
    assert.deepEqual(errors, []);
  });

  it('plays only what has the highlighted colour', async () => {
    const { page, errors } = await open('film.webm');
    await page.getByRole('combobox', { name: 'Find a colour' }).fill('red');
    await page.getByRole('combobox', { name: 'Find a colour' }).press('Enter');
    await page.getByLabel('Only this colour').check();
    await strip(page).press('Home');
    await page.getByRole('button', { name: 'Play the film' }).click();
    await waitUntil(page, `${SECONDS} >= 3.9`);
    await waitUntil(page, `${VIDEO}.paused`);
    assert.ok(Number(await page.evaluate(SECONDS)) < 7);
    await page.getByLabel('Only this colour').uncheck();
    assert.deepEqual(errors, []);
  });

  it('plays and pauses by a finger at 390 pixels', async () => {
    const { page } = await open('film.webm');
    await page.setViewportSize({ width: 390, height: 844 });
    await page.getByRole('button', { name: 'Play the film' }).click();
    await waitUntil(page, `${SECONDS} > 0.5`);
    await page.getByRole('button', { name: 'Pause the film' }).click();
    await waitUntil(page, `${VIDEO}.paused`);
    assert.equal(await page.evaluate('document.documentElement.scrollWidth - innerWidth'), 0);
  });

  for (const [what, name] of [
    ['container', 'old.avi'],
    ['picture', 'heard.mkv'],
  ] as const) {
    it(`says that the browser does not decode the ${what} of a film, and shows its frames`, async () => {
      const { page } = await open(name);
      for (let i = 0; i < 2; i++) {
        await page.getByRole('button', { name: 'Play the film' }).click();
        const status = page
          .getByRole('status')
          .filter({ hasText: /^This browser cannot play \w+: its container or codec/ });
        await status.waitFor();
        await page.getByRole('button', { name: 'Hide this message' }).click();
        await page.getByRole('button', { name: 'Play the film' }).waitFor();
      }
      assert.equal(await page.locator('video').count(), 0);
      await waitUntil(page, "document.querySelector('.frame img.film-frame')?.naturalWidth > 0");
    });
  }

  it('says that a film is no longer there', async () => {
    const { page } = await open('gone.webm');
    renameSync(join(folder, 'gone.webm'), join(folder, 'kept.txt'));
    await page.keyboard.press(' ');
    await page.getByRole('status').filter({ hasText: 'there is no such file on the shelf' }).waitFor();
    await page.getByRole('button', { name: 'Play the film' }).waitFor();
    rmSync(join(folder, 'kept.txt'));
  });

  it('does not begin in another view, however late its address comes', async () => {
    const { page } = await open('film.webm');
    let release = () => {};
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    await page.route('**/api/play', async (route) => {
      await released;
      await route.continue();
    });
    await page.keyboard.press(' ');
    await page.getByRole('button', { name: 'Pause the film' }).waitFor();
    await page.keyboard.press('p');
    await page.locator('.poster').waitFor();
    const answered = page.waitForResponse('**/api/play');
    release();
    await answered;
    await page.keyboard.press('e');
    await page.getByRole('button', { name: 'Play the film' }).waitFor();
    assert.equal(await page.locator('video').count(), 0);
    await page.unroute('**/api/play');
  });
});

describe('Playing a dropped film', { skip: NO_CHROMIUM }, () => {
  it('of which only the sound can be decoded is refused with a sentence', async () => {
    const { page } = await openStudio();
    await dropFiles(page, [join(folder, 'heard.mkv')]);
    await page.getByRole('alert').waitFor();
    assert.equal(await page.locator('video').count(), 0);
  });
});
