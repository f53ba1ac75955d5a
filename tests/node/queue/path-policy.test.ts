import assert from 'node:assert/strict';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { createPathPolicy, mapPath, type PathPolicyOptions } from '#node/queue/worker/path-policy';
import { makeTempFolder } from '../../support/temp-folder.ts';

const folder = makeTempFolder();
for (const name of ['films', 'films-too', 'films/deep']) mkdirSync(join(folder, name));
for (const name of ['films/a.mkv', 'films/deep/b.mkv', 'films-too/c.mkv']) writeFileSync(join(folder, name), 'x');
symlinkSync(join(folder, 'films-too'), join(folder, 'films', 'link'));
const films = join(folder, 'films');
const open = (options: Partial<PathPolicyOptions> = {}) =>
  createPathPolicy({ roots: [films], hosts: [], mappings: [], ...options });
const REFUSED = { name: 'QueueError', code: 'refused' };

describe('Inputs of a worker', () => {
  it('are allowed below its roots only, however the path is spelled', async () => {
    const policy = await open();
    assert.equal(await policy.locateInput(join(films, 'a.mkv')), join(films, 'a.mkv'));
    assert.equal(await policy.locateInput(join(films, 'deep', 'b.mkv')), join(films, 'deep', 'b.mkv'));
    for (const path of [
      join(folder, 'films-too', 'c.mkv'),
      `${films}/../films-too/c.mkv`,
      join(films, 'link', 'c.mkv'),
      '/etc/hostname',
      'a.mkv',
      'file:///etc/hostname',
      'concat:a|b',
    ]) {
      await assert.rejects(policy.locateInput(path), REFUSED, path);
    }
    await assert.rejects(policy.locateInput(join(films, 'none.mkv')), { name: 'FilmError', code: 'not-found' });
  });

  it('may be a picture sequence, unless a link in it leads out of the roots', async () => {
    const policy = await open();
    for (const name of ['outer', 'films/shots', 'films/links']) mkdirSync(join(folder, name));
    for (const name of ['outer/1.png', 'outer/2.png', 'films/shots/1.png', 'films/shots/2.png', 'films/links/1.png']) {
      writeFileSync(join(folder, name), 'x');
    }
    symlinkSync(join(films, 'a.mkv'), join(films, 'shots', '3.png'));
    symlinkSync(join(films, 'none'), join(films, 'shots', '4.png'));
    symlinkSync(join(folder, 'outer', '1.png'), join(films, 'links', '2.png'));
    for (const path of [join(films, 'shots'), join(films, 'shots', '%d.png')]) {
      assert.equal(await policy.locateInput(path), path);
    }
    for (const path of [join(films, 'links'), join(films, 'links', '%d.png'), join(folder, 'outer', '%d.png')]) {
      await assert.rejects(policy.locateInput(path), REFUSED, path);
    }
    await assert.rejects(policy.locateInput(join(films, 'shots', 'x%d.png')), { name: 'FilmError', code: 'not-found' });
  });

  it('and outputs are allowed below bucket prefixes only', async () => {
    const policy = await open({ roots: [films, 's3://films/western', 's3://posters/'] });
    for (const address of ['s3://films/western/a.mkv', 's3://posters/a/b.png']) {
      assert.equal(await policy.locateInput(address), address);
      assert.equal(await policy.locateOutput(address), address);
    }
    for (const address of [
      's3://films/a.mkv',
      's3://films/western-too/a.mkv',
      's3://films/western/../a.mkv',
      's3://other/a.mkv',
    ]) {
      await assert.rejects(policy.locateInput(address), REFUSED, address);
      await assert.rejects(policy.locateOutput(address), REFUSED, address);
    }
  });

  it('are allowed from listed hosts and ports only', async () => {
    const policy = await open({ hosts: ['films.example', '127.0.0.1:8080'] });
    for (const url of ['https://films.example/a.mkv?x=1', 'http://127.0.0.1:8080/a.mkv']) {
      assert.equal(await policy.locateInput(url), url);
    }
    // FFmpeg would read the second name as the host.
    const ambiguous = 'http://films.example:80\\@evil.example/a.mkv';
    assert.equal(await policy.locateInput(ambiguous), 'http://films.example/@evil.example/a.mkv');
    for (const url of [
      'https://films.example:8443/a.mkv',
      'http://127.0.0.1/a.mkv',
      'https://evil.example/films.example',
      'https://films.example@evil.example/a.mkv',
      's3://films/a.mkv',
      'ftp://films.example/a.mkv',
    ]) {
      await assert.rejects(policy.locateInput(url), REFUSED, url);
    }
  });
});

describe('Outputs of a worker', () => {
  it('are allowed below its roots only', async () => {
    const policy = await open();
    assert.equal(await policy.locateOutput(join(films, 'deep', 'b.png')), join(films, 'deep', 'b.png'));
    // The missing folder is created.
    assert.equal(await policy.locateOutput(join(films, 'new', 'b.png')), join(films, 'new', 'b.png'));
    for (const path of [
      join(folder, 'x.png'),
      join(films, 'link', 'x.png'),
      join(films, 'none', 'deep', 'x.png'),
      join(folder, 'none', 'x.png'),
      'https://films.example/x.png',
      `${films}/..`,
      films,
    ]) {
      await assert.rejects(policy.locateOutput(path), REFUSED, path);
    }
  });
});

describe('A path mapping', () => {
  it('replaces the longest folder that matches', () => {
    const mappings = [
      { from: '/nas', to: '/mnt/nas' },
      { from: '/nas/new', to: '/mnt/new' },
      { from: 'Z:\\films', to: '/mnt/z' },
    ];
    assert.equal(mapPath('/nas/a/b.mkv', mappings), '/mnt/nas/a/b.mkv');
    assert.equal(mapPath('/nas/new/b.mkv', mappings), '/mnt/new/b.mkv');
    assert.equal(mapPath('/nas', mappings), '/mnt/nas');
    assert.equal(mapPath('/nastier/b.mkv', mappings), '/nastier/b.mkv');
    assert.equal(mapPath('/nas/a', [{ from: '/nas', to: 's3://films/nas' }]), 's3://films/nas/a');
    assert.equal(mapPath('s3://films/a', [{ from: 's3://films', to: '/mnt/films' }]), '/mnt/films/a');
    assert.equal(mapPath('Z:\\films\\a\\b.mkv', mappings), '/mnt/z/a/b.mkv');
  });

  it('does not lead out of the roots', async () => {
    const policy = await open({ mappings: [{ from: '/nas', to: films }] });
    assert.equal(await policy.locateInput('/nas/a.mkv'), join(films, 'a.mkv'));
    await assert.rejects(policy.locateInput('/nas/../films-too/c.mkv'), REFUSED);
  });

  it('needs a root that exists', () =>
    assert.rejects(open({ roots: [join(folder, 'none')] }), /^OptionError: `root`: expected a folder/));
});
