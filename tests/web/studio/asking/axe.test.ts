import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { serializeFingerprint } from '#core/fingerprint/index';
import { shotFingerprint } from '../../../support/fingerprints/shot-fingerprint.ts';
import { syntheticFingerprint } from '../../../support/fingerprints/synthetic-fingerprint.ts';
import { assertAccessible, WCAG_AA } from '../../../support/page/axe.ts';
import { closeBrowserAfterwards, NO_CHROMIUM } from '../../../support/page/chromium.ts';
import { chooseFiles, openStudio } from '../../../support/page/studio-page.ts';
import { makeTempFolder } from '../../../support/temp-folder.ts';

const folder = makeTempFolder();
const shots = join(folder, 'shots.json');
writeFileSync(shots, serializeFingerprint(shotFingerprint()));
const other = join(folder, 'other.json');
writeFileSync(other, serializeFingerprint(syntheticFingerprint(60)));

closeBrowserAfterwards();

describe('What is asked of the studio', { skip: NO_CHROMIUM }, () => {
  it("passes axe's rules of WCAG 2.2 AA in both themes, with a heading in every view", async () => {
    const { page } = await openStudio();
    const assertFine = (state: string) => assertAccessible(page, WCAG_AA, state);
    for (const file of [other, shots]) await chooseFiles(page, file);
    await page.locator('.strip-shots').waitFor();
    await assertFine('hints');
    const field = page.getByRole('combobox', { name: 'Find a colour' });
    await field.fill('dark blue');
    await field.press('Enter');
    await assertFine('moments');
    await field.fill('nothing');
    await field.press('Enter');
    await assertFine('no colour');
    await page.getByRole('button', { name: 'Pick a colour from the picture' }).click();
    await assertFine('eyedropper');
    await page.keyboard.press('Escape');
    for (const [key, state] of [
      ['s', 'shots'],
      ['c', 'compare'],
      ['p', 'poster'],
      ['?', 'sheet'],
    ] as const) {
      await page.getByRole('slider', { name: 'Timeline', exact: true }).press(key);
      await page.locator('main h1').waitFor({ state: 'attached' });
      if (state === 'poster') await page.locator('.poster[aria-busy=false] img').waitFor();
      await page.waitForTimeout(100);
      assert.equal(await page.locator('h1').count(), 1, state);
      await assertFine(state);
    }
  });
});
