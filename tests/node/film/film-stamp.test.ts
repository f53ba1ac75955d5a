import assert from 'node:assert/strict';
import { utimesSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { identifyFilm, stampFilm } from '#node/film/index';
import { makeTempFolder } from '../../support/temp-folder.ts';

const folder = makeTempFolder();

describe('The stamp of a film', () => {
  it('the stamp of a file changes with its modification time, although its identity stays', async () => {
    const path = join(folder, 'a.bin');
    writeFileSync(path, new Uint8Array(3_000_000));
    utimesSync(path, 1000, 1000);
    const [id, stamp] = [await identifyFilm(path), await stampFilm(path)];
    assert.equal(await stampFilm(path), stamp);
    utimesSync(path, 1000, 1000.002);
    assert.equal(await identifyFilm(path), id);
    assert.notEqual(await stampFilm(path), stamp);
  });

  it('the stamp of a URL is its ETag, or its Last-Modified time, or empty', async () => {
    const headers: Record<string, Record<string, string>> = {
      '/both': { ETag: '"x"', 'Last-Modified': 'Sat, 01 Jan 2000 00:00:00 GMT' },
      '/time': { 'Last-Modified': 'Sat, 01 Jan 2000 00:00:00 GMT' },
      '/none': {},
      '/user': { ETag: '"mine"' },
    };
    // The server refuses HEAD, as signed addresses do.
    const server = createServer(({ url = '', method, headers: { authorization } }, response) => {
      if (method !== 'GET' || !(url in headers)) response.writeHead(405).end();
      else if (url === '/user' && authorization !== `Basic ${btoa('me:a b')}`) response.writeHead(401).end();
      else response.writeHead(206, { ...headers[url], 'Content-Range': 'bytes 0-0/1000' }).end('x');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    try {
      assert.equal(await stampFilm(`${base}/both`), 'url "x"');
      assert.equal(await stampFilm(`${base}/time`), 'url Sat, 01 Jan 2000 00:00:00 GMT');
      assert.equal(await stampFilm(`${base}/none`), '');
      assert.equal(await stampFilm(`${base.replace('//', '//me:a%20b@')}/user`), 'url "mine"');
      assert.equal(await stampFilm(`${base}/refused`), '');
    } finally {
      server.close();
    }
  });

  it('the stamp of a missing film is empty', async () => {
    assert.equal(await stampFilm(join(folder, 'none.mp4')), '');
  });
});
