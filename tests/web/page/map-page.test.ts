import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { createMapGrid } from '#core/compare/index';
import { type MapPageFilm, mapToPage } from '#core/export/index';
import { filmPalette } from '#core/fingerprint/index';
import { drawMapBars, planMap } from '#core/poster/index';
import { syntheticFingerprint } from '../../support/fingerprints/synthetic-fingerprint.ts';
import { assertAccessible } from '../../support/page/axe.ts';
import { closeBrowserAfterwards, NO_CHROMIUM, openPage, type PageOptions } from '../../support/page/chromium.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

const HOSTILE = `</title></script><script>window.isHacked = 1</script><img src="https://example.org/x" onerror="window.isHacked = 1">`;
const folder = makeTempFolder();

/** Seven films in rows of three, the last film alone. */
const films = Array.from({ length: 7 }, (_, i): MapPageFilm => {
  const film = syntheticFingerprint(60, { seed: i + 1 });
  return {
    title: i === 6 ? HOSTILE : ['Amélie', 'Night', 'Day', 'Night and Day', 'E', 'F'][i]!,
    note: String(1970 + i),
    facts: [String(1970 + i), 'Doe, J.'],
    palette: filmPalette(film, 8),
    bars: drawMapBars(film, planMap({ colors: 2 }, 7)),
    href: i === 5 ? 'library/f%20film.html' : null,
    nearest: [(i + 1) % 7, (i + 3) % 7],
  };
});

async function openMap(options: PageOptions = {}) {
  const path = join(folder, 'map.html');
  writeFileSync(path, mapToPage(films, createMapGrid(7, 3), 'Seven <films>', { name: 'chromatheque', version: '1' }));
  const url = pathToFileURL(path).href;
  const { page, context, errors, ...log } = await openPage(url, null, options);
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const focused = () => page.evaluate<string>('document.activeElement.id');
  return { page, errors, focused, requests: () => log.requests.filter((request) => request !== url) };
}

closeBrowserAfterwards();

describe('The page of a map in Chromium', { skip: NO_CHROMIUM }, () => {
  it('the page of a map draws every film in its cell, and no request leaves it', async () => {
    const { page, errors, requests } = await openMap();
    assert.equal(await page.locator('h1').innerText(), 'Seven <films>');
    const boxes = await Promise.all((await page.locator('.tile').all()).map((tile) => tile.boundingBox()));
    const rows = new Set(boxes.map((box) => Math.round(box!.y)));
    assert.equal(rows.size, 3);
    // The last film stands below the middle one of its row.
    assert.ok(Math.abs(boxes[6]!.x - boxes[4]!.x) < 1);
    const isDrawn = `Array.from(document.querySelectorAll('.tile canvas')).every((canvas) =>
      canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data.every((value, i) => i % 4 < 3 || value === 255))`;
    assert.equal(await page.evaluate(isDrawn), true);
    assert.equal(await page.evaluate('window.isHacked'), undefined);
    assert.deepEqual(errors, []);
    assert.deepEqual(requests(), []);
  });

  it('arrow keys, Home and End move over the map, and one film is reached by Tab', async () => {
    const { page, focused } = await openMap();
    await page.locator('#find').focus();
    await page.keyboard.press('Tab');
    assert.equal(await focused(), 'film-0');
    for (const [key, film] of [
      ['ArrowRight', 1],
      ['ArrowDown', 4],
      ['ArrowDown', 6],
      ['ArrowDown', 6],
      ['ArrowUp', 4],
      ['End', 6],
      ['ArrowRight', 6],
      ['Home', 0],
      ['ArrowLeft', 0],
      ['ArrowUp', 0],
    ] as const) {
      await page.keyboard.press(key);
      assert.equal(await focused(), `film-${film}`, key);
    }
    assert.equal(await page.locator('.tile[tabindex="0"]').count(), 1);
  });

  it('a film shows its facts, its colours and the most similar films, which lead to them', async () => {
    const { page, focused } = await openMap();
    await page.locator('#film-1').hover();
    assert.equal(await page.locator('#title').innerText(), 'Night');
    assert.equal(await page.locator('#facts').innerText(), '1971 · Doe, J.');
    assert.deepEqual(
      await page.locator('#swatches button:visible b').allInnerTexts(),
      films[1]!.palette.map(({ color }) => color),
    );
    assert.deepEqual(await page.locator('.near').allInnerTexts(), ['Day', 'E']);
    await page.locator('.near').last().click();
    assert.equal(await focused(), 'film-4');
    assert.equal(await page.locator('#title').innerText(), 'E');
    assert.equal(await page.locator('#link').isVisible(), false);
    await page.locator('#film-5').focus();
    assert.match(`${await page.locator('#link').getAttribute('href')}`, /library\/f%20film\.html$/);
    await page.locator('#close').click();
    assert.equal(await page.locator('#chosen').isVisible(), false);
    assert.equal(await focused(), 'film-5');
  });

  it('the field finds titles without accents, and Enter leads to the first one', async () => {
    const { page, focused } = await openMap();
    await page.keyboard.press('/');
    await page.keyboard.type('night');
    assert.equal(await page.locator('#found').innerText(), '2 found');
    assert.equal(await page.locator('.tile.is-dim').count(), 5);
    await page.keyboard.press('Enter');
    assert.equal(await focused(), 'film-1');
    await page.locator('#find').fill('amelie');
    assert.equal(await page.locator('#found').innerText(), '1 found');
    await page.locator('#find').press('Escape');
    assert.equal(await page.locator('.tile.is-dim').count(), 0);
  });

  it('the page of a map has no accessibility errors that axe finds, light and dark, and fits a phone', async () => {
    const { page } = await openMap({ viewport: { width: 390, height: 800 } });
    await page.locator('#film-2').focus();
    await assertAccessible(page, null);
    assert.ok((await page.evaluate<number>('document.documentElement.scrollWidth')) <= 390);
  });
});
