import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, it } from 'node:test';
import type { Page, Route } from 'playwright-core';
import type { ErrorAnswer } from '#core/protocol/index';
import { makeFilm } from '../../support/films/make-film.ts';
import { ROOT } from '../../support/media.ts';
import { closeBrowserAfterwards, NO_CHROMIUM, type OpenPage, openPage } from '../../support/page/chromium.ts';
import { waitUntilKept } from '../../support/page/kept-session.ts';
import { BLANK, dropFiles, openStudio, waitUntil, waitUntilRead } from '../../support/page/studio-page.ts';
import { startTestServer } from '../../support/servers/studio-server.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

const folder = join(makeTempFolder(), 'Films');
mkdirSync(folder);
// Lighter from frame to frame. Tests hold jobs back where they use the page while a film is read.
const FRAMES = 200;
const flat = { frames: FRAMES, width: 320, height: 180, gop: 5, isFlat: true } as const;
for (const [i, name] of ['one.mp4', 'two.mp4', 'three.mp4'].entries()) {
  const paint = (frame: number) => [40 + Math.floor((160 * frame) / FRAMES), 128, 110 + 20 * i] as const;
  makeFilm({ ...flat, path: join(folder, name), paint });
}
const avi = makeFilm({
  path: join(folder, 'old.avi'),
  frames: 30,
  encoder: 'mpeg4',
  isFlat: true,
  paint: (frame) => [80 + frame, 120, 140],
});
const ogv = makeFilm({
  path: join(folder, 'theora.ogv'),
  frames: 30,
  encoder: 'libtheora',
  isFlat: true,
  paint: (frame) => [80 + frame, 120, 140],
  sound: { seconds: 1, wave: () => 0, encoder: 'libopus' },
});
/** Films that no browser reads: the container, and the codec beside a sound that browsers read. */
const UNREADABLE = [avi, ogv];
const { server } = await startTestServer({ inputs: [folder], studioFolder: join(ROOT, 'dist', 'web', 'studio') });

closeBrowserAfterwards();

/** The lightness of the strip in ten places, left to right. */
const STRIP = `(() => {
  const canvas = document.querySelector('.strip-canvas');
  if (!canvas || canvas.width < 100) return null;
  const { data, width } = canvas.getContext('2d').getImageData(0, canvas.height >> 1, canvas.width, 1);
  return Array.from({ length: 10 }, (_, i) => data[4 * Math.floor((i + 0.5) * width / 10)]);
})()`;

const isShown = (selector: string) => `document.querySelector('${selector}')?.naturalWidth > 0`;

