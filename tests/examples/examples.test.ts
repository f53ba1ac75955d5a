import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { after, describe, it } from 'node:test';
import { DuckDBInstance } from '@duckdb/node-api';
import { writeFingerprint } from 'chromatheque';
import { parseFingerprint } from '#core/fingerprint/index';
import { makeFilm } from '../support/films/make-film.ts';
import { syntheticFingerprint } from '../support/fingerprints/synthetic-fingerprint.ts';
import { ROOT } from '../support/media.ts';
import { closeBrowserAfterwards, NO_CHROMIUM, openPage } from '../support/page/chromium.ts';
import { runInFolder } from '../support/processes/run-in-process.ts';
import { makeTempFolder } from '../support/temp-folder.ts';

const EXAMPLES = join(ROOT, 'examples');
const folder = makeTempFolder();
const film = makeFilm({
  path: join(folder, 'night-train.mp4'),
  frames: 48,
  width: 160,
  height: 90,
  paint: (frame, x) => [60 + ((x + 2 * frame) % 120), 100, 150],
});

closeBrowserAfterwards();

/** Serve the repository as a user's folder is served: the package is in `node_modules`. */
async function servePage(): Promise<{ readonly origin: string; close(): void }> {
  const types: Readonly<Record<string, string>> = { '.html': 'text/html', '.js': 'text/javascript' };
  const server = createServer(({ url = '/' }, response) => {
    const path = normalize(new URL(url, 'http://localhost').pathname).replace(/^.*\/node_modules\/chromatheque\//, '/');
    try {
      const content = readFileSync(join(ROOT, path));
      response.writeHead(200, { 'Content-Type': types[extname(path)] ?? 'text/plain' }).end(content);
    } catch {
      response.writeHead(404).end();
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { origin, close: () => void server.close().closeAllConnections() };
}

describe('The examples', () => {
  it('are listed in their README', () => {
    const listed = readFileSync(join(EXAMPLES, 'README.md'), 'utf8');
    for (const name of readdirSync(EXAMPLES).filter((one) => one !== 'README.md'))
      assert.match(listed, new RegExp(name));
  });

  it('posters.mjs writes a fingerprint and two posters, and prints a palette', () => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [join(EXAMPLES, 'posters.mjs'), film], {
      cwd: folder,
      encoding: 'utf8',
    });
    assert.equal(status, 0, stderr);
    assert.equal(parseFingerprint(readFileSync(join(folder, 'film.json'), 'utf8')).columns.length, 48);
    assert.match(readFileSync(join(folder, 'film.svg'), 'utf8'), /<svg/);
    assert.deepEqual([...readFileSync(join(folder, 'film.png')).subarray(1, 4)], [...Buffer.from('PNG')]);
    assert.match(stdout, /^Night Train: A .*film.*\n#[0-9a-f]{6} .*, \d+ %$/m);
  });

  it('server.mjs draws a poster, and tells a wrong option from a missing film', async () => {
    await writeFingerprint(join(folder, 'night.json'), syntheticFingerprint(30));
    const server = spawn(process.execPath, [join(EXAMPLES, 'server.mjs'), folder, '0']);
    after(() => server.kill());
    const [line] = (await once(server.stdout, 'data')) as [Buffer];
    const origin = String(line).trim();
    const ask = async (path: string) => {
      const response = await fetch(`${origin}/${path}`);
      return [response.status, await response.text()] as const;
    };
    const [status, svg] = await ask('night.svg?layout=ring&colors=3');
    assert.equal(status, 200);
    assert.match(svg, /<svg/);
    for (const [path, expected, code] of [
      ['night.svg?layout=cube', 400, /wrong-value/],
      ['absent.svg', 404, /not-found/],
      [encodeURIComponent('../night.svg'), 404, /Not Found/],
    ] as const) {
      const [found, text] = await ask(path);
      assert.equal(found, expected, path);
      assert.match(text, code);
    }
  });

  it('page/index.html reads a film and draws its colours', { skip: NO_CHROMIUM }, async () => {
    const { origin, close } = await servePage();
    try {
      // The page imports the package from the folder beside its own.
      const { page, errors } = await openPage(`${origin}/examples/page/index.html`, `${origin}/LICENSE`);
      await page.setInputFiles('input', film);
      await page.waitForFunction(`/^Night Train: 48 frames$/.test(document.querySelector('p').textContent)`);
      const painted = await page.evaluate(
        `[...document.querySelector('canvas').getContext('2d').getImageData(600, 100, 1, 1).data]`,
      );
      assert.equal((painted as number[])[3], 255);
      assert.deepEqual(errors, []);
      const wrong = join(folder, 'wrong.mp4');
      writeFileSync(wrong, 'no film');
      await page.setInputFiles('input', wrong);
      await page.waitForFunction(`/wrong\\.mp4/.test(document.querySelector('p').textContent)`);
    } finally {
      close();
    }
  });

  it('colours.sql answers from the table of a library', async () => {
    copyFileSync(join(EXAMPLES, 'colours.sql'), join(folder, 'colours.sql'));
    await writeFingerprint(join(folder, 'library', 'night.json'), syntheticFingerprint(30));
    const { exitCode, stderr } = await runInFolder(folder, ['export', 'library', '-o', 'colors.parquet']);
    assert.equal(exitCode, 0, stderr);
    const connection = await (await DuckDBInstance.create()).connect();
    const queries = readFileSync(join(EXAMPLES, 'colours.sql'), 'utf8')
      .replaceAll("'colors.parquet'", `'${join(folder, 'colors.parquet')}'`)
      .split(';')
      .filter((query) => query.trim() !== '');
    const rows = [];
    for (const query of queries) rows.push((await connection.runAndReadAll(query)).getRowObjects());
    assert.equal(rows.length, 2);
    assert.equal(rows[0]!.length, 5);
    assert.equal(rows[1]!.length, 1);
    connection.closeSync();
  });
});
