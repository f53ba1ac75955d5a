import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { type Fingerprint, serializeFingerprint } from '#core/fingerprint/index';
import { fingerprintOf, syntheticFingerprint } from '../../../support/fingerprints/synthetic-fingerprint.ts';
import { closeBrowserAfterwards, NO_CHROMIUM } from '../../../support/page/chromium.ts';
import { chooseFiles, openStudio, waitUntil } from '../../../support/page/studio-page.ts';
import { makeTempFolder } from '../../../support/temp-folder.ts';

const folder = makeTempFolder();
const write = (title: string, id: string, fingerprint: Fingerprint): string => {
  const path = join(folder, `${title}.json`);
  const film = { ...fingerprint.film, title, id: id.repeat(32) };
  writeFileSync(path, serializeFingerprint({ ...fingerprint, film }));
  return path;
};
/** Seconds that the second edition lacks at its beginning. */
const CUT = 40;
const whole = syntheticFingerprint(400);
const cut = fingerprintOf(
  whole.columns.slice(CUT).map((column) => ({
    ...column,
    time: column.time - CUT,
    frameTime: column.frameTime! - CUT,
    swatches: column.swatches.map(({ color, share }) => ({ color: color.replace(/.$/, '0'), share })),
  })),
);
const films = [
  write('Whole', '1', whole),
  write('Cut', '2', cut),
  write('Other', '3', syntheticFingerprint(300, { seed: 4 })),
];

closeBrowserAfterwards();

describe('Two films in the studio', { skip: NO_CHROMIUM }, () => {
  let page: Page;
  let errors: string[];
  before(async () => {
    ({ page, errors } = await openStudio());
    for (const [i, film] of films.entries()) {
      await chooseFiles(page, film);
      await page.locator('.tab').nth(i).waitFor();
    }
    await page.getByRole('button', { name: 'Whole', exact: true }).click();
  });
  const strip = () => page.getByRole('slider', { name: 'Timeline', exact: true });
  const times = () => page.locator('.compare-side figcaption .pale').allTextContents();

  it('are aligned by a worker and follow each other, with the difference along the strip', async () => {
    await page.keyboard.press('c');
    await page.locator('.difference path').first().waitFor();
    await strip().press('End');
    assert.equal((await times())[0], '6:39.5');
    assert.match((await times())[1]!, /^5:59\.[45]$/);
    await strip().press('Home');
    await page.getByText('Not in this film').waitFor();
    const other = page.getByRole('slider', { name: 'Timeline of Cut' });
    assert.equal(await other.getAttribute('aria-valuetext'), 'Not in this film');
    await strip().press('End');
    await strip().press('+');
    await strip().press('+');
    // The second strip shows the same range.
    const box = (await other.boundingBox())!;
    await page.mouse.move(box.x + 30, box.y + 10);
    await waitUntil(page, "document.querySelector('.compare-side figcaption .pale').textContent.startsWith('5:')");
    await strip().press('0');
  });

  it('lists the pairs of frames that differ most, and moves to one', async () => {
    const pair = page.locator('.moment.pair').first();
    assert.equal(await pair.locator('.moment-picture').count(), 2);
    const [time] = (await pair.textContent())!.split(',');
    await pair.click();
    assert.equal((await times())[0], time);
    await page.locator('.compare-difference').waitFor();
  });

  it('move apart where they are not linked, by pointer and keys', async () => {
    await page.getByLabel('Link moment and zoom').uncheck();
    const other = page.getByRole('slider', { name: 'Timeline of Cut' });
    await other.focus();
    const [first, before] = await times();
    await page.keyboard.press('ArrowRight');
    const [same, after] = await times();
    assert.equal(same, first);
    assert.notEqual(after, before);
    await page.getByLabel('Link moment and zoom').check();
  });

  it('are linked by the share of their length where they are different films, at 390 pixels too', async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.getByLabel('Compare with').selectOption({ label: 'Other' });
    await page
      .getByRole('status')
      .filter({ hasText: /different films/i })
      .waitFor();
    await strip().press('End');
    assert.equal((await times())[1]!.slice(0, 4), '4:59');
    assert.equal(await page.evaluate('document.documentElement.scrollWidth - innerWidth'), 0);
    assert.deepEqual(errors, []);
  });
});
