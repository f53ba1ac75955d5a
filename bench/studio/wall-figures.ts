import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serializeFingerprint } from '#core/fingerprint/index';
import { startServer } from '#node/server/index';
import { syntheticFingerprint } from '../../tests/support/fingerprints/synthetic-fingerprint.ts';
import { openPage } from '../../tests/support/page/chromium.ts';
import { waitUntil } from '../../tests/support/page/studio-page.ts';
import { makeLibrary } from '../library/synthetic-library.ts';
import type { Report } from './report.ts';

const FILMS = 500;
/** Seconds for which screen frames are counted, and CSS pixels that are scrolled per frame. */
const COUNTED = 4;
const SCROLL = 60;
/** Searches for each query. */
const REPEATS = 7;
const QUERIES = ['#b5342b', '#b5342b, #e8d9b0:30%, #31485e', 'teal, not red', 'gold:accent', '#808080'];

/** Whether the bars of all rows in sight are drawn. */
const IS_DRAWN = `(() => {
  const bars = [...document.querySelectorAll('.wall-row canvas')];
  return bars.length > 5 && bars.every((canvas) => canvas.width > 300);
})()`;

/** Measure the wall of a library of 500 films with 1,200 shots each, whose index is up to date. */
export async function measureWall(report: Report): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'chromatheque-wall-'));
  try {
    const { films, shots } = await makeLibrary(folder, FILMS);
    // The others are empty files that only the index knows; the page looks for one fingerprint.
    writeFileSync(join(folder, 'imagined.json'), serializeFingerprint(syntheticFingerprint(300)));
    console.log(`wall: ${films} films, ${shots} shots`);
    const server = await startServer({ inputs: [folder], port: 0 });
    const { page } = await openPage(server.makeOpeningAddress(), null, { viewport: { width: 1440, height: 900 } });
    const button = page.getByRole('button', { name: 'All films' });
    await button.waitFor();
    const begun = performance.now();
    await button.click();
    await waitUntil(page, IS_DRAWN);
    const opened = (performance.now() - begun) / 1000;
    report('wall of 500 films opened', opened, 's', '<= 2', opened <= 2);

    const times: number[] = [];
    const status = page.locator('[data-took-ms]');
    for (const query of QUERIES) {
      await page.getByLabel('Search by colours').fill(query);
      const repeated: number[] = [];
      // The first searches wait until all films are loaded.
      for (let i = 0; i < 100 && repeated.length < REPEATS; i++) {
        await page.getByRole('button', { name: 'Search', exact: true }).click();
        await page.waitForTimeout(200);
        const isFound = (await page.getByRole('heading', { name: `Films with ${query}` }).count()) > 0;
        if (isFound) repeated.push(Number(await status.getAttribute('data-took-ms')));
      }
      // Other programs run beside the browser: the least is nearest to what the search costs.
      times.push(Math.min(...repeated));
    }
    const slowest = Math.max(...times);
    report('search of 500 films x 1,200 shots, the slowest of 5', slowest, 'ms', '<= 50', slowest <= 50);

    await page.getByRole('button', { name: 'Show all' }).click();
    const frames = Number(
      await page.evaluate(`new Promise((resolve) => {
        const list = document.querySelector('.wall-scroll');
        let frames = 0;
        const end = performance.now() + ${1000 * COUNTED};
        const step = (now) => {
          list.scrollTop += ${SCROLL};
          if (now < end) (frames++, requestAnimationFrame(step));
          else resolve(frames);
        };
        requestAnimationFrame(step);
      })`),
    );
    report('screen frames while 500 films scroll', frames / COUNTED, 'a s', '>= 50', frames / COUNTED >= 50);
    await page.goto('about:blank');
    await server.close();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
