import assert from 'node:assert/strict';
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { identifyFilm, openLibavSource } from 'chromatheque/film';
import { makeFilm } from '../support/make-film.ts';
import { makeSound } from '../support/make-sound.ts';
import { makeTempFolder } from '../support/temp-folder.ts';

const folder = makeTempFolder();

/** Put bytes into a new file. */
function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

const grey = () => [120, 128, 128] as const;
const film = makeFilm({ path: join(folder, 'film.mp4'), frames: 10, isFlat: true, paint: grey });

describe('A film is known by its content', () => {
  it('a copy under another name is the same film', async () => {
    const copy = join(folder, 'another name.mkv');
    copyFileSync(film, copy);
    assert.equal(await identifyFilm(copy), await identifyFilm(film));
  });

  it('a film with one byte more, or one byte changed in a hashed block, is another', async () => {
    const bytes = new Uint8Array(3_000_000).fill(7);
    const id = await identifyFilm(file('a.bin', bytes));
    assert.match(id, /^[0-9a-f]{32}$/);
    assert.notEqual(await identifyFilm(file('b.bin', new Uint8Array(3_000_001).fill(7))), id);
    bytes[bytes.length - 1] = 8;
    assert.notEqual(await identifyFilm(file('c.bin', bytes)), id);
  });
});

describe('What is no film is said to be none', () => {
  const cases: Record<string, { path: string; code: string; message: RegExp }> = {
    'no such file': { path: join(folder, 'none.mp4'), code: 'not-found', message: /no such file/ },
    'a folder': { path: folder, code: 'unreadable', message: /is a folder/ },
    'an empty file': { path: file('empty.mp4', ''), code: 'unreadable', message: /is empty/ },
  };
  for (const [what, { path, code, message }] of Object.entries(cases)) {
    it(what, () => assert.rejects(identifyFilm(path), { name: 'FilmError', code, message }));
  }

  it('text renamed .mp4', () =>
    assert.rejects(openLibavSource(file('text.mp4', 'Once upon a time there was a film.\n'.repeat(99))), {
      name: 'FilmError',
      code: 'unreadable',
    }));

  it('sound without a picture', () =>
    assert.rejects(openLibavSource(makeSound(join(folder, 'sound.wav'))), { name: 'FilmError', code: 'no-video' }));
});

describe('A film opens nothing but itself', () => {
  it('a playlist that names a local film is refused', () => {
    const text = `#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\nfile://${film}\n#EXT-X-ENDLIST\n`;
    return assert.rejects(openLibavSource(file('list.m3u8', text)), { code: 'unreadable' });
  });

  it('a concat file that names a local film is refused, whatever its extension', () => {
    for (const name of ['list.ffconcat', 'list.mp4']) {
      const path = file(name, `ffconcat version 1.0\nfile '${film}'\n`);
      return assert.rejects(openLibavSource(path), { code: 'unreadable' });
    }
  });

  it('a name that looks like a protocol is a name', async () => {
    mkdirSync(join(folder, 'concat:x'), { recursive: true });
    const path = join(folder, 'concat:x', 'http:film.mp4');
    copyFileSync(film, path);
    (await openLibavSource(path)).close();
  });
});
