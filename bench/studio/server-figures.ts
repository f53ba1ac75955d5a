import { startServer } from '#node/server/index';
import { openPage } from '../../tests/support/page/chromium.ts';
import { waitUntil } from '../../tests/support/page/studio-page.ts';
import type { Report } from './report.ts';

/** Measure how soon a film that the server reads is visible. @param isWide whether the strip is full. */
export async function measureServer(film: string, isWide: string, report: Report): Promise<void> {
  const server = await startServer({ inputs: [film], port: 0 });
  // As the command does.
  void server.prepare();
  const { page } = await openPage(server.makeOpeningAddress(), null, { colorScheme: 'dark' });
  const button = page.locator('.recent-open').first();
  await button.waitFor();
  const begun = performance.now();
  const seconds = () => (performance.now() - begun) / 1000;
  const seen = (async () => {
    await waitUntil(page, "document.querySelector('.film-frame')?.naturalWidth > 0");
    return seconds();
  })();
  await button.click();
  await waitUntil(page, isWide);
  const strip = seconds();
  const frame = await seen;
  report('server mode, 92 min: a frame', frame, 's', '<= 1', frame <= 1);
  report('server mode, 92 min: the first full strip', strip, 's', '<= 2', strip <= 2);
  await page.goto('about:blank');
  await server.close();
}
