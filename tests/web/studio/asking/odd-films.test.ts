import assert from 'node:assert/strict';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { serializeFingerprint } from '#core/fingerprint/index';
import { syntheticFingerprint } from '../../../support/fingerprints/synthetic-fingerprint.ts';
import { ROOT } from '../../../support/media.ts';
import { closeBrowserAfterwards, NO_CHROMIUM, openPage } from '../../../support/page/chromium.ts';
import { waitUntilKept } from '../../../support/page/kept-session.ts';
import { BLANK, chooseFiles, openStudio, waitUntil } from '../../../support/page/studio-page.ts';
import { startTestServer } from '../../../support/servers/studio-server.ts';
import { makeTempFolder } from '../../../support/temp-folder.ts';

const folder = makeTempFolder();
const library = join(folder, 'Library');
mkdirSync(library);

/** Write the fingerprint of a film with a title. */
function write(path: string, title: string): string {
  const made = syntheticFingerprint(60, { seed: title.length });
  const id = Buffer.from(title.padEnd(16)).toString('hex').slice(0, 32);
  writeFileSync(path, serializeFingerprint({ ...made, film: { ...made.film, title, id } }));
  return path;
}
const long = write(join(folder, 'long.json'), 'A word and another '.repeat(300));
const unbroken = write(join(folder, 'unbroken.json'), 'W'.repeat(3000));
const blank = write(join(folder, 'blank.json'), ' ');
for (const title of ['Alpha', 'Beta', ' ']) write(join(library, `${title.trim() || 'blank'}.json`), title);

closeBrowserAfterwards();

/** Names that are cut and have no tooltip that shows them whole. */
const CUT_NAMES = `[...document.querySelectorAll('h1, .tab-name, .wall-title b, .recent-open span')]
  .filter((one) => getComputedStyle(one).overflow === 'hidden')
  .filter((one) => one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 1)
  .filter((one) => one.closest('[title]')?.title.trim() !== one.textContent.trim())
  .map((one) => one.className + one.textContent.slice(0, 20))`;

describe('Films with odd titles', { skip: NO_CHROMIUM }, () => {
  it('have a name that is cut, with a tooltip, and covers nothing', async () => {
    const { page, errors } = await openStudio();
    for (const path of [long, unbroken]) {
      await chooseFiles(page, path);
      await page.locator('.palette-code').first().waitFor();
      const strip = (await page.locator('.strip-area').boundingBox())!;
      const heading = (await page.locator('h1').boundingBox())!;
      assert.ok(heading.y + heading.height < strip.y - 200, `the title ends at ${heading.y + heading.height}`);
      assert.equal(await page.evaluate('document.documentElement.scrollWidth - innerWidth'), 0);
      assert.deepEqual(await page.evaluate(CUT_NAMES), []);
      assert.ok(Number(await page.evaluate("document.querySelector('h1').title.length")) > 2000);
    }
    await page.getByRole('button', { name: 'Chromatheque' }).click();
    await page.locator('.recent-open').first().waitFor();
    assert.deepEqual(await page.evaluate(CUT_NAMES), []);
    assert.deepEqual(errors, []);
  });

  it('are called by their file if they have no title', async () => {
    const { page } = await openStudio();
    await chooseFiles(page, blank);
    await page.getByRole('heading', { name: 'imagined.mkv' }).waitFor();
    assert.deepEqual(await page.locator('.tab-name').allTextContents(), ['imagined.mkv']);
    await page.getByRole('button', { name: 'Chromatheque' }).click();
    await page.locator('.recent-open', { hasText: 'imagined.mkv' }).waitFor();
  });

  it('leave colours and controls free of the hints', async () => {
    const { page } = await openStudio();
    await chooseFiles(page, blank);
    const hints = (await page.locator('.hints').boundingBox())!;
    const side = (await page.locator('.explore-side').boundingBox())!;
    assert.ok(hints.x + hints.width <= side.x, `${hints.x + hints.width} to ${side.x}`);
  });
});

describe('A library that changes while it is open', { skip: NO_CHROMIUM }, () => {
  it('has films that stay open after a reload, and sentences for what is gone', async () => {
    const { server } = await startTestServer({ inputs: [library], studioFolder: join(ROOT, 'dist', 'web', 'studio') });
    const { origin } = new URL(server.address);
    const { page } = await openPage(server.makeOpeningAddress(), `${origin}/${BLANK}`);
    const openWall = () => page.getByRole('button', { name: 'All films' }).click();
    const title = (name: string) => page.locator('.wall-title', { hasText: name });
    await openWall();
    await title('imagined.mkv').waitFor();
    // The second click of a double click finds the tab of the first.
    await title('Alpha').dblclick();
    await page.getByRole('heading', { name: 'Alpha' }).waitFor();
    await waitUntilKept(page, 1, 'explore', 1);
    await page.reload();
    await page.getByRole('heading', { name: 'Alpha' }).waitFor();
    await openWall();
    await title('Alpha').click();
    await page.getByRole('heading', { name: 'Alpha' }).waitFor();
    assert.equal(await page.locator('.tab').count(), 1);

    await openWall();
    rmSync(join(library, 'Beta.json'));
    await title('Beta').click();
    await page
      .getByRole('alert')
      .filter({ hasText: /^There is no such file on the shelf\.$/ })
      .waitFor();
    await openWall();
    await server.close();
    await title('imagined.mkv').click();
    await page
      .getByRole('alert')
      .filter({ hasText: /^The server does not answer\. Is `chromatheque studio` still/ })
      .waitFor();
    // What is open stays open.
    await page.locator('.tab-name', { hasText: 'Alpha' }).click();
    await waitUntil(page, "document.querySelectorAll('.palette-code').length > 0");
  });
});
