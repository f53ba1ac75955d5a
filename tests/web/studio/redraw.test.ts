import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { serializeFingerprint } from '#core/fingerprint/index';
import { heardFingerprint } from '../../support/fingerprints/heard-fingerprint.ts';
import { picturedFingerprint } from '../../support/fingerprints/pictured-fingerprint.ts';
import { syntheticFingerprint } from '../../support/fingerprints/synthetic-fingerprint.ts';
import { closeBrowserAfterwards, NO_CHROMIUM } from '../../support/page/chromium.ts';
import { chooseFiles, exportFile, openStudio, waitUntil } from '../../support/page/studio-page.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

const COLUMNS = 400;
const folder = makeTempFolder();
const write = (name: string, fingerprint: Parameters<typeof serializeFingerprint>[0]) => {
  const path = join(folder, name);
  writeFileSync(path, serializeFingerprint(fingerprint));
  return path;
};
const LONG = write('long.json', syntheticFingerprint(COLUMNS));
const SHORT = write('short.json', syntheticFingerprint(60));
const PICTURED = write('pictured.json', picturedFingerprint());
const HEARD = write('heard.json', heardFingerprint(40));

/** Notes what drawing workers are asked: worker, kind, and the number of columns of each film. */
const NOTE_REQUESTS = `(() => {
  window.asked = [];
  const workers = [];
  const films = new Map();
  const { postMessage } = Worker.prototype;
  Worker.prototype.postMessage = function (message, ...rest) {
    if (!workers.includes(this)) workers.push(this);
    const worker = workers.indexOf(this);
    if (message.kind === 'keep') films.set(worker + ' ' + message.key, message.fingerprint.columns.length);
    if (message.kind === 'draw') {
      const columns = message.keys.map((key) => films.get(worker + ' ' + key));
      asked.push({ worker, kind: message.drawing.kind, columns: Math.max(...columns), colors: message.drawing.options?.colors });
    }
    return postMessage.call(this, message, ...rest);
  };
})()`;

interface Asked {
  readonly worker: number;
  readonly kind: string;
  readonly columns: number;
  readonly colors?: number;
}

async function openPoster(film: string): Promise<{ page: Page; errors: readonly string[] }> {
  const { page, errors } = await openStudio();
  await page.evaluate(NOTE_REQUESTS);
  await chooseFiles(page, film);
  await page.getByText('Poster', { exact: true }).click();
  await page.locator('.poster img').waitFor();
  await waitUntil(page, "asked.some(({ kind }) => kind === 'effects')");
  return { page, errors };
}

const choose = (page: Page, layout: string) =>
  page.locator('.layout', { has: page.getByRole('radio', { name: layout, exact: true }) }).click();

/** Change something and wait until the shown picture is another one. */
async function redraw(page: Page, change: () => Promise<unknown>): Promise<void> {
  const before = await page.locator('.poster img').getAttribute('src');
  await change();
  await waitUntil(
    page,
    `![null, undefined, ${JSON.stringify(before)}].includes(document.querySelector('.poster img')?.src)`,
  );
}

closeBrowserAfterwards();

