import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import type { Page } from 'playwright-core';
import { HEADERS } from '#core/protocol/index';
import { ROOT } from '../media.ts';
import { type OpenPage, openPage, type PageOptions } from './chromium.ts';

/** A picture among the studio's files. A browser shows it in a document without scripts. */
export const BLANK = 'sample.webp';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
};

/** Serve a folder like a web host, below a path, with the studio's headers. */
export async function serveFolder(
  folder: string,
  headers: Readonly<Record<string, string>> = HEADERS,
): Promise<{ url: string; server: Server }> {
  const server = createServer((request, response) => {
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    const path = new URL(request.url!, 'http://host').pathname.replace(/^\/some\/where\//, '');
    try {
      const body = readFileSync(join(folder, normalize(`/${path === '' ? 'index.html' : path}`)));
      response.setHeader('Content-Type', TYPES[extname(path) || '.html'] ?? 'application/octet-stream');
      response.end(body);
    } catch {
      response.statusCode = 404;
      response.end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  server.unref();
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/some/where/`, server };
}

/** The studio in a browser. */
export interface OpenStudio extends OpenPage {
  readonly url: string;
}

let host: ReturnType<typeof serveFolder> | undefined;

/** Open the built studio in the page that all tests share. */
export async function openStudio(options: PageOptions = {}): Promise<OpenStudio> {
  host ??= serveFolder(join(ROOT, 'dist', 'web', 'studio'));
  const { url } = await host;
  return { ...(await openPage(url, url + BLANK, options)), url };
}

/** Open files with the file dialog. */
export async function chooseFiles(page: Page, files: string | string[]): Promise<void> {
  await page.locator('input[type=file]').first().setInputFiles(files);
}

/** Drop files on the page. */
export async function dropFiles(page: Page, files: string[]): Promise<void> {
  // A page cannot create files from paths: take them from an input.
  await page.evaluate(
    "document.body.append(Object.assign(document.createElement('input'), { type: 'file', multiple: true, id: 'drop' }))",
  );
  await page.locator('#drop').setInputFiles(files);
  await page.evaluate(`(() => {
    const input = document.getElementById('drop');
    const dataTransfer = new DataTransfer();
    for (const file of input.files) dataTransfer.items.add(file);
    input.remove();
    for (const type of ['dragover', 'drop']) window.dispatchEvent(new DragEvent(type, { dataTransfer, cancelable: true }));
  })()`);
}

/**
 * A script that clicks a button once as soon as an element is in the page. A test that clicks it
 * could come too late on a busy machine.
 */
export const clickWhenThere = (button: string, selector: string): string => `new MutationObserver((_, observer) => {
  if (document.querySelector('${selector}') === null) return;
  observer.disconnect();
  document.querySelector('${button}').click();
}).observe(document.body, { childList: true, subtree: true, attributes: true })`;

/** Wait until the shown film is read completely. */
export async function waitUntilRead(page: Page): Promise<void> {
  await page.locator('.film-bar').waitFor();
  await page.locator('.film-bar progress').waitFor({ state: 'detached', timeout: 120_000 });
}

/**
 * Wait until a film that is read in the page reaches a stage: `draft` (key frames) or `exact` (all
 * frames).
 */
export async function waitUntilStage(page: Page, stage: 'draft' | 'exact'): Promise<void> {
  await page.locator(`[data-stage=${stage}]`).waitFor({ timeout: 120_000 });
}

/** Unfold a group of controls, unless it is open. */
export async function openGroup(page: Page, name: string): Promise<void> {
  const group = page.locator('details.group', { has: page.getByText(name, { exact: true }) });
  if ((await group.getAttribute('open')) === null) await group.locator('summary').first().click();
}

/** Open the list of downloads, unless it is open. */
export async function openDownloads(page: Page): Promise<void> {
  const button = page.getByRole('button', { name: 'Download', exact: true });
  if ((await button.getAttribute('aria-expanded')) !== 'true') await button.click();
}

/** Click a download button and read the file. */
export async function exportFile(page: Page, row: string, name: string): Promise<Buffer> {
  await openDownloads(page);
  const button = page
    .locator('.export-row', { has: page.getByRole('heading', { name: row, exact: true }) })
    .getByRole('button', { name, exact: true });
  const [download] = await Promise.all([page.waitForEvent('download'), button.click()]);
  const content = readFileSync(await download.path());
  await page.keyboard.press('Escape');
  return content;
}

/** Wait until the page has stored the fingerprint of a film, and return its text. */
export async function waitUntilStored(page: Page, id: string): Promise<string> {
  const deadline = Date.now() + 120_000;
  for (;;) {
    const text = await page.evaluate<string | null>(readStored(id));
    if (text !== null) return text;
    assert.ok(Date.now() < deadline, `no fingerprint is stored for ${id}`);
    await page.waitForTimeout(20);
  }
}

const readStored = (id: string) => `(async () => {
  const answer = (request) => new Promise((resolve, reject) => {
    Object.assign(request, { onsuccess: () => resolve(request.result), onerror: () => reject(request.error) });
  });
  if (!(await indexedDB.databases()).some(({ name }) => name === 'chromatheque')) return null;
  const database = await answer(indexedDB.open('chromatheque'));
  try {
    if (!database.objectStoreNames.contains('fingerprints')) return null;
    const stored = await answer(database.transaction('fingerprints').objectStore('fingerprints').get('${id}'));
    if (stored === undefined) return null;
    return await new Response(stored.file.stream().pipeThrough(new DecompressionStream('gzip'))).text();
  } finally {
    database.close();
  }
})()`;

/**
 * Wait until an expression is true in the page, which looks every 20 ms: each question from outside
 * takes CPU time in three processes. (Playwright's `waitForFunction` uses `eval`, which the page's
 * policy forbids.)
 */
export async function waitUntil(page: Page, expression: string): Promise<void> {
  const isTrue = await page.evaluate<boolean>(`(async () => {
    for (const end = Date.now() + 30_000; Date.now() < end; ) {
      if (${expression}) return true;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    return false;
  })()`);
  if (!isTrue) throw new Error(`not true after 30 s: ${expression}`);
}
