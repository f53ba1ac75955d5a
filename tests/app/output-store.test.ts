import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { checkWritable, WriteError, writeWhole } from 'chromatheque/app';
import { makeTempFolder } from '../support/temp-folder.ts';

const folder = makeTempFolder();

describe('A file', () => {
  it('appears whole, in the place of what was there, and nothing beside it', async () => {
    const path = join(folder, 'a.txt');
    writeFileSync(path, 'old');
    await writeWhole(path, 'new');
    assert.equal(readFileSync(path, 'utf8'), 'new');
    assert.deepEqual(readdirSync(folder), ['a.txt']);
  });

  it('that cannot be written leaves what was there', async () => {
    const path = join(folder, 'b');
    mkdirSync(join(path, 'full'), { recursive: true });
    await assert.rejects(writeWhole(path, 'new'), WriteError);
    assert.deepEqual(readdirSync(path), ['full']);
    assert.deepEqual(readdirSync(folder).sort(), ['a.txt', 'b']);
  });

  it('is known not to be writable before the work for it', async () => {
    await assert.rejects(
      checkWritable(join(folder, 'none', 'nor', 'x.png')),
      /there is no folder .*nor; make it first/,
    );
    await assert.rejects(checkWritable(join(folder, 'a.txt', 'x.png')), /is not a folder/);
    await assert.rejects(checkWritable(join(folder, 'b')), /is a folder/);
    await checkWritable(join(folder, 'new.png'));
  });

  it('has its folder made, where the one that this lies in is there', async () => {
    const path = join(folder, 'posters', 'x.txt');
    await checkWritable(path);
    assert.deepEqual(readdirSync(folder).sort(), ['a.txt', 'b'], 'not before there is something to write');
    await Promise.all([writeWhole(path, 'x'), writeWhole(join(folder, 'posters', 'y.txt'), 'y')]);
    assert.deepEqual(readdirSync(join(folder, 'posters')).sort(), ['x.txt', 'y.txt']);
    await assert.rejects(
      writeWhole(join(folder, 'none', 'nor', 'x.txt'), 'x'),
      /there is no folder .*nor; make it first/,
    );
  });
});
