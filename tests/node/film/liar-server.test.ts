import assert from 'node:assert/strict';
import { readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { serializeFingerprint } from '#core/fingerprint/index';
import { type FingerprintOptions, fingerprintFilm } from '#node/app/internal';
import { RemoteFile } from '#node/film/identity/remote-file';
import { identifyFilm } from '#node/film/index';
import { makeFilm } from '../../support/films/make-film.ts';
import { FFMPEG_SKIP } from '../../support/reading/backends.ts';
import { shareRunner } from '../../support/reading/shared-runner.ts';
import { CLUMSY, LATE_LIARS, LIARS, POOR_HEADS, serveLies } from '../../support/servers/liar-server.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

/** Noise, so that the film is long enough to be read in several responses. */
const film = makeFilm({
  path: join(makeTempFolder(), 'film.mp4'),
  frames: 24,
  width: 160,
  height: 120,
  paint: (frame, x, y) => [
    16 + ((x * x * 7919 + y * y * 104_729 + x * y * frame * 31) % 220),
    100 + (x % 50),
    110 + (y % 40),
  ],
  gop: 8,
  options: { qp: '0' },
  isIndexFirst: true,
});
const bytes = readFileSync(film);
const namesOf = <T extends object>(ways: T) => Object.keys(ways) as (keyof T)[];
const server = await serveLies(film);
after(() => server.close());

async function read(path: string, options: FingerprintOptions): Promise<string> {
  const { fingerprint, warnings } = await fingerprintFilm(
    path,
    { samples: 3, crop: 'none', loudness: false, pictures: false, ...options },
    { runner: shareRunner(1) },
  );
  assert.deepEqual(warnings, []);
  return serializeFingerprint(fingerprint);
}

describe('A film on a server', () => {
  it('the film of these tests is larger than 300,000 bytes', () =>
    assert.ok(statSync(film).size > 300_000, `${statSync(film).size}`));

  for (const way of [...namesOf(POOR_HEADS), ...namesOf(CLUMSY)]) {
    it(`a film on a server has the identity of its local copy if ${way}`, async () =>
      assert.equal(await identifyFilm(server.address(way)), await identifyFilm(film)));
  }

  describe('Wrong answers of a server', { concurrency: true }, () => {
    for (const way of namesOf(LIARS)) {
      it(`a film on a server is refused after few requests if ${way}`, async () => {
        await assert.rejects(identifyFilm(server.address(way)), { name: 'FilmError', code: 'unreadable' });
        // One request for the size, and one for each block. Eight blocks are read at once, and each
        // is requested four times.
        assert.ok(server.requests(way) <= 1 + 64 + 8 * 4, `${server.requests(way)} requests`);
      });
    }
  });

  for (const backend of ['libav', 'ffmpeg'] as const) {
    const skip = backend === 'ffmpeg' && FFMPEG_SKIP;

    it(`a film has the fingerprint of its local copy if the server sends little at a time, read with ${backend}`, {
      skip,
    }, async () => {
      const url = server.address('it sends at most 100 kB per response');
      assert.equal(await read(url, { backend }), await read(film, { backend }));
    });

    it(`a film whose second half cannot be read from the server is refused after few requests, read with ${backend}`, {
      skip,
    }, async () => {
      const [way] = namesOf(LATE_LIARS);
      await assert.rejects(read(server.address(way!), { backend }), {
        name: 'FilmError',
        code: 'unreadable',
        message: /the server ends its response early/,
      });
      // One request for the size, and 64 for the identity. Each process opens the film again when a
      // span fails.
      assert.ok(server.requests(way!) < 65 + 40, `${server.requests(way!)} requests`);
    });
  }
});

describe('A file on a server', () => {
  it('reading from a server fails after a few retries when the server stops sending', async () => {
    let requests = 0;
    const stalling = createServer((request, response) => {
      const isFirst = request.headers.range === 'bytes=0-0';
      if (!isFirst) requests++;
      const [range, length] = isFirst ? ['0-0', 1] : ['0-99', 100];
      response.writeHead(206, { 'Content-Range': `bytes ${range}/${bytes.length}`, 'Content-Length': length });
      if (isFirst) response.end('a');
      else response.flushHeaders();
    });
    await new Promise<void>((resolve) => stalling.listen(0, '127.0.0.1', resolve));
    try {
      const url = `http://127.0.0.1:${(stalling.address() as AddressInfo).port}/film.mp4`;
      const file = await RemoteFile.open(url, 'film', { silence: 200, pauses: [1, 2] });
      await assert.rejects(file.read(0, 100), {
        name: 'FilmError',
        code: 'unreadable',
        message: 'film: the server sent nothing for 0.2 s',
      });
      assert.equal(requests, 3);
    } finally {
      stalling.close().closeAllConnections();
    }
  });

  it('a film is empty if its server reports the size 0, with 200 or with 416', async () => {
    const empty = createServer(({ url }, response) => {
      if (url === '/416') response.writeHead(416, { 'Content-Range': 'bytes */0' }).end();
      else response.writeHead(200, { 'Content-Length': 0 }).end();
    });
    await new Promise<void>((resolve) => empty.listen(0, '127.0.0.1', resolve));
    try {
      const base = `http://127.0.0.1:${(empty.address() as AddressInfo).port}`;
      for (const path of ['200', '416']) {
        await assert.rejects(identifyFilm(`${base}/${path}`), {
          code: 'unreadable',
          message: `${base}/${path}: is empty`,
        });
      }
    } finally {
      empty.close().closeAllConnections();
    }
  });

  it('requests have the user and password of an address, and error messages do not show them', async () => {
    let authorization: string | undefined;
    const guarded = createServer((request, response) => {
      authorization = request.headers.authorization;
      response.writeHead(403).end();
    });
    await new Promise<void>((resolve) => guarded.listen(0, '127.0.0.1', resolve));
    try {
      const host = `127.0.0.1:${(guarded.address() as AddressInfo).port}`;
      await assert.rejects(identifyFilm(`http://me:p%40ss@${host}/film.mp4?sign=1`), {
        code: 'unreadable',
        message: `http://${host}/film.mp4: the server answers 403 Forbidden`,
      });
      assert.equal(authorization, `Basic ${Buffer.from('me:p@ss').toString('base64')}`);
    } finally {
      guarded.close().closeAllConnections();
    }
  });
});
