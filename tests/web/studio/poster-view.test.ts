import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { serializeFingerprint } from '#core/fingerprint/index';
import { syntheticFingerprint } from '../../support/fingerprints/synthetic-fingerprint.ts';
import { assertAccessible, WCAG_AA } from '../../support/page/axe.ts';
import { closeBrowserAfterwards, NO_CHROMIUM } from '../../support/page/chromium.ts';
import { chooseFiles, openDownloads, openGroup, openStudio, waitUntil } from '../../support/page/studio-page.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

const folder = makeTempFolder();
const FILMS = ['Alpha', 'Beta'].map((title, seed) => {
  const made = syntheticFingerprint(40, { seed });
  const path = join(folder, `${title}.json`);
  writeFileSync(path, serializeFingerprint({ ...made, film: { ...made.film, title } }));
  return path;
});

closeBrowserAfterwards();

describe('The poster view', { skip: NO_CHROMIUM }, () => {
  let page: Page;
  let errors: string[];
  const poster = () => page.locator('.poster img').getAttribute('src');
  const choose = (layout: string) =>
    page.locator('.layout', { has: page.getByRole('radio', { name: layout, exact: true }) }).click();
  const top = async (selector: string) => (await page.locator(selector).first().boundingBox())!.y;

  before(async () => {
    const opened = await openStudio();
    ({ page, errors } = opened);
    await opened.context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await chooseFiles(page, FILMS[0]!);
    await page.getByText('Poster', { exact: true }).click();
    await page.locator('.poster img').waitFor();
  });

  it('shows its downloads without scrolling at 1280 by 800, with what each is for', async () => {
    const button = page.getByRole('button', { name: 'Download', exact: true });
    const box = (await button.boundingBox())!;
    assert.ok(box.y >= 0 && box.y + box.height <= 800);
    await button.click();
    const list = page.getByRole('region', { name: 'Export' });
    const last = (await list.locator('.format').last().boundingBox())!;
    assert.ok(last.y + last.height <= 800, `${last.y + last.height}`);
    await list.getByText('3000 × 3000 px').waitFor();
    await list.locator('.format', { hasText: 'The fingerprint' }).getByText(/\d kB/).waitFor();
    for (const text of await list.locator('.format > span').allTextContents()) assert.match(text, /\w{4}/);
    await assertAccessible(page, WCAG_AA);
    await page.keyboard.press('Escape');
    assert.equal(await list.count(), 0);
    assert.equal(await page.evaluate('document.activeElement.textContent'), 'Download');
  });

  it('offers no option that would change nothing', async () => {
    // A title over the bars leaves no ground to see, and one colour has no order.
    const theme = page.getByRole('combobox', { name: 'Theme' });
    const order = page.getByLabel('Order', { exact: true });
    await theme.waitFor({ state: 'detached' });
    await order.waitFor({ state: 'detached' });
    await page.getByRole('slider', { name: 'Colours per frame' }).fill('5');
    await order.waitFor();
    await choose('ring');
    await theme.waitFor();
    await choose('square');
    await theme.waitFor({ state: 'detached' });
  });

  it('returns each option and all of them to their defaults', async () => {
    const colors = page.getByRole('slider', { name: 'Colours per frame' });
    const value = page.locator('.field', { has: colors }).locator('output');
    await colors.fill('5');
    assert.equal(await value.textContent(), '5');
    await page.getByRole('button', { name: 'Reset colours per frame' }).click();
    assert.equal(await value.textContent(), 'Auto (1)');
    assert.equal(await page.evaluate('document.activeElement.type'), 'range');
    await colors.fill('3');
    await page.getByLabel('Typeface', { exact: true }).selectOption('serif');
    await page.getByRole('button', { name: 'Reset all' }).click();
    assert.equal(await value.textContent(), 'Auto (1)');
    assert.equal(await page.getByLabel('Typeface', { exact: true }).inputValue(), 'sans');
  });

  it('shows a wrong resolution as wrong, and exports nothing with it', async () => {
    await openGroup(page, 'Page');
    const dpi = page.getByLabel('Resolution (dpi)', { exact: true });
    const field = page.locator('.field', { has: dpi });
    // A problem moves nothing.
    const room = async () => (await top('.controls > .text-button')) - (await dpi.boundingBox())!.y;
    const before = await room();
    for (const wrong of ['5', '']) {
      await dpi.fill(wrong);
      const alert = field.getByRole('alert');
      assert.equal(await alert.textContent(), 'Resolution must be a number from 10 to 2400 dpi.');
      assert.equal(await dpi.getAttribute('aria-invalid'), 'true');
    }
    assert.equal(await room(), before);
    await openDownloads(page);
    await page.getByText('A value is not valid: see the controls.').waitFor();
    assert.ok(await page.getByRole('button', { name: 'PNG', exact: true }).isDisabled());
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Reset resolution' }).click();
    assert.equal(await dpi.inputValue(), '300');
  });

  it('shows why an export failed beside its button until an option changes', async () => {
    const width = page.getByLabel('Width (mm)', { exact: true });
    await width.fill('4000');
    await openDownloads(page);
    await page.getByText('47244 × 47244 px').waitFor();
    await page.getByRole('button', { name: 'PNG', exact: true }).click();
    const alert = page.locator('.format', { hasText: 'PNG' }).getByRole('alert');
    await alert.filter({ hasText: /^The browser cannot draw 47244 x 47244 pixels\. Choose a smaller size/ }).waitFor();
    await page
      .getByRole('status')
      .filter({ hasText: /^PNG: The browser cannot draw/ })
      .waitFor();
    await page.keyboard.press('Escape');
    await width.fill('100');
    await openDownloads(page);
    await page.getByText('1181 × 1181 px').waitFor();
    assert.equal(await alert.count(), 0);
    await page.keyboard.press('Escape');
    await width.fill('');
  });

  it('draws previews of layouts with the options', async () => {
    const preview = page.locator('.layout', { has: page.getByRole('radio', { name: 'ring' }) }).locator('img');
    const before = await preview.getAttribute('src');
    await page.getByRole('slider', { name: 'Colours per frame' }).fill('6');
    await waitUntil(
      page,
      `![null, ${JSON.stringify(before)}].includes(
      [...document.querySelectorAll('.layout')].find((one) => one.textContent === 'ring').querySelector('img')?.src ?? null
    )`,
    );
  });

  it('copies the picture', async () => {
    await page.getByRole('button', { name: 'Copy picture' }).click();
    await page.getByRole('status').filter({ hasText: 'Copied the picture.' }).waitFor();
    const size = await page.evaluate(`navigator.clipboard.read().then(async ([item]) => {
      const bitmap = await createImageBitmap(await item.getType('image/png'));
      return [bitmap.width, bitmap.height];
    })`);
    assert.deepEqual(size, [3000, 3000]);
  });

  it('shares the picture by the sheet of the platform, where there is one', async () => {
    const share = page.getByRole('button', { name: 'Share picture' });
    // Chromium for Linux has no sheet.
    assert.equal(await share.count(), 0);
    await page.evaluate(`Object.assign(navigator, {
      canShare: ({ files }) => files[0].type === 'image/png',
      share: async (shared) => {
        window.shared = shared;
        if (window.shareError) throw window.shareError;
      },
    })`);
    await page.keyboard.press('e');
    await page.keyboard.press('p');
    await share.click();
    await waitUntil(page, 'window.shared');
    const sent = await page.evaluate(`createImageBitmap(shared.files[0]).then(({ width, height }) => {
      const [{ name, type }] = shared.files;
      return [shared.title, name, type, width, height];
    })`);
    assert.deepEqual(sent, ['imagined', 'imagined.png', 'image/png', 3000, 3000]);
    // Closing the sheet is no failure.
    const fail = (name: string) =>
      page.evaluate(`Object.assign(window, { shared: null, shareError: new DOMException('Said no.', '${name}') })`);
    await fail('AbortError');
    await share.click();
    await waitUntil(page, 'window.shared');
    assert.equal(await page.getByRole('alert').count(), 0);
    await fail('NotAllowedError');
    await share.click();
    await page.getByRole('alert').filter({ hasText: 'Said no.' }).waitFor();
    await page.evaluate('delete navigator.canShare, delete navigator.share');
    await page.keyboard.press('e');
    await page.keyboard.press('p');
    await share.waitFor({ state: 'detached' });
    await page.locator('.poster img').waitFor();
  });

  it('shows the poster on the whole screen', async () => {
    await page.getByRole('button', { name: 'Full screen' }).click();
    await waitUntil(page, "document.fullscreenElement?.className === 'poster'");
    await page.evaluate('document.exitFullscreen()');
  });

  it('shows at once that a panel is being drawn, in place of the film', async () => {
    await chooseFiles(page, FILMS[1]!);
    await page.getByRole('img', { name: 'Poster of Beta' }).waitFor();
    const film = await poster();
    await page.evaluate(`(() => {
      window.shown = [];
      const note = () => {
        const { ariaBusy } = document.querySelector('.poster');
        shown.push([document.querySelector('.poster img')?.src ?? null, ariaBusy]);
      };
      new MutationObserver(note).observe(document.body, { attributes: true, childList: true, subtree: true });
      [...document.querySelectorAll('.switch label')].find(({ textContent }) => textContent === 'All films').click();
    })()`);
    await page.getByRole('img', { name: /Panel/ }).waitFor();
    const states = await page.evaluate<[src: string | null, busy: string][]>('shown');
    const panel = states.findIndex(([src]) => src !== null && src !== film);
    assert.ok(
      states.slice(0, panel).some(([src, busy]) => src === null && busy === 'true'),
      JSON.stringify(states),
    );
    assert.notEqual(await poster(), film);
    await assertAccessible(page, WCAG_AA);
    assert.deepEqual(errors, []);
  });
});
