import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { serializeFingerprint } from '#core/fingerprint/index';
import { syntheticFingerprint } from '../../../support/fingerprints/synthetic-fingerprint.ts';
import { closeBrowserAfterwards, NO_CHROMIUM } from '../../../support/page/chromium.ts';
import { chooseFiles, openStudio, waitUntil } from '../../../support/page/studio-page.ts';
import { makeTempFolder } from '../../../support/temp-folder.ts';

const file = join(makeTempFolder(), 'imagined.json');
writeFileSync(file, serializeFingerprint(syntheticFingerprint(600)));
const second = join(makeTempFolder(), 'second.json');
const made = syntheticFingerprint(60);
writeFileSync(second, serializeFingerprint({ ...made, film: { ...made.film, title: 'Second' } }));

closeBrowserAfterwards();

describe('The keyboard of the studio', { skip: NO_CHROMIUM }, () => {
  let page: Page;
  before(async () => {
    ({ page } = await openStudio());
    await chooseFiles(page, file);
    await strip().waitFor();
    await page.getByRole('button', { name: 'Got it' }).click();
  });
  const strip = () => page.getByRole('slider', { name: 'Timeline' });
  const place = async () => Number(await strip().getAttribute('aria-valuenow'));
  const focused = () => page.evaluate<string>('document.activeElement.className || document.activeElement.tagName');

  it('moves along the film after a click on a switch, a layout or a button', async () => {
    await page.getByText('Whole film', { exact: true }).click();
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowRight');
    assert.equal(await place(), 1);
    await page.getByText('Poster', { exact: true }).click();
    await page.locator('.layout', { has: page.getByRole('radio', { name: 'wave', exact: true }) }).click();
    await page.keyboard.press('ArrowRight');
    assert.equal(await place(), 2);
    assert.ok(await page.getByRole('radio', { name: 'wave', exact: true }).isChecked());
    await page.getByRole('button', { name: 'Zoom in' }).click();
    await page.keyboard.press('End');
    assert.equal(await place(), 599);
  });

  it('leaves its keys to a switch that the Tab key reached, and to text fields', async () => {
    const layout = page.getByRole('radio', { name: 'wave', exact: true });
    await layout.focus();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Shift+Tab');
    const before = await place();
    await page.keyboard.press('ArrowLeft');
    assert.ok(!(await layout.isChecked()));
    const title = page.getByLabel('Title', { exact: true });
    await title.fill('');
    await title.press('e');
    await title.press('ArrowLeft');
    assert.equal(await title.inputValue(), 'e');
    assert.equal(await place(), before);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Escape');
  });

  it('lets the pointer take the cursor back after a key, and not after a click', async () => {
    await page.keyboard.press('0');
    await strip().press('Home');
    const box = (await strip().boundingBox())!;
    const hover = (share: number) => page.mouse.move(box.x + share * box.width, box.y + 10);
    await hover(0.5);
    assert.equal(await place(), 0);
    await hover(0.6);
    await waitUntil(page, "document.querySelector('.strip-area').getAttribute('aria-valuenow') > 340");
    await page.mouse.down();
    await page.mouse.up();
    const held = await place();
    await hover(0.2);
    await hover(0.3);
    assert.equal(await place(), held);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
  });

  it('goes past the header and the colours with one stop, and through the colours with Up and Down', async () => {
    await page.keyboard.press('e');
    await page.getByRole('button', { name: 'Chromatheque' }).focus();
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Enter');
    assert.equal(await focused(), 'strip-area');
    await page.locator('.palette-highlight').first().focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    const index = "[...document.querySelectorAll('.palette-highlight')].indexOf(document.activeElement)";
    assert.equal(await page.evaluate(index), 1);
    const stops =
      "[...document.querySelectorAll('button, input, [tabindex]')].filter((one) => one.tabIndex >= 0 && one.compareDocumentPosition(document.querySelector('.strip-area')) & 4 && one.offsetParent !== null && one.type !== 'file' && (one.type !== 'radio' || one.checked)).length";
    // The stop that passes them all is one of them.
    assert.ok(Number(await page.evaluate(stops)) <= 16);
  });

  it('moves the focus near by where the focused element is removed', async () => {
    await page.locator('.palette-highlight').first().press('Enter');
    await page.getByRole('button', { name: 'Clear highlight' }).press('Enter');
    await waitUntil(page, "document.activeElement.className === 'strip-area'");
    await page.locator('.palette-highlight').first().focus();
    await page.keyboard.press('p');
    await waitUntil(page, "document.activeElement.className === 'strip-area'");
    await chooseFiles(page, second);
    await page.getByRole('button', { name: 'Close Second' }).press('Enter');
    await waitUntil(page, "document.activeElement.className === 'tab-name'");
  });
});
