import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { parseFingerprint, serializeFingerprint } from '#core/fingerprint/index';
import { greys } from '../../support/films/frame-recipes.ts';
import { makeFilm } from '../../support/films/make-film.ts';
import { syntheticFingerprint } from '../../support/fingerprints/synthetic-fingerprint.ts';
import { closeBrowserAfterwards, NO_CHROMIUM } from '../../support/page/chromium.ts';
import { waitUntilKept } from '../../support/page/kept-session.ts';
import {
  BLANK,
  chooseFiles,
  clickWhenThere,
  openDownloads,
  openStudio,
  waitUntil,
  waitUntilRead,
} from '../../support/page/studio-page.ts';
import { writePng } from '../../support/pictures/write-png.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

const folder = makeTempFolder();
const fingerprint = join(folder, 'imagined.json');
writeFileSync(fingerprint, serializeFingerprint(syntheticFingerprint(60)));
const still = join(folder, 'still.png');
writeFileSync(still, writePng({ width: 8, height: 8, codes: Array.from({ length: 64 }, () => [200, 40, 20]).flat() }));
const film = makeFilm({
  path: join(folder, 'long.mp4'),
  frames: 300,
  width: 64,
  height: 36,
  gop: 10,
  paint: greys,
  isFlat: true,
});

const warns = `(() => {
  const event = new Event('beforeunload', { cancelable: true });
  window.dispatchEvent(event);
  return event.defaultPrevented;
})()`;

closeBrowserAfterwards();

describe('The studio restores its session', { skip: NO_CHROMIUM }, () => {
  it('restores tabs, view, title and options after a reload, and offers them in a new tab', async () => {
    const { page, errors, url } = await openStudio();
    await chooseFiles(page, [still, fingerprint]);
    await page.getByText('Poster', { exact: true }).click();
    await page.locator('.layout', { has: page.getByRole('radio', { name: 'ring', exact: true }) }).click();
    await page.getByLabel('Title', { exact: true }).fill('Kept');
    await waitUntilKept(page, 2, 'poster', 2, 'Kept');
    const assertRestored = async () => {
      await page.locator('.poster img').waitFor();
      assert.deepEqual(await page.locator('.tab-name').allTextContents(), ['still.png', 'Imagined']);
      assert.equal(await page.locator('.tab.is-shown .tab-name').textContent(), 'Imagined');
      assert.equal(await page.getByLabel('Title', { exact: true }).inputValue(), 'Kept');
      assert.ok(await page.getByRole('radio', { name: 'ring', exact: true }).isChecked());
    };
    await page.reload();
    await assertRestored();
    // A tab that was closed and opened again is kept too.
    await page.getByRole('button', { name: 'Close still.png' }).click();
    await waitUntilKept(page, 1, 'poster', 1);
    await page.getByRole('status').getByRole('button', { name: 'Undo' }).click();
    await waitUntilKept(page, 2, 'poster', 2);
    await page.evaluate('sessionStorage.clear()');
    await page.goto(url);
    await page.getByRole('button', { name: 'Restore the last session' }).click();
    await assertRestored();
    await page.locator('.tab-name').first().click();
    await page.getByText('8 × 8').waitFor();
    assert.deepEqual(errors, []);
  });

  it('restores its session when the user leaves the page and comes back', async () => {
    const { page, errors, url } = await openStudio();
    await chooseFiles(page, fingerprint);
    await page.getByRole('slider', { name: 'Timeline' }).press('End');
    await waitUntilKept(page, 1, 'explore', 1, '"seconds":59.5');
    await page.goto(`${url}${BLANK}`);
    await page.goBack();
    await page.getByRole('heading', { name: 'Imagined' }).waitFor();
    await page.getByText('0:59.5').first().waitFor();
    await page.goForward();
    await page.goBack();
    await page.getByRole('heading', { name: 'Imagined' }).waitFor();
    assert.equal(await page.locator('.tab').count(), 1);
    assert.deepEqual(errors, []);
  });

  it('keeps what is read of a film, marks its files as partial, and reads the rest when it is resumed', async () => {
    const { page, errors } = await openStudio();
    assert.equal(await page.evaluate(warns), false);
    await page.evaluate(clickWhenThere('[aria-label="Stop reading"]', '[data-stage=exact]'));
    await chooseFiles(page, film);
    await page.getByText(/^Stopped at/).waitFor();
    await page.getByText('Poster', { exact: true }).click();
    await page.locator('.poster img').waitFor();
    await openDownloads(page);
    await page.getByText(/of the film is read\. The files are marked as partial/).waitFor();
    const json = page.locator('.format', { hasText: 'The fingerprint' }).getByRole('button');
    const [download] = await Promise.all([page.waitForEvent('download'), json.click()]);
    assert.equal(download.suggestedFilename(), 'long (partial).json');
    const part = parseFingerprint(readFileSync(await download.path(), 'utf8'));
    const known = part.columns.filter(({ swatches }) => swatches.length > 0).length;
    assert.ok(known > 0 && known < part.columns.length, `${known} of ${part.columns.length}`);
    await waitUntilKept(page, 1, 'poster', 1);

    await page.reload();
    await page.getByText(/^Stopped at/).waitFor();
    await page.locator('.poster img').waitFor();
    const [chooser] = await Promise.all([
      page.waitForEvent('filechooser'),
      page.getByRole('button', { name: 'Resume' }).click(),
    ]);
    await chooser.setFiles(film);
    await page.locator('.film-bar progress').waitFor();
    assert.equal(await page.evaluate(warns), true);
    await waitUntilRead(page);
    // The player shows the moment of the cursor.
    await page.keyboard.press('e');
    const at = Number((await page.locator('.timecode').first().textContent())!.split(':')[1]);
    await waitUntil(page, `Math.abs(document.querySelector('video').currentTime - ${at}) < 0.1`);
    assert.ok(at > 1);
    assert.equal(await page.evaluate(warns), false);
    assert.deepEqual(errors, []);
  });

  it('resumes a stopped film in the same page, after the film that was begun', async () => {
    const { page, errors } = await openStudio();
    await page.evaluate(clickWhenThere('[aria-label="Stop reading"]', '.palette-code'));
    await chooseFiles(page, film);
    await page.getByText(/^Stopped at/).waitFor();
    await page.getByRole('button', { name: 'Resume' }).click();
    await waitUntilRead(page);
    assert.deepEqual(errors, []);
  });

  it('opens without what the storage holds, if that is no session', async () => {
    const { page, errors } = await openStudio();
    await chooseFiles(page, fingerprint);
    await waitUntilKept(page, 1, 'explore', 1);
    await page.evaluate(`(async () => {
      const database = await new Promise((resolve) => {
        const request = indexedDB.open('chromatheque-session');
        request.onsuccess = () => resolve(request.result);
      });
      const store = database.transaction('sessions', 'readwrite').objectStore('sessions');
      const [session] = await new Promise((resolve) => {
        const request = store.getAll();
        request.onsuccess = () => resolve(request.result);
      });
      session.record = { items: [{ kind: 'film', title: 3 }], choices: { poster: { colors: 'many' } } };
      await new Promise((resolve) => (store.put(session).onsuccess = resolve));
      database.close();
    })()`);
    await page.reload();
    await page.getByRole('heading', { name: /Drop a film/ }).waitFor();
    assert.equal(await page.locator('.tab').count(), 0);
    assert.deepEqual(errors, []);
  });
});

