import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { serializeFingerprint } from '#core/fingerprint/index';
import { columnOf, fingerprintOf } from '../../support/fingerprints/synthetic-fingerprint.ts';
import { closeBrowserAfterwards, NO_CHROMIUM } from '../../support/page/chromium.ts';
import { chooseFiles, openStudio, waitUntil } from '../../support/page/studio-page.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

const folder = makeTempFolder();

/** Three films of 100 seconds, each with its colour and red at the end. */
const FILMS = ['Alpha', 'Beta', 'Gamma'].map((title, i) => {
  const color = ['#208040', '#2040a0', '#808080'][i]!;
  const made = fingerprintOf(Array.from({ length: 100 }, (_, k) => columnOf(k + 0.5, k < 80 ? color : '#c01810')));
  const path = join(folder, `${title}.json`);
  writeFileSync(path, serializeFingerprint({ ...made, film: { ...made.film, id: `${title}`.padEnd(64, '0'), title } }));
  return path;
});

closeBrowserAfterwards();

describe('The studio keeps what was done', { skip: NO_CHROMIUM }, () => {
  let page: Page;
  let errors: string[];
  const tab = (name: string) => page.locator('.tab').getByRole('button', { name, exact: true });
  const shownTab = () => page.locator('.tab.is-shown .tab-name').textContent();
  const timecode = () => page.locator('.timecode').textContent();

  before(async () => {
    ({ page, errors } = await openStudio());
    for (const [i, path] of FILMS.entries()) {
      await chooseFiles(page, path);
      await page.locator('.tab').nth(i).waitFor();
    }
    await page.locator('.palette-code').first().waitFor();
  });

  it('shows the tab of a file that is open already', async () => {
    await chooseFiles(page, FILMS[0]!);
    await waitUntil(page, "document.querySelector('.tab.is-shown .tab-name').textContent === 'Alpha'");
    assert.equal(await page.locator('.tab').count(), 3);
  });

  it('keeps moment and zoom per film, and takes a highlighted colour to the next', async () => {
    const strip = page.getByRole('slider', { name: 'Timeline' });
    await strip.press('End');
    await strip.press('+');
    await page.getByRole('button', { name: /Highlight #c01810/ }).click();
    const moment = await timecode();
    await tab('Beta').click();
    assert.equal(await page.locator('.overview').count(), 0);
    assert.notEqual(await timecode(), moment);
    assert.equal(await page.locator('.highlight b').textContent(), '#c01810');
    await tab('Alpha').click();
    assert.equal(await timecode(), moment);
    assert.equal(await page.locator('.overview').count(), 1);
    await page.getByRole('button', { name: 'Clear highlight' }).click();
  });

  it('shows the neighbour of a tab that is closed, and opens it again in its place', async () => {
    await tab('Beta').click();
    await page.getByRole('button', { name: 'Close Beta' }).click();
    assert.equal(await shownTab(), 'Gamma');
    await page.getByRole('status').getByRole('button', { name: 'Undo' }).click();
    assert.deepEqual(await page.locator('.tab-name').allTextContents(), ['Alpha', 'Beta', 'Gamma']);
    assert.equal(await shownTab(), 'Beta');
    await page.keyboard.press('Control+Shift+Z');
    assert.deepEqual(await page.locator('.tab-name').allTextContents(), ['Alpha', 'Gamma']);
    await page.keyboard.press('Control+Z');
    assert.deepEqual(await page.locator('.tab-name').allTextContents(), ['Alpha', 'Beta', 'Gamma']);
  });

  it('undoes and repeats options with keys and buttons, a slider as one step', async () => {
    await page.getByText('Poster', { exact: true }).click();
    const colors = page.getByRole('slider', { name: 'Colours per frame' });
    const order = page.getByLabel('Order', { exact: true });
    const value = page.locator('.field', { has: colors }).locator('output');
    await colors.fill('3');
    await colors.fill('4');
    await order.selectOption('hue');
    await colors.focus();
    await page.keyboard.press('Control+Z');
    assert.equal(await order.inputValue(), '');
    await page.keyboard.press('Control+Z');
    assert.equal(await value.textContent(), 'Auto (1)');
    await page.getByRole('button', { name: 'Redo', exact: true }).click();
    assert.equal(await value.textContent(), '4');
    await page.getByRole('button', { name: 'Undo', exact: true }).click();
    assert.equal(await value.textContent(), 'Auto (1)');
  });

  it('leaves Ctrl+Z in a text field to the browser', async () => {
    const title = page.getByLabel('Title', { exact: true });
    const tabs = await page.locator('.tab').count();
    await title.fill('');
    await title.pressSequentially('ab');
    await title.press('Control+Z');
    assert.notEqual(await title.inputValue(), 'ab');
    assert.equal(await page.locator('.tab').count(), tabs);
    await page.getByRole('button', { name: 'Reset title' }).first().click();
    assert.equal(await title.inputValue(), 'Beta');
  });

  it('puts forgotten films back', async () => {
    await page.getByRole('button', { name: 'Chromatheque' }).click();
    await page.locator('.recent li').nth(2).waitFor();
    await page.getByRole('button', { name: 'Clear all' }).click();
    await page.locator('.recent').waitFor({ state: 'detached' });
    await page.getByRole('status').getByRole('button', { name: 'Undo' }).click();
    await page.locator('.recent li').nth(2).waitFor();
    assert.deepEqual(errors, []);
  });
});
