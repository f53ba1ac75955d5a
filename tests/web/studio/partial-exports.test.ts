import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { type Fingerprint, parseFingerprint } from '#core/fingerprint/index';
import { greys } from '../../support/films/frame-recipes.ts';
import { makeFilm } from '../../support/films/make-film.ts';
import { closeBrowserAfterwards, NO_CHROMIUM } from '../../support/page/chromium.ts';
import { chooseFiles, openDownloads, openStudio, waitUntilRead } from '../../support/page/studio-page.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

const FRAMES = 600;
const film = makeFilm({
  path: join(makeTempFolder(), 'long.mp4'),
  frames: FRAMES,
  width: 64,
  height: 36,
  gop: 10,
  paint: greys,
  isFlat: true,
});

/** A script that clicks a button as soon as a share of all frames is read, well after the first columns. */
const clickAt = (share: number, label: string): string => `new MutationObserver((_, observer) => {
  const isExact = document.querySelector('[data-stage=exact]') !== null;
  if (!isExact || !(document.querySelector('.film-bar progress')?.value >= ${share})) return;
  observer.disconnect();
  document.querySelector('[aria-label="${label}"]').click();
}).observe(document.body, { childList: true, subtree: true, attributes: true, characterData: true })`;

async function download(page: Page, name: string): Promise<{ readonly name: string; readonly content: Buffer }> {
  await openDownloads(page);
  const button = page.getByRole('region', { name: 'Export' }).getByRole('button', { name, exact: true }).first();
  const [file] = await Promise.all([page.waitForEvent('download'), button.click()]);
  const content = readFileSync(await file.path());
  await page.keyboard.press('Escape');
  return { name: file.suggestedFilename(), content };
}

const countKnown = ({ columns }: Fingerprint): number => columns.filter(({ swatches }) => swatches.length > 0).length;

closeBrowserAfterwards();

describe('Exports of a film that is partly read', { skip: NO_CHROMIUM }, () => {
  it('are marked as partial after "Pause" and after "Stop reading", and whole once the rest is read', async () => {
    const { page, errors } = await openStudio();
    const exportPartial = async (): Promise<Fingerprint> => {
      await openDownloads(page);
      await page.getByText(/^\d+ % of the film is read\. The files are marked as partial\.$/).waitFor();
      const json = await download(page, 'JSON');
      assert.equal(json.name, 'long (partial).json');
      const part = parseFingerprint(json.content.toString());
      assert.equal(part.columns.length, FRAMES);
      assert.ok(part.columns.every(({ swatches, frameTime }) => swatches.length > 0 === (frameTime !== null)));
      return part;
    };
    /** Resume in the view that draws no poster again and again while the film is read. */
    const resume = async () => {
      await page.getByText('Explore', { exact: true }).click();
      await page.getByRole('button', { name: 'Resume' }).click();
    };
    const showPoster = async () => {
      await page.getByText('Poster', { exact: true }).click();
      await page.locator('.poster[aria-busy=false] img').waitFor();
    };

    await page.evaluate(clickAt(1 / 3, 'Pause'));
    await chooseFiles(page, film);
    await page.getByText(/^Paused$/).waitFor();
    await showPoster();
    const paused = await exportPartial();
    const count = countKnown(paused);
    assert.ok(count >= FRAMES / 3 && count < FRAMES, `${count} columns are known`);
    const csv = await download(page, 'CSV');
    assert.equal(csv.name, 'long (partial).csv');
    const png = await download(page, 'PNG');
    assert.equal(png.name, 'long (partial).png');
    assert.equal(png.content.subarray(1, 4).toString(), 'PNG');
    // In its header (ISO/IEC 15948, clause 11.2.2).
    assert.deepEqual([png.content.readUInt32BE(16), png.content.readUInt32BE(20)], [3000, 3000]);
    const svg = await download(page, 'SVG');
    assert.equal(svg.name, 'long (partial).svg');

    await page.evaluate(clickAt((1 + count / FRAMES) / 2, 'Stop reading'));
    await resume();
    await page.getByText(/^Stopped at/).waitFor();
    await showPoster();
    const stopped = await exportPartial();
    assert.ok(countKnown(stopped) > count && countKnown(stopped) < FRAMES, `${countKnown(stopped)} columns are known`);

    await resume();
    await waitUntilRead(page);
    await showPoster();
    const whole = await download(page, 'JSON');
    assert.equal(whole.name, 'long.json');
    const { columns } = parseFingerprint(whole.content.toString());
    assert.equal(countKnown({ ...stopped, columns }), FRAMES);
    for (const part of [paused, stopped]) {
      for (const [place, { swatches }] of part.columns.entries()) {
        if (swatches.length > 0) assert.deepEqual(swatches, columns[place]!.swatches);
      }
    }
    assert.deepEqual(errors, []);
  });
});
