import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import type { Page } from 'playwright-core';
import type { Block, Comparison } from '#core/compare/index';
import { comparisonToPage, type FramePair } from '#core/export/index';
import { makeComparison, makeStrangers } from '../../support/fingerprints/make-comparison.ts';
import { picturedFingerprint } from '../../support/fingerprints/pictured-fingerprint.ts';
import { syntheticFingerprint } from '../../support/fingerprints/synthetic-fingerprint.ts';
import { assertAccessible } from '../../support/page/axe.ts';
import { closeBrowserAfterwards, NO_CHROMIUM, openPage, type PageOptions } from '../../support/page/chromium.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

const HOSTILE = `</title><script>window.isHacked = 1</script><img src="https://example.org/x" onerror="window.isHacked = 1">`;

const A = syntheticFingerprint(200);
const B = syntheticFingerprint(160, { seed: 9 });
const block = (a: number, length: number, b: number): Block => ({
  a: { from: a, to: a + length },
  b: { from: b, to: b + length },
});
/** B lacks 60 to 100 of A and shows 120 to 140 of it first. */
const COMPARISON: Comparison = {
  ...makeComparison(A, B, [block(0, 60, 20), block(100, 20, 80), block(120, 20, 0), block(140, 60, 100)]),
  shots: [{ shot: 0, a: { from: 0, to: 60 }, b: { from: 20, to: 80 }, difference: 3, unexplained: 1 }],
};
const [jpegA, jpegB] = picturedFingerprint().pictures!.thumbnails.map(({ jpeg }) => jpeg) as [string, string];
const PAIRS: FramePair[] = [150, 10].map((a) => ({ a, b: a === 10 ? 30 : 110, jpegA, jpegB }));

const folder = makeTempFolder();

interface Opened {
  readonly page: Page;
  readonly errors: string[];
  /** Get the URLs that the page requested so far, except its own. */
  readonly requests: () => string[];
}

async function openComparison(comparison: Comparison = COMPARISON, options: PageOptions = {}): Promise<Opened> {
  const path = join(folder, 'report.html');
  writeFileSync(path, comparisonToPage(A, B, comparison, PAIRS, { colors: 2 }));
  const url = pathToFileURL(path).href;
  const { page, context, errors, ...log } = await openPage(url, null, options);
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const requests = () => log.requests.filter((request) => request !== url && !log.refused.includes(request));
  return { page, errors, requests };
}

const textOf = (page: Page, id: string) => page.locator(`#${id}`).innerText();
const placeOf = async (page: Page, film: 'a' | 'b') =>
  Number(await page.locator(`#strip-${film}`).getAttribute('aria-valuenow'));
const colorsOf = (page: Page, film: 'a' | 'b') => page.locator(`#swatches-${film} button:visible b`).allInnerTexts();

closeBrowserAfterwards();

