import assert from 'node:assert/strict';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { startTestServer } from '../../support/servers/studio-server.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

const folder = makeTempFolder();
const studioFolder = join(folder, 'studio');
mkdirSync(join(studioFolder, 'assets'), { recursive: true });
const put = (name: string, text: string) => writeFileSync(join(studioFolder, name), text);
put('index.html', '<!doctype html><title>Studio</title>');
put('assets/index-abc.js', 'export {};');
put('assets/font-abc.woff2', 'font');
put('index.d.ts', 'export {};');
put('.env.json', 'secret');
writeFileSync(join(folder, 'secret.txt'), 'secret');
symlinkSync(join(folder, 'secret.txt'), join(studioFolder, 'link.txt'));
const { ask } = await startTestServer({ inputs: [], studioFolder });

describe('Files of the studio', () => {
  it('the studio is served with the content types of its files', async () => {
    for (const [path, type, text] of [
      ['/', 'text/html; charset=utf-8', '<!doctype html><title>Studio</title>'],
      ['/index.html', 'text/html; charset=utf-8', '<!doctype html><title>Studio</title>'],
      ['/?from=anywhere', 'text/html; charset=utf-8', '<!doctype html><title>Studio</title>'],
      ['/assets/index-abc.js', 'text/javascript; charset=utf-8', 'export {};'],
      ['/assets/font-abc.woff2', 'font/woff2', 'font'],
    ] as const) {
      const { status, headers, body } = await ask(path);
      assert.deepEqual([status, headers['content-type'], body.toString()], [200, type, text], path);
      const head = await ask(path, { method: 'HEAD' });
      assert.deepEqual(
        [head.status, head.headers['content-length'], head.body.length],
        [200, `${text.length}`, 0],
        path,
      );
    }
  });

  it('the server has the installed fonts for titles, and a list of their characters', async () => {
    const { status, headers, body } = await ask('/fonts/fonts.json');
    assert.deepEqual([status, headers['content-type']], [200, 'application/json; charset=utf-8']);
    assert.match(JSON.parse(body.toString())['@fontsource-variable/noto-sans-hebrew'].hebrew, /^U\+/);
    const font = await ask('/fonts/noto-sans-hebrew-hebrew-wght-normal.ttf');
    assert.deepEqual([font.status, font.headers['content-type']], [200, 'font/ttf']);
    assert.equal(font.headers['content-length'], String(font.body.length));
    assert.equal(font.body.readUInt32BE(0), 0x00010000);
  });

  it('studio files whose names change with their content are immutable in the cache, and others are revalidated', async () => {
    assert.match((await ask('/assets/index-abc.js')).headers['cache-control'] ?? '', /immutable/);
    assert.equal((await ask('/')).headers['cache-control'], 'no-cache');
  });

  it('the server sends no file outside the studio folder, and only file types for browsers', async () => {
    for (const path of [
      '/link.txt',
      '/.env.json',
      '/index.d.ts',
      '/assets',
      '/assets/',
      '/../secret.txt',
      '/assets/../../secret.txt',
      '/..%2fsecret.txt',
      '/%2e%2e/secret.txt',
      '/%2e%2e%2fsecret.txt',
      '/..%5csecret.txt',
      '/%252e%252e/secret.txt',
      '//secret.txt',
      `/${join(folder, 'secret.txt')}`,
      '/assets/index-abc.js%00.txt',
      '/constructor',
    ]) {
      const { status, body } = await ask(path);
      assert.equal(status, 404, path);
      assert.ok(!body.includes('secret'), path);
    }
  });
});
