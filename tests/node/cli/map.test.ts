import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import sharp from 'sharp';
import { type Fingerprint, serializeFingerprint } from '#core/fingerprint/index';
import { columnOf, fingerprintOf, syntheticFingerprint } from '../../support/fingerprints/synthetic-fingerprint.ts';
import { runInFolder } from '../../support/processes/run-in-process.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

describe('chromatheque map', () => {
  const folder = makeTempFolder();
  const run = (...args: string[]) => runInFolder(folder, ['map', ...args]);
  const read = (name: string) => readFileSync(join(folder, name), 'utf8');
  const write = (name: string, fingerprint: Fingerprint, title: string) => {
    const film = { ...fingerprint.film, title, name: `${title.toLowerCase()}.mkv` };
    writeFileSync(join(folder, name), serializeFingerprint({ ...fingerprint, film }));
  };

  before(() => {
    for (const name of ['library', 'few', 'empty']) mkdirSync(join(folder, name));
    for (const i of [1, 2, 3, 4, 5]) {
      write(`library/film-${i}.json`, syntheticFingerprint(40, { seed: i }), `Film ${i}`);
    }
    writeFileSync(join(folder, 'library', 'film-2.html'), '');
    writeFileSync(
      join(folder, 'library', 'titles.csv'),
      'file,title,year,director\nfilm-1,<b>First</b>,1974,"Doe, J."\n',
    );
    write('few/one.json', syntheticFingerprint(40), 'One');
    write('few/blank.json', fingerprintOf([columnOf(0.5)]), 'Blank');
  });

  it('map draws all films of a library as PNG and SVG of the size that was asked for', async () => {
    const { exitCode, stdout, stderr } = await run(
      ...['library', '-o', 'm.png', '-o', 'm.svg', '--size', '900x600px', '--dpi', '150', '--title', 'Five Films'],
    );
    assert.deepEqual({ exitCode, stdout, stderr }, { exitCode: 0, stdout: 'm.png\nm.svg\n', stderr: '' });
    const { width, height } = await sharp(join(folder, 'm.png')).metadata();
    assert.deepEqual([width, height], [900, 600]);
    assert.match(read('m.svg'), /<title>Five Films<\/title>/);
    assert.equal(read('m.svg').match(/shape-rendering="crispEdges"/g)?.length, 5);
  });

  it('map writes a page with facts of titles.csv and links to the pages of films beside their fingerprints', async () => {
    assert.equal((await run('library', '-o', 'm.html')).exitCode, 0);
    const page = read('m.html');
    assert.equal(page.match(/class="tile"/g)?.length, 5);
    assert.match(
      page,
      /title="&lt;b&gt;First&lt;\/b&gt; · 1974 · Doe, J\. · 0:40" tabindex="-?\d"><canvas><\/canvas><b>&lt;b&gt;First&lt;\/b&gt;<\/b><i>1974<\/i>/,
    );
    assert.equal(page.match(/href="library\/film-2\.html"/g)?.length, 1);
    assert.equal((await run('library', '-o', 'again.html')).exitCode, 0);
    assert.equal(read('again.html'), page);
  });

  it('map leaves out films that are damaged or have no colours, with a line each', async () => {
    writeFileSync(join(folder, 'few', 'damaged.json'), '{');
    const { exitCode, stderr } = await run('few', '-o', 'few.png');
    assert.match(stderr, /damaged\.json: warning: is left out: /);
    assert.match(stderr, /blank\.json: warning: is left out: the film has no colours\n/);
    assert.match(stderr, /few: a map needs at least two films with colours/);
    assert.equal(exitCode, 66);
  });

  it('map refuses wrong options and outputs by name before it reads a library', async () => {
    for (const [args, message, code] of [
      [['none', '--layout', 'ring'], /unknown option '--layout'/, 2],
      [['none', '-o', 'm.txt'], /--output: expected a file ending in \.png, .* or \.html, got m\.txt/, 2],
      [['none', '--colors', '0'], /--colors: expected an integer from 1 to 16, got 0/, 2],
      [['none', '--size', '1x1x1'], /--size: expected WIDTHxHEIGHT/, 2],
      [['none'], /none: no such file or folder/, 66],
      [['empty'], /empty: a map needs at least two films/, 66],
    ] as const) {
      const { exitCode, stderr } = await run(...args);
      assert.match(stderr, message);
      assert.equal(exitCode, code, stderr);
    }
  });
});
