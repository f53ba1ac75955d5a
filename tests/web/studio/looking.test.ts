import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import { nameColor } from '#core/color/index';
import { serializeFingerprint } from '#core/fingerprint/index';
import { makeFilm } from '../../support/films/make-film.ts';
import { columnOf, fingerprintOf, syntheticFingerprint } from '../../support/fingerprints/synthetic-fingerprint.ts';
import { closeBrowserAfterwards, NO_CHROMIUM } from '../../support/page/chromium.ts';
import { chooseFiles, openStudio, waitUntil, waitUntilRead } from '../../support/page/studio-page.ts';
import { writePng } from '../../support/pictures/write-png.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

const folder = makeTempFolder();
const write = (name: string, content: string | Uint8Array): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};
const imagined = write('imagined.json', serializeFingerprint(syntheticFingerprint(600)));
// Red in the second quarter, blue in the last.
const halves = fingerprintOf(
  Array.from({ length: 400 }, (_, i) =>
    columnOf(i + 0.5, i >= 100 && i < 200 ? '#c01810' : i >= 300 ? '#1030c0' : '#808080'),
  ),
);
const flags = write('flags.json.gz', gzipSync(serializeFingerprint(halves)));

closeBrowserAfterwards();

describe('The studio', { skip: NO_CHROMIUM }, () => {
  it('shows time, colours, names and shares of the frame under the pointer', async () => {
    const { page, errors } = await openStudio();
    await chooseFiles(page, flags);
    const strip = page.getByRole('slider', { name: 'Timeline' });
    const box = (await strip.boundingBox())!;
    const lookAt = (share: number) => page.mouse.move(box.x + share * box.width, box.y + box.height / 2);
    for (const [share, color] of [
      [0.375, '#c01810'],
      [0.9, '#1030c0'],
      [0.05, '#808080'],
    ] as const) {
      await lookAt(share);
      await page.locator('.palette-code', { hasText: color }).waitFor();
      assert.equal(await page.locator('.palette-name').first().textContent(), nameColor(color).name);
      assert.equal(await page.locator('.palette-share').first().textContent(), '100 %');
    }
    await lookAt(0.375);
    assert.equal(await page.locator('.timecode').textContent(), '2:30.0');
    // A click holds the cursor.
    await page.mouse.down();
    await page.mouse.up();
    await lookAt(0.9);
    assert.equal(await page.locator('.timecode').textContent(), '2:30.0');
    assert.deepEqual(errors, []);
  });

  it('copies the code of a colour with a click', async () => {
    const { page, context } = await openStudio();
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await chooseFiles(page, flags);
    await page.getByRole('slider', { name: 'Timeline' }).press('Home');
    await page.getByRole('button', { name: 'Copy #808080' }).click();
    await page.getByRole('status').filter({ hasText: 'Copied #808080' }).waitFor();
    assert.equal(await page.evaluate('navigator.clipboard.readText()'), '#808080');
  });

  it('highlights a colour within the tolerance, and moves to its next match', async () => {
    const { page } = await openStudio();
    await chooseFiles(page, flags);
    const strip = page.getByRole('slider', { name: 'Timeline' });
    await strip.press('End');
    await page.getByRole('button', { name: /Highlight #1030c0/ }).click();
    await page.getByText('In 25 % of frames, 25 % of the picture').waitFor();
    // The colours of the strip at its grey beginning and at its blue end.
    const lightness = `(() => {
      const canvas = document.querySelector('.strip-canvas');
      const at = (share) => [...canvas.getContext('2d').getImageData(Math.floor(share * canvas.width), 4, 1, 1).data].slice(0, 3);
      return [at(0.1), at(0.9)];
    })()`;
    await waitUntil(page, `${lightness}[0].every((code) => code < 70 || code > 190)`);
    assert.deepEqual(((await page.evaluate(lightness)) as number[][])[1], [16, 48, 192]);
    await strip.press('Home');
    await strip.press(']');
    assert.equal(await page.locator('.timecode').textContent(), '5:00.5');
    await page.getByRole('slider', { name: 'Tolerance' }).fill('25');
    await page.getByText('In 25 % of frames').waitFor();
    await strip.press('Escape');
    assert.equal(await page.locator('.highlight').count(), 0);
  });

  it('zooms to the range that the pointer selects, and back to the whole film', async () => {
    const { page } = await openStudio();
    await chooseFiles(page, flags);
    const strip = page.getByRole('slider', { name: 'Timeline' });
    const box = (await strip.boundingBox())!;
    await page.mouse.move(box.x + 0.25 * box.width, box.y + 20);
    await page.mouse.down();
    await page.mouse.move(box.x + 0.4 * box.width, box.y + 20, { steps: 4 });
    await page.mouse.move(box.x + 0.5 * box.width, box.y + 20, { steps: 4 });
    await page.mouse.up();
    const labels = page.locator('.tick.is-labelled');
    assert.equal(await labels.first().textContent(), '1:40');
    assert.equal(await labels.last().textContent(), '3:20');
    await page.getByRole('button', { name: 'Whole film' }).click();
    assert.equal(await labels.last().textContent(), '6:30');
  });

  it('works with the keyboard only', async () => {
    const { page } = await openStudio();
    await chooseFiles(page, imagined);
    const strip = page.getByRole('slider', { name: 'Timeline' });
    await strip.focus();
    const place = async () => Number(await strip.getAttribute('aria-valuenow'));
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowRight');
    assert.equal(await place(), 1);
    await page.keyboard.press('Shift+ArrowRight');
    assert.equal(await place(), 31);
    await page.keyboard.press('End');
    assert.equal(await place(), 599);
    await page.keyboard.press('+');
    await page.keyboard.press('+');
    assert.equal(await page.locator('.overview').count(), 1);
    await page.keyboard.press('0');
    assert.equal(await page.locator('.overview').count(), 0);
    await page.keyboard.press('p');
    await page.getByRole('region', { name: 'Poster' }).waitFor();
    await page.keyboard.press('e');
    await page.getByRole('region', { name: 'Colours' }).waitFor();
  });

  it('moves to the place of a key that was pressed while the film was opening', async () => {
    const { page } = await openStudio();
    // In the same task as the choice, so that nothing of the file is read before the key.
    await page.evaluate(`document.querySelector('input[type=file]').addEventListener('change', () => {
      window.dispatchEvent(new KeyboardEvent('keydown', { key: 'End' }));
    })`);
    await chooseFiles(page, flags);
    const strip = page.getByRole('slider', { name: 'Timeline' });
    await strip.waitFor();
    assert.equal(await strip.getAttribute('aria-valuenow'), '399');
    const box = (await strip.boundingBox())!;
    await page.mouse.move(box.x + 0.5 * box.width, box.y + 20);
    assert.equal(await strip.getAttribute('aria-valuenow'), '399');
  });

  it('keeps a film, a fingerprint and a still open, and closes one', async () => {
    const { page, errors } = await openStudio();
    const film = makeFilm({ path: join(folder, 'short.mp4'), frames: 30, isFlat: true, paint: () => [120, 100, 160] });
    const codes = Array.from({ length: 64 * 48 }, (_, i) => (i < 16 * 48 ? [200, 40, 20] : [20, 60, 110])).flat();
    const still = write('still.png', writePng({ width: 64, height: 48, codes }));
    await chooseFiles(page, [film, flags, still]);
    await page.getByText('64 × 48').waitFor();
    await page.getByRole('button', { name: 'Copy #143c6e' }).waitFor();
    assert.deepEqual(await page.locator('.palette-share').allTextContents(), ['75 %', '25 %']);
    const shelf = page.getByRole('navigation', { name: 'Open items' });
    await shelf.getByRole('button', { name: 'Short', exact: true }).click();
    await waitUntilRead(page);
    await shelf.getByRole('button', { name: 'Close Short' }).click();
    assert.equal(await shelf.locator('.tab').count(), 2);
    assert.deepEqual(errors, []);
  });

  it('lists recent fingerprints after a reload, and removes them on request', async () => {
    const { page } = await openStudio();
    await chooseFiles(page, imagined);
    // The fingerprint is stored asynchronously.
    await page.getByRole('button', { name: 'Chromatheque' }).click();
    await page.getByRole('button', { name: 'Remove Imagined' }).waitFor();
    // As in a new tab, which restores nothing by itself.
    await page.evaluate('sessionStorage.clear()');
    await page.reload();
    await page.getByRole('button', { name: 'Imagined', exact: true }).click();
    assert.equal(await page.getByRole('slider', { name: 'Timeline' }).getAttribute('aria-valuemax'), '599');
    await page.getByRole('button', { name: 'Close Imagined' }).click();
    await page.getByRole('button', { name: 'Remove Imagined' }).click();
    await page.getByRole('heading', { name: 'Recent' }).waitFor({ state: 'detached' });
    await page.evaluate('sessionStorage.clear()');
    await page.reload();
    await page.getByRole('heading', { name: /Drop a film/ }).waitFor();
    assert.equal(await page.getByRole('heading', { name: 'Recent' }).count(), 0);
  });

  it('explains what is wrong with an invalid fingerprint and an invalid image', async () => {
    const { page } = await openStudio();
    await chooseFiles(page, write('other.json', '{"a": 1}'));
    await page.getByText(/other\.json: not a fingerprint/).waitFor();
    await chooseFiles(page, write('torn.png', 'not a picture'));
    await page.getByText('torn.png is not an image that this browser can show.').waitFor();
  });
});
