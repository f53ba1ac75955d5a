import assert from 'node:assert/strict';
import { existsSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { flatPng, makeFolder, type Rgb } from '../../support/films/make-sequence.ts';
import { runInProcess } from '../../support/processes/run-in-process.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

const parent = makeTempFolder();
const colors: readonly Rgb[] = [
  [200, 40, 30],
  [30, 160, 60],
  [30, 60, 170],
];
const files = Object.fromEntries(colors.map((color, i) => [`take_${8 + i}.png`, flatPng(color)]));
const folder = makeFolder(parent, 'shot.v2', files);
const out = join(parent, 'out');
const pattern = join(folder, 'take_%d.png');

describe('Numbered pictures on the command line', () => {
  it('numbered pictures with --out-dir are a film named after their folder or pattern, up to date until one changes', async () => {
    const run = () => runInProcess(folder, pattern, '--jobs', '1', '--format', 'csv', '--out-dir', out);
    const made = await run();
    assert.deepEqual([made.exitCode, made.stdout], [0, `${join(out, 'shot.v2.csv')}\n${join(out, 'take.csv')}\n`]);
    assert.match(
      made.stderr,
      /warning: 3 pictures, take_%d\.png from 8 to 10, are read as a film of 25 frames per second/,
    );
    assert.match((await run()).stderr, /\n2 skipped\n/);
    utimesSync(join(folder, 'take_9.png'), 1000, 1000);
    const { stdout, stderr } = await runInProcess(folder, '--format', 'csv', '--out-dir', out, '--dry-run');
    assert.equal(stdout, `${join(out, 'shot.v2.csv')}\n`);
    assert.match(stderr, /film modified/);
  });

  it('chromatheque palette finds the colours of numbered pictures', async () => {
    const { exitCode, stdout } = await runInProcess('palette', pattern, '--quiet');
    assert.equal(exitCode, 0);
    assert.deepEqual(stdout.trim().split('\n').sort(), ['#1e3caa', '#1ea03c', '#c8281e']);
  });

  it('numbered pictures are never overwritten', async () => {
    const { exitCode, stderr } = await runInProcess(folder, '-o', join(folder, 'take_8.png'));
    assert.equal(exitCode, 2);
    assert.match(stderr, /take_8\.png: would overwrite an input/);
  });

  it('a pattern without pictures is not found, and a pattern with one picture is refused as a still', async () => {
    const none = await runInProcess(join(folder, 'x%d.png'), '-o', join(parent, 'none.csv'));
    assert.equal(none.exitCode, 66);
    assert.match(none.stderr, /x%d\.png: no picture in this folder has such a name/);
    const single = makeFolder(parent, 'single', { 'f1.png': flatPng([1, 2, 3]) });
    const still = await runInProcess(join(single, 'f%d.png'), '-o', join(parent, 'none.csv'));
    assert.equal(still.exitCode, 65);
    assert.match(still.stderr, /a still picture, not a film; .*chromatheque palette FILE/);
    assert.equal(existsSync(join(parent, 'none.csv')), false);
  });
});