describe('The studio redraws posters', { skip: NO_CHROMIUM }, () => {
  it('paints the shown poster in a worker that has no previews to paint', async () => {
    const { page } = await openPoster(LONG);
    await waitUntil(page, `document.querySelectorAll('.layout-preview img').length > 3`);
    const asked = await page.evaluate<Asked[]>('asked');
    const workersOf = (kinds: string[]) =>
      new Set(asked.filter(({ kind }) => kinds.includes(kind)).map(({ worker }) => worker));
    const front = workersOf(['screen', 'poster']);
    assert.equal(front.size, 1);
    for (const { kind, worker, columns } of asked) {
      const isShown = kind === 'screen' || kind === 'poster' || (kind === 'picture' && columns === COLUMNS);
      assert.equal(front.has(worker), isShown, `${kind} of ${columns} columns`);
    }
  });

  it('probes options with a few columns, and not again while a title is typed', async () => {
    const { page, errors } = await openPoster(PICTURED);
    await redraw(page, () => choose(page, 'barcode'));
    await waitUntil(page, "asked.filter(({ kind }) => kind === 'effects').length === 2");
    for (const title of ['A', 'A title', 'A title of a film']) {
      await redraw(page, () => page.getByLabel('Title', { exact: true }).fill(title));
    }
    await redraw(page, () => choose(page, 'contact'));
    await waitUntil(page, "asked.filter(({ kind }) => kind === 'effects').length > 2");
    const asked = await page.evaluate<Asked[]>('asked');
    const probes = asked.filter(({ kind }) => kind === 'effects');
    assert.deepEqual(
      probes.map(({ columns }) => columns),
      [32, 32, 32],
    );
    assert.deepEqual(errors, []);
  });

  it('prepares one colour more and one less once a poster is drawn', async () => {
    const { page } = await openPoster(LONG);
    await redraw(page, () => page.getByRole('slider', { name: 'Colours per frame' }).fill('4'));
    await waitUntil(page, "asked.some(({ kind, colors }) => kind === 'screen' && colors === 3)");
    const asked = await page.evaluate<Asked[]>('asked');
    const screens = asked.filter(({ kind }) => kind === 'screen').map(({ colors }) => colors);
    assert.deepEqual(screens.slice(screens.indexOf(4)), [4, 5, 3]);
  });

  it('ranks the films of a panel before it is drawn', async () => {
    const { page } = await openPoster(LONG);
    await chooseFiles(page, PICTURED);
    await waitUntil(page, "asked.filter(({ kind }) => kind === 'rank').length >= 2");
    const asked = await page.evaluate<Asked[]>('asked');
    const ranked = asked.filter(({ kind }) => kind === 'rank').map(({ columns }) => columns);
    // The first picture of a panel has so many columns per film, or all.
    assert.deepEqual(ranked.slice(0, 2), [32, 24]);
    await page.locator('.switch label', { hasText: 'All films' }).click();
    await page.getByRole('img', { name: /Panel/ }).waitFor();
    const [panel] = (await page.evaluate<Asked[]>('asked')).filter(({ kind }) => kind === 'panel');
    const [first] = asked.filter(({ kind }) => kind === 'rank');
    assert.deepEqual([panel!.worker, panel!.columns], [first!.worker, 32]);
  });

  it('shows what the SVG file shows', async () => {
    const { page } = await openPoster(SHORT);
    await redraw(page, () => page.getByLabel('Title', { exact: true }).fill('Same picture'));
    for (const [film, layouts] of [
      [SHORT, ['square', 'strip', 'stack', 'ring', 'planes', 'spiral', 'shares', 'palette']],
      [PICTURED, ['barcode', 'contact', 'timeline']],
      [HEARD, ['radial', 'wave']],
    ] as const) {
      if (film !== SHORT) {
        // The last layout may show what the next film lacks.
        await redraw(page, () => choose(page, 'square'));
        await redraw(page, () => chooseFiles(page, film));
      }
      for (const layout of layouts) {
        if (layout !== 'square') await redraw(page, () => choose(page, layout));
        const svg = (await exportFile(page, 'Image', 'SVG')).toString();
        const difference = await page.evaluate<number>(compareWithSvg(svg));
        assert.ok(difference < 4, `${layout}: ${difference} of 255`);
      }
    }
  });
});

/** The mean difference of the shown picture from an SVG file drawn in its size, codes of 255. */
const compareWithSvg = (svg: string) => `(async () => {
  const shown = document.querySelector('.poster img');
  await shown.decode();
  const drawn = new Image();
  drawn.src = URL.createObjectURL(new Blob([${JSON.stringify(svg)}], { type: 'image/svg+xml' }));
  await drawn.decode();
  const { naturalWidth: width, naturalHeight: height } = shown;
  const [one, other] = [shown, drawn].map((image) => {
    const context = new OffscreenCanvas(width, height).getContext('2d');
    context.drawImage(image, 0, 0, width, height);
    return context.getImageData(0, 0, width, height).data;
  });
  let sum = 0;
  for (let i = 0; i < one.length; i++) sum += Math.abs(one[i] - other[i]);
  return sum / one.length;
})()`;
