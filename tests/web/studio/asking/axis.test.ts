import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { serializeFingerprint } from '#core/fingerprint/index';
import { columnOf, fingerprintOf, syntheticFingerprint } from '../../../support/fingerprints/synthetic-fingerprint.ts';
import { closeBrowserAfterwards, NO_CHROMIUM } from '../../../support/page/chromium.ts';
import { chooseFiles, openStudio } from '../../../support/page/studio-page.ts';
import { makeTempFolder } from '../../../support/temp-folder.ts';

const folder = makeTempFolder();
const write = (name: string, content: string): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};
const long = write('long.json', serializeFingerprint(syntheticFingerprint(400)));
/** Three frames in 0.12 s. */
const short = fingerprintOf([0.02, 0.06, 0.1].map((time) => columnOf(time, '#806040')));
const brief = write(
  'brief.json',
  serializeFingerprint({
    ...short,
    film: { ...short.film, durationSeconds: 0.12 },
    sampling: { ...short.sampling, to: 0.12 },
  }),
);

/** Labels, and the time at their tick by its place on the strip. */
const readTicks = (page: Page, seconds: number) =>
  page.evaluate<{ label: string; seconds: number }[]>(`(() => {
    const area = document.querySelector('.strip-area').getBoundingClientRect();
    return [...document.querySelectorAll('.tick.is-labelled')].map((tick) => {
      const { left, right, width } = tick.getBoundingClientRect();
      const x = tick.matches('.is-after') ? left : tick.matches('.is-before') ? right : left + width / 2;
      return { label: tick.textContent, seconds: ((x - area.left) / area.width) * ${seconds} };
    });
  })()`);

closeBrowserAfterwards();

describe('The times below the strip', { skip: NO_CHROMIUM }, () => {
  it('stand at round times, each below its moment, and never overlap or leave the page', async () => {
    const { page } = await openStudio();
    await chooseFiles(page, long);
    await page.locator('.tick').first().waitFor();
    for (const width of [1440, 844, 360]) {
      await page.setViewportSize({ width, height: 700 });
      await page.waitForTimeout(100);
      const ticks = await readTicks(page, 400);
      assert.ok(ticks.length >= 3, `${ticks.length} labels at ${width} pixels`);
      for (const { label, seconds } of ticks) {
        const [minutes, rest] = label.split(':').map(Number);
        const named = 60 * minutes! + rest!;
        assert.equal(named % 15, 0);
        assert.ok(Math.abs(named - seconds) < 1.5 * (400 / width), `${label} stands at ${seconds} s`);
      }
      const boxes = await page.evaluate<[number, number][]>(
        `[...document.querySelectorAll('.tick.is-labelled')].map((tick) => { const { left, right } = tick.getBoundingClientRect(); return [left, right]; })`,
      );
      for (const [i, [left, right]] of boxes.entries()) {
        assert.ok(left >= -0.5 && right <= width + 0.5);
        if (i > 0) assert.ok(left > boxes[i - 1]![1], 'labels overlap');
      }
    }
  });

  it('tell the moments of a film of a tenth of a second apart', async () => {
    const { page } = await openStudio();
    await chooseFiles(page, brief);
    await page.locator('.tick').first().waitFor();
    const labels = (await readTicks(page, 0.12)).map(({ label }) => label);
    assert.equal(labels[0], '0:00.00');
    assert.ok(labels.length >= 4);
    assert.equal(new Set(labels).size, labels.length);
  });
});
