import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { after } from 'node:test';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';

/**
 * Programs to look for, the best first. The headless shell is Chromium without the processes of its
 * windows: tests take a quarter less CPU time in it.
 */
const NAMES = ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome'];

function findChromium(): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return NAMES.flatMap((name) => folders.map((folder) => join(folder, name))).find(existsSync);
}

/**
 * Why tests in a browser are skipped, or false. With CI=true they always run, and fail without a
 * browser.
 */
export const NO_CHROMIUM: string | false =
  findChromium() === undefined &&
  process.env.CI !== 'true' &&
  'chromium is not in the PATH (apt-get install chromium-headless-shell)';

/** How a page is shown. */
export interface PageOptions {
  readonly viewport?: { readonly width: number; readonly height: number };
  readonly colorScheme?: 'dark' | 'light';
  readonly reducedMotion?: 'reduce' | 'no-preference';
}

/** What happens in a page. */
interface PageLog {
  /** URLs of all requests, except blob and data URLs. */
  readonly requests: string[];
  /** URLs of those requests that the policy of the page refused. */
  readonly refused: string[];
  /** Errors of the page and of its console. */
  readonly errors: string[];
}

export interface OpenPage extends PageLog {
  readonly page: Page;
  readonly context: BrowserContext;
}

const VIEWPORT = { width: 1280, height: 800 };
const newLog = (): PageLog => ({ requests: [], refused: [], errors: [] });

let browser: Promise<Browser> | undefined;
let shared: Promise<Page> | undefined;
let log = newLog();
/**
 * The blank document and the icon that Chromium looks for beside it: their errors may be reported
 * after the next document was opened.
 */
let blankUrls: readonly string[] = [];

/**
 * Arguments of Chromium. Its sandbox does not work as root, as which containers of CI run. Without
 * compiling beside the running code, tests that draw take a fifth less CPU time.
 */
const ARGUMENTS = ['--no-sandbox', '--js-flags=--no-concurrent-recompilation'];

/** Start one browser, without a window, for all test files of a process. */
export function startBrowser(): Promise<Browser> {
  browser ??= chromium.launch({ executablePath: findChromium() ?? 'chromium', args: ARGUMENTS });
  return browser;
}

/** Close the browser after all tests of the process. Call it outside suites. */
export function closeBrowserAfterwards(): void {
  after(async () => {
    await (await browser)?.close();
  });
}

/**
 * Open a URL in the page that all tests of the process share: a new page takes three seconds of CPU
 * time, because its renderer starts and compiles all scripts again. Nothing of the last test stays
 * in it: document, workers, storage, permissions and appearance are new.
 *
 * @param blank a URL of the same origin whose document stores nothing; null for files.
 */
export async function openPage(
  url: string,
  blank: string | null,
  { viewport = VIEWPORT, colorScheme = 'light', reducedMotion = 'reduce' }: PageOptions = {},
): Promise<OpenPage> {
  shared ??= makePage();
  const page = await shared;
  blankUrls = blank === null ? [] : [blank, new URL('/favicon.ico', blank).href];
  await page.goto(blank ?? 'about:blank');
  if (blank !== null) await page.evaluate(EMPTY_STORAGE);
  await page.context().clearPermissions();
  await page.setViewportSize(viewport);
  await page.emulateMedia({ colorScheme, reducedMotion });
  log = newLog();
  await page.goto(url);
  return { page, context: page.context(), ...log };
}

async function makePage(): Promise<Page> {
  const context = await (await startBrowser()).newContext({ acceptDownloads: true });
  const page = await context.newPage();
  page.on('request', (request) => {
    if (!/^(?:blob|data):/.test(request.url())) log.requests.push(request.url());
  });
  page.on('requestfailed', (request) => {
    if (request.failure()?.errorText === 'csp') log.refused.push(request.url());
  });
  page.on('pageerror', (error) => log.errors.push(error.message));
  page.on('console', (message) => {
    const { url } = message.location();
    if (message.type() === 'error' && !blankUrls.includes(url)) log.errors.push(`${message.text()} ${url}`.trimEnd());
  });
  // One crash fails one test.
  page.on('crash', () => {
    shared = undefined;
  });
  return page;
}

const EMPTY_STORAGE = `(async () => {
  localStorage.clear();
  sessionStorage.clear();
  const databases = await indexedDB.databases();
  await Promise.all(databases.map(({ name }) => new Promise((resolve, reject) => {
    Object.assign(indexedDB.deleteDatabase(name), { onsuccess: resolve, onerror: reject });
  })));
})()`;
