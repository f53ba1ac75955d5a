import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fingerprint } from 'chromatheque';
import type { Page } from 'playwright-core';
import { makeFilm } from '../../support/films/make-film.ts';
import { ROOT } from '../../support/media.ts';
import { closeBrowserAfterwards, NO_CHROMIUM, openPage } from '../../support/page/chromium.ts';
import { shareRunner } from '../../support/reading/shared-runner.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

const folder = makeTempFolder();
closeBrowserAfterwards();

describe('chromatheque/browser', { skip: NO_CHROMIUM }, () => {
  const film = makeFilm({
    path: join(folder, 'night-train.mp4'),
    frames: 48,
    width: 160,
    height: 90,
    paint: (frame, x, y) => [50 + ((x * 2 + 3 * frame + y) % 150), 100, 150],
  });
  /** What the page's host has: the module, its worker, the film, and a page without a script. */
  const files: Readonly<Record<string, readonly [file: string | null, type: string]>> = {
    '/': [null, 'text/html'],
    '/browser.js': [join(ROOT, 'dist', 'web', 'reader', 'browser.js'), 'text/javascript'],
    '/worker.js': [join(ROOT, 'dist', 'web', 'reader', 'worker.js'), 'text/javascript'],
    '/night-train.mp4': [film, 'video/mp4'],
  };
  const server = createServer(({ url = '/' }, response) => {
    const [file, type] = files[url] ?? [undefined, 'text/plain'];
    response.writeHead(file === undefined ? 404 : 200, { 'Content-Type': type });
    response.end(file ? readFileSync(file) : '<!doctype html><title>A page</title>');
  });
  let page: Page;
  before(async () => {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    ({ page } = await openPage(origin, origin));
  });
  after(() => server.close().closeAllConnections());

  /** Run a function body in the page, with the module's names in scope. */
  const run = (body: string) =>
    page.evaluate(`(async () => {
      const { ChromathequeError, FilmError, fingerprint, OptionError } = await import('/browser.js');
      ${body}
    })()`);

  it('gives the fingerprint that Node gives without shortcuts, from an address and from a Blob', async () => {
    const expected = await fingerprint(film, {
      samples: 12,
      shortcuts: false,
      loudness: false,
      pictures: false,
      runner: shareRunner(1),
    });
    const colors = expected.columns.map(({ time, swatches }) => [time, swatches.map(({ color }) => color)]);
    const [byAddress, title, byBlob, counts] = (await run(`
      const seen = { progress: [], columns: 0 };
      const colorsOf = ({ columns }) => columns.map(({ time, swatches }) => [time, swatches.map(({ color }) => color)]);
      const film = await fingerprint('/night-train.mp4', {
        samples: 12,
        onProgress: ({ done, total }) => seen.progress.push([done, total]),
        onColumn: (column, isFinal) => (seen.columns += isFinal),
      });
      const blob = await (await fetch('/night-train.mp4')).blob();
      const other = await fingerprint(blob, { samples: 12 });
      return [colorsOf(film), film.film.title, colorsOf(other), [seen.progress[0], seen.progress.at(-1), seen.columns]];
    `)) as [unknown, unknown, unknown, unknown];
    assert.deepEqual(byAddress, colors);
    assert.deepEqual(byBlob, colors);
    assert.equal(title, 'Night Train');
    assert.deepEqual(counts, [[0, 12], [12, 12], 12]);
  });

  it('rejects wrong options, missing films and files that are no film by class and code', async () => {
    const codes = await run(`
      const ways = [
        () => fingerprint('/night-train.mp4', { samples: 0 }),
        () => fingerprint('/absent.mp4'),
        () => fingerprint(new Blob(['no film'])),
      ];
      const found = [];
      for (const way of ways) {
        await way().catch((error) => found.push([error instanceof ChromathequeError, error.name, error.code]));
      }
      return found;
    `);
    assert.deepEqual(codes, [
      [true, 'OptionError', 'wrong-value'],
      [true, 'FilmError', 'not-found'],
      [true, 'FilmError', 'unreadable'],
    ]);
  });

  it('ends with the reason of the signal, and with the error of a callback', async () => {
    const reasons = await run(`
      const stop = new AbortController();
      const ways = [
        () => fingerprint('/night-train.mp4', { signal: stop.signal, onProgress: () => stop.abort('enough') }),
        () => fingerprint('/night-train.mp4', { onColumn: () => { throw 'mine'; } }),
      ];
      const found = [];
      for (const way of ways) await way().catch((reason) => found.push(reason));
      return found;
    `);
    assert.deepEqual(reasons, ['enough', 'mine']);
  });
});
