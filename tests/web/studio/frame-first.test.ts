import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { greys } from '../../support/films/frame-recipes.ts';
import { makeFilm } from '../../support/films/make-film.ts';
import { ROOT } from '../../support/media.ts';
import { closeBrowserAfterwards, NO_CHROMIUM, openPage } from '../../support/page/chromium.ts';
import { BLANK, chooseFiles, openStudio, waitUntil } from '../../support/page/studio-page.ts';
import { startTestServer } from '../../support/servers/studio-server.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

const film = makeFilm({
  path: join(makeTempFolder(), 'grey.mp4'),
  frames: 300,
  width: 64,
  height: 36,
  gop: 10,
  paint: greys,
  isFlat: true,
});

closeBrowserAfterwards();

describe('The frame of a film that is being read', { skip: NO_CHROMIUM }, () => {
  it('is asked of the server before the job that reads the film', async () => {
    const { server } = await startTestServer({ inputs: [film], studioFolder: join(ROOT, 'dist', 'web', 'studio') });
    await server.prepare();
    const { origin } = new URL(server.address);
    const { page, requests, errors } = await openPage(server.makeOpeningAddress(), `${origin}/${BLANK}`);
    await page.locator('.recent-open').click();
    await page.locator('.film-frame').waitFor();
    await page.locator('.palette-code').first().waitFor();
    const asked = requests.map((url) => new URL(url).pathname).filter((path) => /^\/api\/(frame|jobs)$/.test(path));
    assert.deepEqual(asked.slice(0, 2), ['/api/frame', '/api/jobs']);
    assert.deepEqual(errors, []);
  });

  it('follows the cursor to where it rests, while it is read and after', async () => {
    const { page } = await openStudio();
    await chooseFiles(page, film);
    const strip = page.getByRole('slider', { name: 'Timeline' });
    await strip.waitFor();
    const box = (await strip.boundingBox())!;
    for (const last of [0.75, 0.25]) {
      for (let i = 0; i <= 20; i++) await page.mouse.move(box.x + (box.width * last * i) / 20, box.y + 10);
      const seconds = Number((await page.locator('.timecode').first().textContent())!.split(':')[1]);
      await waitUntil(page, `Math.abs(document.querySelector('video').currentTime - ${seconds}) < 0.1`);
      await waitUntil(page, "document.querySelector('.film-bar progress') === null");
    }
  });
});
