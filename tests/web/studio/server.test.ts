import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { serializeFingerprint } from '#core/fingerprint/index';
import { makeFilm } from '../../support/films/make-film.ts';
import { syntheticFingerprint } from '../../support/fingerprints/synthetic-fingerprint.ts';
import { ROOT } from '../../support/media.ts';
import { closeBrowserAfterwards, NO_CHROMIUM, type OpenPage, openPage } from '../../support/page/chromium.ts';
import { BLANK, chooseFiles, exportFile, waitUntil, waitUntilRead } from '../../support/page/studio-page.ts';
import { writePng } from '../../support/pictures/write-png.ts';
import { startTestServer } from '../../support/servers/studio-server.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

const folder = join(makeTempFolder(), 'Films');
mkdirSync(folder);
const hevc = makeFilm({
  path: join(folder, 'hevc.mp4'),
  frames: 100,
  isFlat: true,
  paint: (frame) => [60 + frame, 100, 150],
  encoder: 'libx265',
  options: { 'x265-params': 'log-level=none' },
});
const codes = Array.from({ length: 64 * 48 }, (_, i) => (i < 16 * 48 ? [200, 40, 20] : [20, 60, 110])).flat();
writeFileSync(join(folder, 'still.png'), writePng({ width: 64, height: 48, codes }));
writeFileSync(join(folder, 'torn.png'), 'not a picture');
writeFileSync(join(folder, 'imagined.json'), serializeFingerprint(syntheticFingerprint(100)));

const { server } = await startTestServer({ inputs: [folder], studioFolder: join(ROOT, 'dist', 'web', 'studio') });

closeBrowserAfterwards();

describe('The studio with the program behind it', { skip: NO_CHROMIUM }, () => {
  async function open(): Promise<OpenPage> {
    const { origin } = new URL(server.address);
    const opened = await openPage(server.makeOpeningAddress(), `${origin}/${BLANK}`);
    await opened.page.getByRole('heading', { name: 'On this computer' }).waitFor();
    return opened;
  }

  it('lists the files of the server, and opens a film, a fingerprint and a still', async () => {
    const { page, errors } = await open();
    const names = await page.locator('.recent-open').allTextContents();
    assert.deepEqual(
      names.map((name) => name.replace(' Films', '')),
      ['hevc.mp4', 'imagined.json', 'still.png', 'torn.png'],
    );
    assert.doesNotMatch(page.url(), /key=/);
    await page.getByRole('button', { name: /still\.png/ }).click();
    await page.getByText('64 × 48').waitFor();
    assert.deepEqual(await page.locator('.palette-share').allTextContents(), ['75 %', '25 %']);
    await waitUntil(page, "document.querySelector('.frame img').naturalWidth === 64");
    await page.getByRole('button', { name: 'Chromatheque' }).click();
    await page.getByRole('button', { name: /imagined\.json/ }).click();
    await page.getByRole('slider', { name: 'Timeline' }).waitFor();
    await page.getByRole('button', { name: 'Chromatheque' }).click();
    await page.getByRole('button', { name: /torn\.png/ }).click();
    await page.getByText('torn.png is not an image that this browser can show.').waitFor();
    assert.deepEqual(errors, []);
  });

  it('reads a film on the server that the browser cannot decode, chosen or dropped', async () => {
    const { page, errors } = await open();
    await page.getByRole('button', { name: /hevc\.mp4/ }).click();
    await waitUntilRead(page);
    assert.match((await page.locator('.palette').textContent()) ?? '', /#[0-9a-f]{6}/);
    const times = (await page.locator('.strip-times span').allTextContents()).filter((text) => text !== '');
    assert.deepEqual([times[0], times.at(-1)], ['0:00.0', '0:04.0']);
    await chooseFiles(page, hevc);
    await page.getByRole('navigation', { name: 'Open items' }).locator('.tab').nth(1).waitFor();
    await waitUntilRead(page);
    assert.equal(await page.getByRole('alert').count(), 0);
    await page.getByText('Poster', { exact: true }).click();
    await page.locator('.poster img').waitFor();
    assert.equal((await exportFile(page, 'Image', 'PDF')).subarray(0, 5).toString(), '%PDF-');
    assert.deepEqual(errors, []);
  });
});
