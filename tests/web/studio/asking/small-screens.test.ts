import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import { serializeFingerprint } from '#core/fingerprint/index';
import { columnOf, fingerprintOf } from '../../../support/fingerprints/synthetic-fingerprint.ts';
import { closeBrowserAfterwards, NO_CHROMIUM } from '../../../support/page/chromium.ts';
import { chooseFiles, openStudio } from '../../../support/page/studio-page.ts';
import { makeTempFolder } from '../../../support/temp-folder.ts';

const colors = Array.from({ length: 14 }, (_, i) => `#${(i + 2).toString(16)}03060`);
const columns = Array.from({ length: 60 }, (_, i) => columnOf(i + 0.5, ...colors));
const file = join(makeTempFolder(), 'imagined.json');
writeFileSync(file, serializeFingerprint(fingerprintOf(columns)));

closeBrowserAfterwards();

describe('The studio on small screens', { skip: NO_CHROMIUM }, () => {
  let page: Page;
  before(async () => {
    ({ page } = await openStudio());
    await chooseFiles(page, file);
    await page.getByRole('button', { name: 'Got it' }).click();
  });
  const toMiddle = (element: Locator) => element.evaluate((one) => one.scrollIntoView({ block: 'center' }));
  /** Whether the middle of an element is on the screen, and nothing lies over it. */
  const isOnTop = (element: Locator) =>
    element.evaluate((one) => {
      const { left, top, width, height } = one.getBoundingClientRect();
      const found = one.ownerDocument.elementFromPoint(left + width / 2, top + height / 2);
      return found !== null && (one === found || one.contains(found));
    });

  for (const [width, height] of [
    [360, 740],
    [640, 360],
    [844, 390],
  ] as const) {
    it(`reaches every colour and control at ${width} by ${height} pixels`, async () => {
      await page.setViewportSize({ width, height });
      await page.keyboard.press('e');
      const buttons = page.locator(
        '.palette-code, .switch label, .film-tools button:visible, .film-tools input:visible',
      );
      for (const button of await buttons.all()) {
        await toMiddle(button);
        assert.ok(await isOnTop(button), (await button.textContent()) ?? '');
      }
      assert.ok((await page.locator('.palette-code').count()) > 10);
      assert.equal(await page.evaluate('document.documentElement.scrollWidth - innerWidth'), 0);
    });

    it(`keeps the poster in sight while it is changed at ${width} by ${height} pixels`, async () => {
      await page.keyboard.press('p');
      const poster = page.locator('.poster img');
      await poster.waitFor();
      const layout = page.locator('.layout', { has: page.getByRole('radio', { name: 'planes', exact: true }) });
      await toMiddle(layout);
      assert.ok(await isOnTop(poster));
      await layout.click();
      assert.ok(await layout.getByRole('radio').isChecked());
      assert.equal(await page.evaluate('document.documentElement.scrollWidth - innerWidth'), 0);
    });
  }
});
