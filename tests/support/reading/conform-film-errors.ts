import assert from 'node:assert/strict';
import { copyFileSync, mkdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { greys, ONE_GROUP } from '../films/frame-recipes.ts';
import { makeFilm } from '../films/make-film.ts';
import { makeSound } from '../films/make-sound.ts';
import type { TestedBackend } from './backends.ts';
import { sampleSource } from './sample-source.ts';

/** Test a backend with files that are not films, broken films, and files that name other files. */
export function conformFilmErrors({ name: backend, open }: TestedBackend, folder: string): void {
  const readWith = `read with ${backend}`;
  const file = (name: string, content: string | Uint8Array): string => {
    const path = join(folder, name);
    writeFileSync(path, content);
    return path;
  };
  // One group of pictures: the system's FFmpeg starts once more to look at several key pictures.
  const film = makeFilm({ ...ONE_GROUP, path: join(folder, 'good.mp4'), frames: 50, paint: greys, isIndexFirst: true });
  const look = async (path: string) => {
    const source = await open(path);
    try {
      return await source.survey();
    } finally {
      source.close();
    }
  };

  describe(`Files that are not films, ${readWith}`, () => {
    const unknown = readFileSync(film);
    unknown.write('zzzz', unknown.indexOf('avc1', unknown.indexOf('stsd')), 'latin1');
    const cases: Record<string, { path: string; code: string; message: RegExp }> = {
      'text renamed .mp4': {
        path: file('text.mp4', 'Once upon a time there was a film.\n'.repeat(99)),
        code: 'unreadable',
        message: /text\.mp4: not a film that can be read \(Invalid data/,
      },
      'sound alone': {
        path: makeSound(join(folder, 'sound.wav')),
        code: 'no-video',
        message: /sound\.wav: has no video track/,
      },
      'a codec without a decoder': {
        path: file('unknown.mp4', unknown),
        code: 'no-decoder',
        message: /unknown\.mp4: no decoder for its codec/,
      },
    };
    for (const [what, { path, code, message }] of Object.entries(cases)) {
      it(`${what} is refused with the reason, ${readWith}`, () =>
        assert.rejects(look(path), { name: 'FilmError', code, message }));
    }

    it(`a truncated film is read up to its end, ${readWith}`, async () => {
      const paint = (frame: number, x: number, y: number) => [16 + ((frame * x + y * 7) % 200), 128, 128] as const;
      const path = makeFilm({ path: join(folder, 'cut.mp4'), frames: 50, paint, isIndexFirst: true });
      truncateSync(path, Math.floor(readFileSync(path).length * 0.6));
      const { info, shown } = await sampleSource(await open(path), 10);
      assert.ok(info.track.frames > 10 && info.track.frames < 50, `${info.track.frames}`);
      assert.equal(Math.round(info.claimedSeconds!), 2);
      assert.equal(shown.length, 10);
    });
  });

  describe(`Files that name other files, ${readWith}`, () => {
    const lists: Record<string, (address: string) => string> = {
      'list.m3u8': (address) =>
        `#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\n${address}\n#EXTINF:10,\n${address}\n#EXT-X-ENDLIST\n`,
      'list.ffconcat': (address) => `ffconcat version 1.0\nfile '${address}'\n`,
      'list.mp4': (address) => `ffconcat version 1.0\nfile '${address}'\n`,
      'list.sdp': (address) => `v=0\no=- 0 0 IN IP4 ${new URL(address).hostname}\ns=x\nm=video 5004 RTP/AVP 96\n`,
    };
    it(`a list that names a local or a remote film is refused, whatever its name, ${readWith}`, async () => {
      let requests = 0;
      const server = createServer((_, response) => {
        requests++;
        response.end(readFileSync(film));
      });
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      const remote = `http://127.0.0.1:${(server.address() as AddressInfo).port}/good.mp4`;
      try {
        for (const [name, write] of Object.entries(lists)) {
          for (const address of [`file://${film}`, remote]) {
            await assert.rejects(look(file(name, write(address))), { code: 'unreadable' }, `${name} of ${address}`);
          }
        }
        assert.equal(requests, 0);
      } finally {
        server.close();
      }
    });

    it(`a name that looks like a protocol or an option is read as a name, ${readWith}`, async () => {
      mkdirSync(join(folder, 'concat:x'), { recursive: true });
      for (const name of ['http:film.mp4', '-i', 'a|b %d [0] \'"$(x).mp4']) {
        const path = join(folder, 'concat:x', name);
        copyFileSync(film, path);
        assert.equal((await look(path)).info.track.frames, 50);
      }
    });
  });
}
