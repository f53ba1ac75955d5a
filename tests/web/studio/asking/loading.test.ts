import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import type { Page, Route } from 'playwright-core';
import { makeFilm } from '../../../support/films/make-film.ts';
import { closeBrowserAfterwards, NO_CHROMIUM } from '../../../support/page/chromium.ts';
import { chooseFiles, openStudio, waitUntil, waitUntilRead } from '../../../support/page/studio-page.ts';
import { makeTempFolder } from '../../../support/temp-folder.ts';

const folder = makeTempFolder();

closeBrowserAfterwards();

/** Hold all requests for matching addresses. @returns a function that lets them go, or aborts them. */
async function hold(page: Page, pattern: string): Promise<(action: 'continue' | 'abort') => Promise<void>> {
  const held: Route[] = [];
  let settle: 'continue' | 'abort' | null = null;
  const end = (route: Route) => (settle === 'abort' ? route.abort() : route.continue());
  await page.route(pattern, async (route) => {
    if (settle === null) held.push(route);
    else await end(route);
  });
  return async (action) => {
    settle = action;
    for (const route of held) await end(route);
    await page.unroute(pattern);
  };
}

describe('The studio on a slow line', { skip: NO_CHROMIUM }, () => {
  it('shows that the sample is loaded, and opens it once', async () => {
    const { page } = await openStudio();
    const letGo = await hold(page, '**/sample.json');
    const button = page.getByRole('button', { name: 'Open a sample' }).first();
    await button.click();
    await page.locator('.button[aria-busy=true]', { hasText: 'Opening the sample' }).click();
    await page.getByRole('progressbar', { name: 'Loading the sample' }).waitFor();
    await letGo('continue');
    await page.getByRole('slider', { name: 'Timeline' }).waitFor();
    assert.equal(await page.locator('.tab').count(), 1);
  });

  it('shows that the poster view is loaded, lets keys move along the film, and can try again', async () => {
    const { page } = await openStudio();
    const letGo = await hold(page, '**/poster-view-*.js');
    await page.getByRole('button', { name: 'Open a sample' }).first().click();
    const strip = page.getByRole('slider', { name: 'Timeline' });
    await strip.press('p');
    await page.getByRole('progressbar', { name: 'Loading the poster view' }).waitFor();
    await strip.press('End');
    assert.equal(await strip.getAttribute('aria-valuenow'), await strip.getAttribute('aria-valuemax'));
    await letGo('abort');
    await page.getByRole('button', { name: 'Try again' }).waitFor();
  });

  it('opens the poster view at once where the line was idle', async () => {
    const { page, requests } = await openStudio();
    await page.getByRole('button', { name: 'Open a sample' }).first().click();
    await page.getByRole('slider', { name: 'Timeline' }).waitFor();
    const isLoaded = () => requests.some((url) => /poster-view-.*\.js$/.test(url));
    for (const end = Date.now() + 30_000; !isLoaded() && Date.now() < end; ) await page.waitForTimeout(50);
    assert.ok(isLoaded());
  });

  it('tells the film and how far it is read in the title of the document', async () => {
    const { page } = await openStudio();
    assert.equal(await page.title(), 'Chromatheque');
    const film = makeFilm({ path: join(folder, 'Night.mp4'), frames: 40, isFlat: true, paint: () => [60, 120, 140] });
    await page.evaluate(`(() => {
      window.titles = [];
      new MutationObserver(() => titles.push(document.title)).observe(document.querySelector('title'), { childList: true });
    })()`);
    await chooseFiles(page, film);
    await waitUntilRead(page);
    await waitUntil(page, "document.title === 'Night – Chromatheque'");
    const titles = await page.evaluate<string[]>('titles');
    assert.ok(
      titles.some((title) => /^\d+ % – /.test(title)),
      titles.join(),
    );
  });
});