describe('The address of the studio', { skip: NO_CHROMIUM }, () => {
  it('holds view and options, and opens a fingerprint of the host with them', async () => {
    const { page, errors, url } = await openStudio();
    const sent = 'view=poster&t=12.00&lit=c01810&layout=ring&colors=3&title=Sent';
    await page.goto(`${url}?open=sample.json#${sent}`);
    await page.locator('.poster img').waitFor();
    assert.ok(await page.getByRole('radio', { name: 'ring', exact: true }).isChecked());
    assert.equal(await page.getByLabel('Title', { exact: true }).inputValue(), 'Sent');
    await page.getByRole('slider', { name: 'Colours per frame' }).fill('4');
    await waitUntil(page, "location.hash.includes('colors=4')");
    const parts = (hash: string) => [...new URLSearchParams(hash)].sort();
    const hash = (await page.evaluate('location.hash.slice(1)')) as string;
    assert.deepEqual(parts(hash), parts(sent.replace('colors=3', 'colors=4')));
    assert.deepEqual(errors, []);
  });

  it('names the values that are not valid, and leaves them out', async () => {
    const { page, url } = await openStudio();
    await page.goto(`${url}?open=sample.json#view=poster&colors=99&layout=nowhere&__proto__=1&order=hue`);
    await page
      .getByRole('status')
      .filter({ hasText: /not valid here: colors, layout, __proto__\./ })
      .waitFor();
    await page.locator('.poster img').waitFor();
    await waitUntil(page, "location.hash === '#view=poster&order=hue'");
  });

  it('opens nothing of another host', async () => {
    const { page, url, requests } = await openStudio();
    await page.goto(`${url}?open=${encodeURIComponent('http://127.0.0.1:9/film.json')}`);
    await page
      .getByRole('status')
      .filter({ hasText: /cannot be opened: it is on another host\./ })
      .waitFor();
    assert.ok(requests.every((request) => !request.includes(':9/')));
  });
});
