import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { serializeFingerprint } from '#core/fingerprint/index';
import { closeBrowserAfterwards, NO_CHROMIUM } from '../../../support/chromium.ts';
import { shotFingerprint } from '../../../support/shot-fingerprint.ts';
import { chooseFiles, openStudio } from '../../../support/studio-page.ts';
import { syntheticFingerprint } from '../../../support/synthetic-fingerprint.ts';
import { makeTempFolder } from '../../../support/temp-folder.ts';

const folder = makeTempFolder();
const shots = join(folder, 'shots.json');
writeFileSync(shots, serializeFingerprint(shotFingerprint()));
const other = join(folder, 'other.json');
writeFileSync(other, serializeFingerprint(syntheticFingerprint(60)));
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Violations of WCAG 2.2 A and AA. */
async function findViolations(page: Page): Promise<string[]> {
  const tags = JSON.stringify({
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
  });
  const { violations } = (await page.evaluate(`axe.run(document, ${tags})`)) as {
    violations: { id: string; nodes: { html: string }[] }[];
  };
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
}

closeBrowserAfterwards();

describe('What is asked of the studio', { skip: NO_CHROMIUM }, () => {
  for (const colorScheme of ['dark', 'light'] as const) {
    it(`passes axe's rules of WCAG 2.2 AA in the ${colorScheme} theme, with a heading in every view`, async () => {
      const { page } = await openStudio({ colorScheme });
      await page.evaluate(AXE);
      const assertFine = async (state: string) => assert.deepEqual(await findViolations(page), [], state);
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
  }
});
