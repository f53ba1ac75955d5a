import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { checkWritable, WriteError, writeWhole } from '#node/app/internal';
import { ROOT } from '../../support/media.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

const folder = makeTempFolder();

describe('Writing an output file', () => {
  it('a file is written whole, replaces the old one, and leaves no temporary file', async () => {
    const path = join(folder, 'a.txt');
    writeFileSync(path, 'old');
    await writeWhole(path, 'new');
    assert.equal(readFileSync(path, 'utf8'), 'new');
    assert.deepEqual(readdirSync(folder), ['a.txt']);
  });

  it('a file that cannot be replaced keeps its content, and no temporary file is left', async () => {
    const path = join(folder, 'b');
    mkdirSync(join(path, 'full'), { recursive: true });
    await assert.rejects(writeWhole(path, 'new'), WriteError);
    assert.deepEqual(readdirSync(path), ['full']);
    assert.deepEqual(readdirSync(folder).sort(), ['a.txt', 'b']);
  });

  it('checkWritable rejects a path without a parent folder, below a file, or of a folder', async () => {
    await assert.rejects(
      checkWritable(join(folder, 'none', 'nor', 'x.png')),
      /there is no folder .*nor; make it first/,
    );
    await assert.rejects(checkWritable(join(folder, 'a.txt', 'x.png')), /is not a folder/);
    await assert.rejects(checkWritable(join(folder, 'b')), /is a folder/);
    await checkWritable(join(folder, 'new.png'));
  });

  it('checkWritable rejects a name that ends in a slash, and addresses other than s3', async () => {
    await assert.rejects(checkWritable(`${join(folder, 'new.json')}/`), {
      name: 'WriteError',
      message: /new\.json\/: names a folder; name a file in it$/,
    });
    await assert.rejects(checkWritable('ftp://host/a.json'), {
      name: 'WriteError',
      message: 'ftp://host/a.json: outputs can be written to files and to s3://BUCKET/KEY alone',
    });
  });

  it('writing a file creates its folder, but not the parent of that folder', async () => {
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

  it('a file with the longest name the file system allows is written, and checkWritable rejects a longer name', async () => {
    const inside = join(folder, 'long');
    mkdirSync(inside);
    for (const name of [`${'x'.repeat(251)}.txt`, `${'é'.repeat(125)}x.txt`, `${'x'.repeat(234)}.txt`]) {
      await checkWritable(join(inside, name));
      await writeWhole(join(inside, name), name);
      assert.equal(readFileSync(join(inside, name), 'utf8'), name);
    }
    assert.equal(readdirSync(inside).length, 3);
    const tooLong = join(inside, `${'x'.repeat(252)}.txt`);
    await assert.rejects(checkWritable(tooLong), { name: 'WriteError', message: /its name is too long/ });
    await assert.rejects(writeWhole(tooLong, 'x'), { name: 'WriteError', message: /its name is too long/ });
  });

  it('writing to a symbolic link writes its target, and keeps the link and the mode of the file', async () => {
    const inside = join(folder, 'links');
    mkdirSync(join(inside, 'real'), { recursive: true });
    writeFileSync(join(inside, 'real', 'a.txt'), 'old');
    chmodSync(join(inside, 'real', 'a.txt'), 0o600);
    symlinkSync('real', join(inside, 'folder'));
    symlinkSync('folder/a.txt', join(inside, 'a.txt'));
    symlinkSync('real/new.txt', join(inside, 'dangling.txt'));
    for (const name of ['a.txt', 'dangling.txt']) {
      await checkWritable(join(inside, name));
      await writeWhole(join(inside, name), 'new');
      assert.ok(lstatSync(join(inside, name)).isSymbolicLink());
    }
    assert.equal(readFileSync(join(inside, 'real', 'a.txt'), 'utf8'), 'new');
    assert.equal(statSync(join(inside, 'real', 'a.txt')).mode & 0o777, 0o600);
    assert.equal(readFileSync(join(inside, 'real', 'new.txt'), 'utf8'), 'new');
    assert.deepEqual(readdirSync(join(inside, 'real')).sort(), ['a.txt', 'new.txt']);
    symlinkSync('loop.txt', join(inside, 'loop.txt'));
    await assert.rejects(checkWritable(join(inside, 'loop.txt')), /its links lead to each other/);
  });

  it('writing to a pipe or a device writes to it directly', { skip: process.platform === 'win32' }, async () => {
    const pipe = join(folder, 'pipe.txt');
    execFileSync('mkfifo', [pipe]);
    const read = readFile(pipe, 'utf8');
    await checkWritable(pipe);
    await writeWhole(pipe, 'through');
    assert.equal(await read, 'through');
    assert.ok(lstatSync(pipe).isFIFO());
    symlinkSync('/dev/null', join(folder, 'null.txt'));
    await checkWritable(join(folder, 'null.txt'));
    await writeWhole(join(folder, 'null.txt'), 'gone');
    assert.ok(statSync(join(folder, 'null.txt')).isCharacterDevice());
  });

  it('writing to /dev/stdout appends to the file that standard output is redirected to', {
    skip: process.platform === 'win32',
  }, () => {
    const script = `
      import { writeWhole } from '#node/app/internal';
      process.stdout.write('before ');
      await writeWhole(process.argv[1], 'inside ');
      process.stdout.write('after');
    `;
    symlinkSync('/dev/stdout', join(folder, 'out.txt'));
    const file = openSync(join(folder, 'sent.txt'), 'w');
    execFileSync(process.execPath, ['--input-type=module', '-e', script, join(folder, 'out.txt')], {
      cwd: ROOT,
      stdio: ['ignore', file, 'inherit'],
    });
    assert.equal(readFileSync(join(folder, 'sent.txt'), 'utf8'), 'before inside after');
  });

  it('a file whose name is not UTF-8 is refused, and not written under another name', async () => {
    const names = () => readdirSync(folder).length;
    const before = names();
    for (const path of [join(folder, 'caf\ufffd.txt'), join(folder, 'caf\ufffd', 'x.txt')]) {
      await assert.rejects(checkWritable(path), { name: 'WriteError', message: /its name is not valid UTF-8/ });
      await assert.rejects(writeWhole(path, 'x'), { name: 'WriteError', message: /its name is not valid UTF-8/ });
    }
    assert.equal(names(), before);
  });
});
