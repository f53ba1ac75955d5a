import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';

/** Whether the stored session has this many items, in this view. */
const isKept = (items: number, mode: string, contents: number) => `(async () => {
  const answer = (request) => new Promise((resolve, reject) => {
    Object.assign(request, { onsuccess: () => resolve(request.result), onerror: () => reject(request.error) });
  });
  if (!(await indexedDB.databases()).some(({ name }) => name === 'chromatheque-session')) return false;
  const database = await answer(indexedDB.open('chromatheque-session'));
  try {
    const [session] = await answer(database.transaction('sessions').objectStore('sessions').getAll());
    const count = await answer(database.transaction('contents').objectStore('contents').count());
    const { items, mode, choices } = session?.record ?? {};
    const isWhole = items?.length === ${items} && mode === '${mode}' && count >= ${contents};
    return isWhole ? JSON.stringify([choices, items.map(({ view }) => view)]) : false;
  } finally {
    database.close();
  }
})()`;

/**
 * Wait until the page has stored its session.
 *
 * @param contents number of stored fingerprints and stills, at least.
 * @param text part of the stored choices and views, as JSON.
 */
export async function waitUntilKept(
  page: Page,
  items: number,
  mode: string,
  contents: number,
  text: string = '',
): Promise<void> {
  for (const end = Date.now() + 60_000; Date.now() < end; await page.waitForTimeout(50)) {
    const kept = await page.evaluate(isKept(items, mode, contents));
    if (typeof kept === 'string' && kept.includes(text)) return;
  }
  assert.fail('the session was not stored');
}
