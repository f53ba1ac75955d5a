import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, it } from 'node:test';
import { makeFilm } from '../../support/films/make-film.ts';
import { runInFolder } from '../../support/processes/run-in-process.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

const folder = makeTempFolder();
const film = makeFilm({ path: join(folder, 'film.mp4'), frames: 5, isFlat: true, paint: () => [90, 110, 140] });
const put = (...names: string[]) => {
  for (const name of names) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    copyFileSync(film, join(folder, name));
  }
};
const run = (...args: string[]) =>
  runInFolder(folder, [...args, '--samples', '1', '--no-loudness', '--format', 'csv', '--jobs', '1']);
const lines = (text: string) => text.split('\n').filter((line) => line !== '');

describe('Films with the same name', () => {
  it('films with the same name are named after their folders, and the table shows these names', async () => {
    put('S1/01.mp4', 'S1/02.mp4', 'S2/01.mp4', 'other.mp4');
    const { exitCode, stdout, stderr } = await run('S1', 'S2', 'other.mp4', '--out-dir', 'out');
    assert.equal(exitCode, 0);
    assert.deepEqual(lines(stdout), ['out/S1 - 01.csv', 'out/S1 - 02.csv', 'out/S2 - 01.csv', 'out/other.csv']);
    assert.match(stderr, /\nmade +S2\/01\.mp4 +new \(as S2 - 01\)\nmade +other\.mp4 +new\n4 made\n/);
  });

  it('films with the same name keep their outputs when films are added', async () => {
    put('S3/01.mp4', 'more/S3/02.mp4', 'S2/02.mp4');
    const { stdout, stderr } = await run('S3', 'S2', 'S1', 'more/S3', '--out-dir', 'out');
    assert.deepEqual(lines(stdout), ['out/S3 - 01.csv', 'out/S2 - 02.csv', 'out/S3 - 02.csv']);
    assert.match(stderr, /skipped +S1\/02\.mp4 +up to date \(as S1 - 02\)\n/);
  });

  it('films with the same name in folders with the same name are also named after the parent folders', async () => {
    put('x/S1/01.mp4', 'y/S1/01.mp4');
    const { stdout } = await run('x/S1/01.mp4', 'y/S1/01.mp4', '--out-dir', 'deep', '--dry-run');
    assert.deepEqual(lines(stdout), ['deep/x - S1 - 01.csv', 'deep/y - S1 - 01.csv']);
  });

  it('films with the same name on servers are named after folder and host, or numbered', async () => {
    const urls = ['a/1.mp4', 'b/1.mp4', 'b/1.mp4?x=1'].map((name) => `http://me:pw@127.0.0.1:9/${name}`);
    const { stderr } = await run(...urls, '--out-dir', 'far');
    assert.doesNotMatch(stderr, /would be written for both/);
    assert.match(stderr, /\n3 failed\n/);
  });
});

describe('One output that cannot be written', () => {
  it('an output that cannot be written does not stop the others', async () => {
    const long = `${'x'.repeat(252)}.csv`;
    const one = await runInFolder(folder, ['film.mp4', '--samples', '1', '-o', long, '-o', 'good.csv']);
    assert.equal(one.exitCode, 73);
    assert.match(one.stderr, /^chromatheque: x+\.csv: its name is too long/);
    assert.equal(one.stdout, 'good.csv\n');
    const still = await runInFolder(folder, [
      'palette',
      'film.mp4',
      '--samples',
      '1',
      '-o',
      long.replace('csv', 'css'),
      '-o',
      'good.css',
    ]);
    assert.deepEqual([still.exitCode, still.stdout], [73, 'good.css\n']);
    const panel = await runInFolder(folder, [
      'panel',
      'film.mp4',
      '--samples',
      '1',
      '-o',
      long.replace('csv', 'svg'),
      '-o',
      'good.svg',
    ]);
    assert.deepEqual([panel.exitCode, panel.stdout], [73, 'good.svg\n']);
  });
});

describe('A folder with names that are not UTF-8', { skip: process.platform !== 'linux' }, () => {
  it('films whose names are not UTF-8 fail with the reason, and the others are processed', async () => {
    put('mixed/good.mp4');
    for (const byte of ['\\351', '\\352']) {
      execFileSync('sh', ['-c', `cp film.mp4 "$(printf 'mixed/caf${byte}.mp4')"`], { cwd: folder });
    }
    const { exitCode, stdout, stderr } = await run('mixed', '--out-dir', 'mixed-out');
    assert.equal(exitCode, 66);
    assert.equal(stdout, 'mixed-out/good.csv\n');
    assert.match(stderr, /chromatheque: mixed\/caf\ufffd\.mp4: its name is not valid UTF-8; rename the file\n/);
    assert.deepEqual(readdirSync(join(folder, 'mixed-out')).sort(), ['.chromatheque.json', 'good.csv']);
  });
});