describe('Films that the server reads', { skip: NO_CHROMIUM }, () => {
  async function open(): Promise<OpenPage> {
    const { origin } = new URL(server.address);
    const opened = await openPage(server.makeOpeningAddress(), `${origin}/${BLANK}`);
    await opened.page.getByRole('heading', { name: 'On this computer' }).waitFor();
    return opened;
  }
  /** Hold back the start of the next job until the returned function is called. */
  const holdJob = async (page: Page): Promise<() => void> => {
    let release = () => {};
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    const hold = async (route: Route) => {
      await released;
      await route.continue();
    };
    await page.route('**/api/jobs', hold, { times: 1 });
    return release;
  };
  const openFilm = async (page: Page, name: string) => {
    const home = page.getByRole('button', { name: 'Chromatheque' });
    await home.click();
    await page.locator('.recent-open', { hasText: name }).click();
  };

  it('shows a frame, and the whole film at a first look, before the film is read', async () => {
    const { page, errors } = await open();
    const startJob = await holdJob(page);
    await openFilm(page, 'one.mp4');
    await waitUntil(page, isShown('.frame img'));
    const { width } = (await page.locator('.frame > *').first().boundingBox())!;
    assert.ok(width > 200, `the frame area is ${width} px wide`);
    startJob();
    await waitUntil(page, `${STRIP}?.every((light, i, all) => i === 0 || light > all[i - 1])`);
    await waitUntilRead(page);
    assert.deepEqual(errors, []);
  });

  it('shows the frame under the cursor when the cursor moves', async () => {
    const { page } = await open();
    await openFilm(page, 'one.mp4');
    await waitUntilRead(page);
    const lightness = () =>
      page.evaluate<number>(`(() => {
        const image = document.querySelector('.frame img.film-frame');
        if (!image?.complete) return 0;
        const context = new OffscreenCanvas(1, 1).getContext('2d');
        context.drawImage(image, 0, 0, 1, 1);
        return context.getImageData(0, 0, 1, 1).data[0];
      })()`);
    await page.getByRole('slider', { name: 'Timeline' }).press('End');
    const deadline = Date.now() + 30_000;
    while ((await lightness()) < 180) {
      assert.ok(Date.now() < deadline, 'the last frame is not shown');
      await page.waitForTimeout(50);
    }
  });

  it('shows the moments of a colour as frames of the film', async () => {
    const { page, errors } = await open();
    await openFilm(page, 'one.mp4');
    await waitUntilRead(page);
    await page.locator('.palette-highlight').first().click();
    await page.getByRole('button', { name: 'Moments', exact: true }).click();
    // Thumbnails of the fingerprint are data.
    await waitUntil(page, "document.querySelector('.moment-picture img')?.src.startsWith('blob:')");
    assert.deepEqual(errors, []);
  });

  it('queues films beyond those that are read, and resumes one that was paused before its job began', async () => {
    const { page, errors } = await open();
    let answerBusy = () => {};
    const isPaused = new Promise<void>((resolve) => {
      answerBusy = resolve;
    });
    const answer: ErrorAnswer = { error: { code: 'busy', message: 'films of another page are being read' } };
    const refuse = async (route: Route) => {
      await isPaused;
      await route.fulfill({ status: 429, json: answer });
    };
    await page.route('**/api/jobs', refuse, { times: 1 });
    await openFilm(page, 'one.mp4');
    await page.getByRole('button', { name: 'Pause' }).click();
    await page.getByText('Paused').waitFor();
    answerBusy();
    await openFilm(page, 'two.mp4');
    await openFilm(page, 'three.mp4');
    const tab = (name: string) => page.locator('.tab-name', { hasText: name });
    await waitUntilRead(page);
    assert.equal(await page.getByRole('alert').count(), 0);
    await tab('One').click();
    await page.getByText('Paused').waitFor();
    await page.getByRole('button', { name: 'Resume' }).click();
    await waitUntilRead(page);
    assert.equal(await page.getByRole('alert').count(), 0);
    assert.equal(errors.length, 1, errors.join());
    assert.match(errors[0]!, /429/);
  });

  it('pauses a job that begins while its film is paused', async () => {
    const { page } = await open();
    const startJob = await holdJob(page);
    await openFilm(page, 'one.mp4');
    await page.getByRole('button', { name: 'Pause' }).click();
    await page.getByText('Paused').waitFor();
    const paused = page.waitForResponse(/\/api\/jobs\/[^/]+\/pause$/);
    startJob();
    assert.equal((await paused).status(), 204);
  });

  it('stops a film that waits for its turn, and resumes it', async () => {
    const { page } = await open();
    let release = () => {};
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    await page.route('**/api/jobs', async (route) => {
      await released;
      await route.continue();
    });
    for (const name of ['one.mp4', 'two.mp4', 'three.mp4']) await openFilm(page, name);
    await page.getByText('Queued').waitFor();
    await page.getByRole('button', { name: 'Stop reading' }).click();
    const resume = page.getByRole('button', { name: 'Resume' });
    await resume.waitFor();
    release();
    await resume.click();
    await waitUntilRead(page);
    await page.unroute('**/api/jobs');
    assert.equal(await page.getByRole('alert').count(), 0);
  });

  for (const path of UNREADABLE) {
    it(`reads ${basename(path)}, which no browser reads, when it is dropped`, async () => {
      const { page } = await open();
      await dropFiles(page, [path]);
      await page
        .getByText(/#[0-9a-f]{6}/)
        .first()
        .waitFor();
      await waitUntilRead(page);
      assert.equal(await page.getByRole('alert').count(), 0);
      await waitUntil(page, isShown('.frame img.film-frame'));
      // The dropped file is gone after a reload; the server still has it.
      await waitUntilKept(page, 1, 'explore', 1);
      await page.reload();
      await waitUntil(page, isShown('.frame img.film-frame'));
    });

    it(`without a server, says how ${basename(path)} is read`, async () => {
      const { page } = await openStudio();
      await dropFiles(page, [path]);
      const alert = page.getByRole('alert');
      await alert.waitFor();
      const text = (await alert.textContent()) ?? '';
      assert.ok(text.includes(basename(path)), text);
      assert.match(text, /run `chromatheque studio` with the folder of this film/);
      assert.doesNotMatch(text, /sound file/);
    });
  }
});
