import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { serializeFingerprint } from '#core/fingerprint/index';
import { fingerprintFilm } from '#node/app/internal';
import { identifyFilm, nameFilm, openLibavSource } from '#node/film/index';
import { makeFilm } from '../../support/films/make-film.ts';
import { FFMPEG_SKIP } from '../../support/reading/backends.ts';
import { shareRunner } from '../../support/reading/shared-runner.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

const folder = makeTempFolder();
const film = makeFilm({
  path: join(folder, 'film.mp4'),
  frames: 60,
  isFlat: true,
  paint: (frame) => [40 + 2 * frame, 110, 140],
});
const secret = makeFilm({
  path: join(folder, 'secret.ts'),
  frames: 10,
  isFlat: true,
  paint: () => [90, 128, 128],
  encoder: 'mpeg2video',
});

/** Requested paths, so that tests can check that there were no others. */
const asked: string[] = [];
let server: Server;
let base = '';

/** The number of connections that still close before the whole response is sent. */
let cuts = 0;
/** Noise, so that a connection closes in the middle of the pictures. */
const long = makeFilm({
  path: join(folder, 'long.mkv'),
  frames: 60,
  width: 240,
  height: 136,
  paint: (frame, x, y) => [16 + ((x * 7919 + y * 104_729 + frame * 31) % 220), 100 + (x % 50), 110 + (y % 40)],
});

function giveCut(request: IncomingMessage, response: ServerResponse): void {
  const bytes = readFileSync(long);
  const [, first = '0', last] = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '') ?? [];
  const [from, to] = [Number(first), last ? Number(last) : bytes.length - 1];
  response.writeHead(206, {
    'Content-Length': to - from + 1,
    'Content-Range': `bytes ${from}-${to}/${bytes.length}`,
    'Accept-Ranges': 'bytes',
  });
  const middle = bytes.length >> 1;
  if (request.method === 'HEAD' || from >= middle || to < bytes.length - 1 || cuts === 0) {
    response.end(request.method === 'HEAD' ? undefined : bytes.subarray(from, to + 1));
    return;
  }
  cuts--;
  response.write(bytes.subarray(from, middle), () => response.destroy());
}

async function startServer(): Promise<void> {
  server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    asked.push(pathname);
    if (pathname === '/moved.mp4') {
      response.writeHead(302, { Location: `file://${film}` }).end();
      return;
    }
    if (pathname === '/cut.mkv') {
      giveCut(request, response);
      return;
    }
    const path =
      pathname === '/list.m3u8'
        ? join(folder, 'list.m3u8')
        : pathname === '/whole.mp4' || pathname === '/film.mp4'
          ? film
          : null;
    if (path === null) {
      response.writeHead(404).end();
      return;
    }
    const bytes = readFileSync(path);
    const range = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '');
    if (range === null || pathname === '/whole.mp4') {
      response.writeHead(200, { 'Content-Length': bytes.length });
      response.end(request.method === 'HEAD' ? undefined : bytes);
      return;
    }
    const from = Number(range[1]);
    const to = Math.min(bytes.length - 1, range[2] ? Number(range[2]) : bytes.length - 1);
    response.writeHead(206, {
      'Content-Length': to - from + 1,
      'Content-Range': `bytes ${from}-${to}/${bytes.length}`,
      'Accept-Ranges': 'bytes',
    });
    response.end(bytes.subarray(from, to + 1));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  writeFileSync(
    join(folder, 'list.m3u8'),
    `#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\n${base}/secret.ts\n#EXTINF:10,\nfile://${secret}\n#EXT-X-ENDLIST\n`,
  );
}
await startServer();
after(() => server.close());

/** Survey a film in another process, because this process runs the server. */
const survey = (url: string): Promise<unknown> => shareRunner(1).survey(url, {});

describe('A film on a server', () => {
  it('a film on a server has the identity and the fingerprint of its local copy', async () => {
    const url = `${base}/film.mp4?token=1#t=2`;
    assert.equal(await identifyFilm(url), await identifyFilm(film));
    const runner = shareRunner(1);
    const remote = await fingerprintFilm(url, { samples: 20 }, { runner });
    const local = await fingerprintFilm(film, { samples: 20 }, { runner });
    assert.equal(serializeFingerprint(remote.fingerprint), serializeFingerprint(local.fingerprint));
  });

  for (const backend of ['libav', 'ffmpeg'] as const) {
    it(`reading a film on a server resumes after a lost connection, with ${backend}`, {
      skip: backend === 'ffmpeg' && FFMPEG_SKIP,
    }, async () => {
      const runner = shareRunner(1);
      const options = { samples: 5, crop: 'none', backend } as const;
      const local = await fingerprintFilm(long, options, { runner });
      cuts = 2;
      const { fingerprint, warnings } = await fingerprintFilm(`${base}/cut.mkv`, options, { runner });
      assert.equal(cuts, 0);
      assert.deepEqual(warnings, []);
      assert.deepEqual(fingerprint.columns, local.fingerprint.columns);
    });
  }

  it('a film on a server has a clear error if the film or the server does not exist', async () => {
    await assert.rejects(identifyFilm(`${base}/none.mp4`), {
      name: 'FilmError',
      code: 'not-found',
      message: /answers 404/,
    });
    await assert.rejects(identifyFilm('http://127.0.0.1:9/film.mp4'), {
      name: 'FilmError',
      code: 'unreadable',
      message: /does not answer/,
    });
  });

  it('a film on a server without range requests is refused', () =>
    assert.rejects(identifyFilm(`${base}/whole.mp4`), {
      code: 'unreadable',
      message: /does not support range requests; download the film first/,
    }));

  it('a film on a server that is a playlist is refused, and no entry of the playlist is requested', async () => {
    asked.length = 0;
    await assert.rejects(survey(`${base}/list.m3u8`), { name: 'FilmError', code: 'unreadable' });
    assert.deepEqual([...new Set(asked)], ['/list.m3u8']);
  });

  it('a redirect from a server to a local file is not followed', () =>
    assert.rejects(survey(`${base}/moved.mp4`), { name: 'FilmError', code: 'unreadable' }));
});

describe('The name of a film on a server', () => {
  for (const [url, name] of [
    ['http://host/a/caf%C3%A9.mp4?token=1#t=2', 'café.mp4'],
    ['http://host/100%.mp4', '100%.mp4'],
    ['http://host/caf%E9.mp4', 'caf%E9.mp4'],
    ['http://host/a%00b%20c.mp4', 'a%00b c.mp4'],
    ['http://host/a%20b%0A.mp4', 'a b%0A.mp4'],
    ['http://host/a%2Fb.mp4', 'a%2Fb.mp4'],
    ['http://host/', 'host'],
    ['http://[host/film.mp4?token=1', 'film.mp4'],
  ] as const) {
    it(`the name of the film at ${url} is ${name}`, () => assert.equal(nameFilm(url), name));
  }
});

describe('A local playlist', () => {
  it('a local playlist is refused, and no entry of it is requested from a server', async () => {
    asked.length = 0;
    await assert.rejects(openLibavSource(join(folder, 'list.m3u8')), { name: 'FilmError', code: 'unreadable' });
    assert.deepEqual(asked, []);
  });
});
