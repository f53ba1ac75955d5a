import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { serializeFingerprint } from '#core/fingerprint/index';
import { syntheticFingerprint } from '../../support/fingerprints/synthetic-fingerprint.ts';
import { closeBrowserAfterwards, NO_CHROMIUM } from '../../support/page/chromium.ts';
import { chooseFiles, openDownloads, openStudio } from '../../support/page/studio-page.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

const folder = makeTempFolder();
const files = ['Alpha', 'Beta'].map((title, seed) => {
  const { film, ...rest } = syntheticFingerprint(40, { seed });
  const path = join(folder, `${title}.json`);
  writeFileSync(path, serializeFingerprint({ ...rest, film: { ...film, title, id: String(seed).padStart(32, '0') } }));
  return path;
});

const FRAMES = 'his layout shows frames of the film, and its fingerprint was made without them. Open the film itself.';

closeBrowserAfterwards();

describe('A film that lacks what a layout shows', { skip: NO_CHROMIUM }, () => {
  it('is explained without options of the command line, alone and in a panel', async () => {
    const { page, errors } = await openStudio();
    const alert = page.locator('.poster-pane').getByRole('alert');
    for (const path of files) await chooseFiles(page, path);
    await page.getByText('Poster', { exact: true }).click();
    await page.locator('.poster img').waitFor();
    await page.locator('.layout', { has: page.getByRole('radio', { name: 'contact', exact: true }) }).click();
    await alert.filter({ hasText: `T${FRAMES}` }).waitFor();
    await openDownloads(page);
    await page.getByRole('region', { name: 'Export' }).getByText(`T${FRAMES}`).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('region', { name: 'Poster' }).getByText('All films').click();
    await alert.filter({ hasText: `Alpha is left out: t${FRAMES} Beta is left out: t${FRAMES}` }).waitFor();
    assert.ok(!(await page.locator('body').innerText()).includes('--'));
    assert.deepEqual(errors, []);
  });

  it('has a list of downloads whose sizes stand apart from what each file is for', async () => {
    const { page } = await openStudio();
    await chooseFiles(page, files[0]!);
    await page.getByText('Poster', { exact: true }).click();
    await page.locator('.poster[aria-busy=false] img').waitFor();
    await openDownloads(page);
    await page.getByRole('region', { name: 'Export' }).getByText('254 × 254 mm').waitFor();
    const SIZE = "[...document.querySelectorAll('.format small')].find((one) => one.textContent === '254 × 254 mm')";
    assert.equal(await page.evaluate(`${SIZE}.parentElement.textContent`), 'A page, for print shops 254 × 254 mm');
    const lines = await page.evaluate(`(() => {
      const range = document.createRange();
      range.selectNode(${SIZE}.previousSibling);
      return new Set([...range.getClientRects()].map(({ top }) => top)).size;
    })()`);
    assert.equal(lines, 1);
  });
});
