import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { serializeFingerprint } from '#core/fingerprint/index';
import { syntheticFingerprint } from '../../support/fingerprints/synthetic-fingerprint.ts';
import { ROOT } from '../../support/media.ts';
import { closeBrowserAfterwards, NO_CHROMIUM, openPage } from '../../support/page/chromium.ts';
import {
  BLANK,
  chooseFiles,
  exportFile,
  openDownloads,
  openStudio,
  waitUntil,
} from '../../support/page/studio-page.ts';
import { runInProcess } from '../../support/processes/run-in-process.ts';
import { startTestServer } from '../../support/servers/studio-server.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

const folder = makeTempFolder();
const files = ['Zulu', 'Metropolis'].map((title, i) => {
  const path = join(folder, `${title} (${1990 - i}).json`);
  const made = syntheticFingerprint(16, { seed: i });
  writeFileSync(path, serializeFingerprint({ ...made, film: { ...made.film, title, name: `${title}.mkv` } }));
  return path;
});
const { server } = await startTestServer({ inputs: [], studioFolder: join(ROOT, 'dist', 'web', 'studio') });

closeBrowserAfterwards();

async function openPanel(page: Page): Promise<void> {
  for (const path of files) await chooseFiles(page, path);
  await page.getByText('Poster', { exact: true }).click();
  await page.getByRole('region', { name: 'Poster' }).getByText('All films').click();
  await waitUntil(page, "document.querySelector('.poster[aria-busy=false] img')?.alt.startsWith('Panel')");
}

/** Write the same panel with the command line. */
async function draw(name: string, ...options: string[]): Promise<Buffer> {
  const path = join(folder, name);
  const { exitCode, stderr } = await runInProcess('panel', ...files, ...options, '-o', path);
  assert.equal(exitCode, 0, stderr);
  return readFileSync(path);
}

describe('The studio exports panels', { skip: NO_CHROMIUM }, () => {
  it('exports a panel as PDF and PNG with the bytes of `panel`', async () => {
    const { origin } = new URL(server.address);
    const { page, errors } = await openPage(server.makeOpeningAddress(), `${origin}/${BLANK}`);
    await page.getByRole('heading', { name: /Drop a film/ }).waitFor();
    await openPanel(page);
    await page.getByLabel('Panel title', { exact: true }).fill('Two films');
    await page.getByLabel('Panel width (mm)', { exact: true }).fill('90');
    await page.getByLabel('Per row', { exact: true }).fill('1');
    await page.getByLabel('Sort by', { exact: true }).selectOption('title');
    await waitUntil(page, "document.querySelector('.poster[aria-busy=false] img')");
    const options = ['--title', 'Two films', '--width', '90mm', '--across', '1', '--sort', 'title'];
    const pdf = await exportFile(page, 'Image', 'PDF');
    assert.equal(pdf.subarray(0, 5).toString(), '%PDF-');
    assert.ok(pdf.equals(await draw('panel.pdf', ...options)));
    assert.ok((await exportFile(page, 'Image', 'PNG')).equals(await draw('panel.png', ...options)));
    assert.deepEqual(errors, []);
  });

  it('without a server, says how a PDF is made', async () => {
    const { page } = await openStudio();
    await openPanel(page);
    await openDownloads(page);
    assert.ok(await page.getByRole('button', { name: 'PDF', exact: true }).isDisabled());
    await page.getByText(/PDF is written by the server: run `chromatheque studio`/).waitFor();
  });
});
