import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { makeFilm } from '../../support/films/make-film.ts';
import { runInFolder } from '../../support/processes/run-in-process.ts';
import { serveFile } from '../../support/servers/serve-file.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

const folder = makeTempFolder();
const film = makeFilm({ path: join(folder, 'film.mp4'), frames: 5, isFlat: true, paint: () => [90, 110, 140] });
const { host, close } = await serveFile(film);
after(close);

/** Secrets that no output may contain. */
const SECRET = /s3cret|signature/i;
const run = (urls: readonly string[], ...args: string[]) =>
  runInFolder(folder, [...urls, '--out-dir', 'out', '--samples', '2', '--no-loudness', '--jobs', '1', ...args]);

describe('Addresses of films', () => {
  it('addresses with unusual names are read, and an invalid address does not stop the others', async () => {
    const urls = ['100%.mp4', 'caf%E9.mp4', 'a%00b.mp4'].map((name) => `http://${host}/${name}?signature=1`);
    const { exitCode, stdout, stderr } = await run(['http://[s3cret?signature=1', ...urls], '--format', 'csv');
    assert.match(stderr, /chromatheque: http:\/\/\[s3cret: is not a valid URL\n/);
    assert.equal(stdout, 'out/100%.csv\nout/caf%E9.csv\nout/a%00b.csv\n');
    assert.match(stderr, /\n3 made, 1 failed\n/);
    assert.equal(exitCode, 65);
  });

  it('film addresses are printed, logged and stored without user, password and query', async () => {
    const url = `http://me:s3cret@${host}/film.mp4?signature=1&x=a b#s3cret`;
    const missing = 'http://127.0.0.1:9/none.mp4?signature=1';
    const plain = await run([url, missing], '--format', 'svg,html,json');
    assert.match(plain.stderr, new RegExp(`\nmade +http://${host}/film\\.mp4 +new\n`));
    assert.match(plain.stderr, /\nfailed +http:\/\/127\.0\.0\.1:9\/none\.mp4 +the server does not answer/);
    const json = await run([url, missing], '--format', 'svg', '--progress', 'json');
    assert.match(json.stderr, /"state":"skipped"/);
    const twice = await run([url, url]);
    assert.match(twice.stderr, new RegExp(`http://${host}/film\\.mp4: is named twice`));
    const described = await runInFolder(folder, ['describe', url, '--json', '--quiet', '--samples', '2']);
    assert.equal(JSON.parse(described.stdout).input, `http://${host}/film.mp4`);
    for (const { stdout, stderr } of [plain, json, twice, described]) assert.doesNotMatch(stdout + stderr, SECRET);
    for (const name of readdirSync(join(folder, 'out'))) {
      assert.doesNotMatch(readFileSync(join(folder, 'out', name), 'latin1'), SECRET, name);
    }
  });
});