describe('The page of a comparison in Chromium', { skip: NO_CHROMIUM }, () => {
  it('the page of a comparison opens from disk without an error, and no request leaves it', async () => {
    const { page, errors, requests } = await openComparison();
    assert.equal(await textOf(page, 'time-a'), '1:40.5');
    assert.deepEqual(errors, []);
    assert.deepEqual(requests(), []);
  });

  it('moving over film A shows the same moment of both films, their colours, frames and difference', async () => {
    const { page } = await openComparison();
    const { x, y, width } = (await page.locator('#bars-a').boundingBox())!;
    await page.mouse.move(x + (width * 10.5) / 200, y + 20);
    assert.equal(await textOf(page, 'time-a'), '0:10.5');
    assert.equal(await textOf(page, 'time-b'), '0:30.5');
    const { difference, unexplained } = COMPARISON.moments[10]!;
    assert.equal(await textOf(page, 'difference'), difference.toFixed(1));
    assert.equal(
      await textOf(page, 'verdict'),
      `CIEDE2000 at 0:10.5 of A; ${unexplained.toFixed(1)} after the colour shift`,
    );
    assert.deepEqual(
      [await textOf(page, 'taken-a'), await textOf(page, 'taken-b')],
      ['Frame of A at 0:10.0', 'Frame of B at 0:30.0'],
    );
    const hexOf = (film: typeof A, column: number) => film.columns[column]!.swatches.map(({ color }) => color);
    assert.deepEqual(await colorsOf(page, 'a'), hexOf(A, 10));
    assert.deepEqual(await colorsOf(page, 'b'), hexOf(B, 30));
  });

  it('moving over film B shows the same moment of film A, also where it was moved', async () => {
    const { page } = await openComparison();
    const bars = page.locator('#bars-b');
    const { width } = (await bars.boundingBox())!;
    await bars.hover({ position: { x: (width * 5.5) / 160, y: 20 } });
    assert.equal(await textOf(page, 'time-b'), '0:05.5');
    assert.equal(await textOf(page, 'time-a'), '2:05.5');
    assert.equal(await placeOf(page, 'a'), 126);
  });

  it('the strips are as long as their films, on one axis', async () => {
    const { page } = await openComparison();
    const [a, b] = await Promise.all(['a', 'b'].map((film) => page.locator(`#strip-${film}`).boundingBox()));
    assert.ok(Math.abs(b!.width / a!.width - 160 / 200) < 0.01);
  });

  it('a moment that one film lacks says so, to screen readers too', async () => {
    const { page } = await openComparison();
    const { x, y, width } = (await page.locator('#bars-a').boundingBox())!;
    await page.mouse.move(x + (width * 80.5) / 200, y + 20);
    assert.equal(await textOf(page, 'difference'), 'Only in A');
    assert.equal(await textOf(page, 'time-b'), 'not in this film');
    assert.deepEqual(await colorsOf(page, 'b'), []);
    assert.equal(await page.locator('#head-b').isVisible(), false);
    assert.match(
      `${await page.locator('#strip-a').getAttribute('aria-valuetext')}`,
      /^1:20\.5, Only in A, [a-z ]+ #[0-9a-f]{6} /,
    );
    assert.match(`${await page.locator('#strip-b').getAttribute('aria-valuetext')}`, /not the moment shown of A/);
  });

  it('arrow keys, Page Up and Down, Home and End move along the focused film', async () => {
    const { page } = await openComparison();
    await page.keyboard.press('Tab');
    assert.equal(await page.evaluate('document.activeElement.id'), 'strip-a');
    for (const [key, place] of [
      ['Home', 1],
      ['ArrowLeft', 1],
      ['ArrowRight', 2],
      ['PageUp', 12],
      ['PageDown', 2],
      ['End', 200],
    ] as const) {
      await page.keyboard.press(key);
      assert.equal(await placeOf(page, 'a'), place, key);
    }
    await page.keyboard.press('Tab');
    assert.equal(await page.evaluate('document.activeElement.id'), 'strip-b');
    await page.keyboard.press('Home');
    assert.equal(await placeOf(page, 'b'), 1);
    assert.match(
      `${await page.locator('#strip-b').getAttribute('aria-valuetext')}`,
      /^0:00\.5, difference \d+\.\d CIEDE2000, /,
    );
  });

  it('G jumps to the next gap or moved stretch and D to the next large difference, with Shift back', async () => {
    const { page } = await openComparison();
    await page.locator('#strip-a').focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('g');
    assert.equal(await placeOf(page, 'a'), 61);
    await page.keyboard.press('g');
    assert.equal(await placeOf(page, 'a'), 121);
    await page.keyboard.press('Shift+G');
    assert.equal(await placeOf(page, 'a'), 61);
    await page.keyboard.press('Home');
    const seen: number[] = [];
    for (let i = 0; i < 8; i++) {
      await page.keyboard.press('d');
      seen.push(await placeOf(page, 'a'));
    }
    assert.deepEqual(
      seen,
      [...new Set(seen)].sort((one, other) => one - other),
    );
    const most = Math.max(...COMPARISON.moments.map(({ difference }) => difference));
    const worst = COMPARISON.moments.find(({ difference }) => difference === most)!;
    assert.ok(seen.includes(Math.floor(worst.a) + 1));
    await page.keyboard.press('Shift+D');
    assert.equal(await placeOf(page, 'a'), seen.at(-2));
  });

  it('a time of a table is a button that shows the moment and moves the focus to its strip', async () => {
    const { page } = await openComparison();
    await page.getByRole('button', { name: '0:01:20.0' }).first().click();
    assert.equal(await page.evaluate('document.activeElement.id'), 'strip-b');
    assert.equal(await textOf(page, 'time-b'), '1:20.5');
    await page.locator('button.worst').first().click();
    const most = Math.max(...COMPARISON.moments.map(({ difference }) => difference));
    assert.equal(await textOf(page, 'difference'), most.toFixed(1));
  });

  it('a click copies the colour under the pointer, Enter that of the moment', async () => {
    const { page } = await openComparison();
    const bars = page.locator('#bars-b');
    const { width, height } = (await bars.boundingBox())!;
    await bars.click({ position: { x: (width * 30.5) / 160, y: 0.25 * height } });
    await page.getByText(/^#[0-9a-f]{6} copied$/).waitFor();
    const copied = `${await page.evaluate('navigator.clipboard.readText()')}`;
    assert.ok(B.columns[30]!.swatches.some(({ color }) => color === copied));
  });

  it('different films are shown each at its own moment, without links', async () => {
    const { page, errors } = await openComparison(makeStrangers(A, B));
    await page.locator('#strip-b').focus();
    await page.keyboard.press('End');
    await page.keyboard.press('g');
    assert.equal(await textOf(page, 'time-a'), '1:40.5');
    assert.equal(await textOf(page, 'time-b'), '2:39.5');
    assert.equal(await textOf(page, 'difference'), '');
    assert.deepEqual(errors, []);
  });

  it('the page of a comparison shows hostile titles as text', async () => {
    const film = { ...COMPARISON.a, title: HOSTILE, name: HOSTILE };
    const { page, requests } = await openComparison({ ...COMPARISON, a: film, b: film });
    assert.equal(await page.locator('h1').innerText(), `${HOSTILE}: two editions`);
    assert.equal(await page.evaluate('window.isHacked'), undefined);
    assert.deepEqual(requests(), []);
  });

  for (const width of [320, 768, 1280, 1920]) {
    it(`the page of a comparison fits a window ${width} pixels wide, with a title of one long word too`, async () => {
      const long = { ...COMPARISON.a, title: 'Donaudampfschiff'.repeat(12), name: 'x'.repeat(200) };
      for (const comparison of [COMPARISON, { ...COMPARISON, a: long }]) {
        const { page } = await openComparison(comparison, { viewport: { width, height: 800 } });
        assert.equal(await page.evaluate('document.documentElement.scrollWidth'), width);
      }
    });
  }

  it('the page of a comparison passes axe-core, dark and light', async () => {
    for (const comparison of [COMPARISON, makeStrangers(A, B)]) {
      const { page } = await openComparison(comparison);
      await assertAccessible(page, null);
    }
  });
});
