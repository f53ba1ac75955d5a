import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { type Fingerprint, serializeFingerprint } from '#core/fingerprint/index';
import { measureSegment } from '#core/library/index';
import type { LibraryState } from '#core/protocol/index';
import { columnOf, fingerprintOf } from '../../../support/fingerprints/synthetic-fingerprint.ts';
import { ROOT } from '../../../support/media.ts';
import { closeBrowserAfterwards, NO_CHROMIUM, openPage } from '../../../support/page/chromium.ts';
import { BLANK, waitUntil } from '../../../support/page/studio-page.ts';
import { startTestServer } from '../../../support/servers/studio-server.ts';
import { makeTempFolder } from '../../../support/temp-folder.ts';

const library = join(makeTempFolder(), 'Library');
mkdirSync(library);

/** A film whose columns take turns, so that each is a moment. */
function filmOf(title: string, columns: number, one: readonly string[], other: readonly string[]): Fingerprint {
  const made = fingerprintOf(
    Array.from({ length: columns }, (_, i) => columnOf(i + 0.5, ...(i % 2 === 0 ? one : other))),
  );
  return { ...made, film: { ...made.film, id: title.padEnd(32, '0'), title, name: `${title}.mkv` } };
}
const warm = ['#c01810', '#e0a030', '#f0e0c0', '#802010', '#ff8040', '#d06080', '#603020', '#ffe060'];
const cold = ['#1030c0', '#108090', '#c0e0f0', '#102060', '#4080ff', '#6050d0', '#203060', '#60e0ff'];
for (const [name, film] of [
  ['a', filmOf('b1', 40, ['#707070'], ['#1030c0'])],
  ['b', filmOf('c2', 40, ['#707070'], ['#207030'])],
  // The films up to this one are loaded together: their arrays have more than a megabyte.
  ['c', filmOf('d3', 20_000, warm, cold)],
] as const) {
  writeFileSync(join(library, `${name}.json`), serializeFingerprint(film));
}
const { server } = await startTestServer({ inputs: [library], studioFolder: join(ROOT, 'dist', 'web', 'studio') });

closeBrowserAfterwards();

/** The largest library that the page loads whole, bytes: docs/studio.md. */
const BORDER = 64 * 2 ** 20;

describe('A library whose arrays have more than 64 MiB', { skip: NO_CHROMIUM }, () => {
  it('is drawn from the films in sight, and searched by the server', async () => {
    const { origin } = new URL(server.address);
    const { page, requests } = await openPage(server.makeOpeningAddress(), `${origin}/${BLANK}`);
    await page.route('**/api/library', async (route) => {
      const response = await route.fetch();
      const state = (await response.json()) as LibraryState;
      // One more film, as large as the border, whose arrays are never asked for.
      const large = { ...state.films[0]!, title: 'e4', moments: Math.ceil(BORDER / 9), swatches: 0 };
      if (state.state === 'ready') {
        assert.ok(measureSegment(state.films) > 2 ** 20 && measureSegment([large]) - BORDER < 2 ** 14);
        await route.fulfill({ response, json: { ...state, films: [...state.films, large] } });
      } else await route.fulfill({ response });
    });
    await page.getByRole('button', { name: 'All films' }).click();
    await page.locator('.wall-title', { hasText: 'e4' }).waitFor();
    await page.getByLabel('Filter by title, year or file name').fill('b1');
    await waitUntil(page, IS_DRAWN);
    await page.getByLabel('Filter by title, year or file name').fill('');
    await page.getByLabel('Search by colours').fill('#207030~5');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Films with #207030~5' }).waitFor();
    assert.deepEqual(await page.locator('.wall-title b').allTextContents(), ['c2']);
    assert.ok((await page.locator('.wall-mark').count()) > 0);
    await page.getByRole('button', { name: 'Films similar to c2' }).click();
    await page.getByRole('heading', { name: 'Films similar to c2' }).waitFor();
    for (const path of ['/api/library/search', '/api/library/similar']) {
      assert.ok(
        requests.some((url) => url.includes(path)),
        path,
      );
    }
    await page.unroute('**/api/library');
  });
});

/** Whether the bars of the first row are drawn: coloured, not the ground. */
const IS_DRAWN = `(() => {
  const canvas = document.querySelector('.wall-row canvas');
  if (!canvas || canvas.width < 50) return false;
  return canvas.getContext('2d').getImageData(canvas.width >> 2, canvas.height >> 1, 1, 1).data[0] > 90;
})()`;
