import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { detectStill, identifyFilm } from '#node/film/index';
import { makeFilm } from '../../support/films/make-film.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

const folder = makeTempFolder();

/** Put bytes into a new file. */
function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

const grey = () => [120, 128, 128] as const;
const film = makeFilm({ path: join(folder, 'film.mp4'), frames: 10, isFlat: true, paint: grey });

describe('The identity of a film', () => {
  it('a copy of a film under another name has the same identity', async () => {
    const copy = join(folder, 'another name.mkv');
    copyFileSync(film, copy);
    assert.equal(await identifyFilm(copy), await identifyFilm(film));
  });

  it('the identity of a pipe is refused without waiting', { skip: process.platform === 'win32' }, async () => {
    const pipe = join(folder, 'pipe.mp4');
    execFileSync('mkfifo', [pipe]);
    await assert.rejects(identifyFilm(pipe), { code: 'unreadable', message: `${pipe}: is not a regular file` });
    assert.equal(await detectStill(pipe), null);
  });

  it('the identity of a film changes with one added byte, or one changed byte in a hashed block', async () => {
    const bytes = new Uint8Array(3_000_000).fill(7);
    const id = await identifyFilm(file('a.bin', bytes));
    assert.match(id, /^[0-9a-f]{32}$/);
    assert.notEqual(await identifyFilm(file('b.bin', new Uint8Array(3_000_001).fill(7))), id);
    bytes[bytes.length - 1] = 8;
    assert.notEqual(await identifyFilm(file('c.bin', bytes)), id);
  });
});

describe('Files that are not films', () => {
  const cases: Record<string, { path: string; code: string; message: RegExp }> = {
    'a missing file': { path: join(folder, 'none.mp4'), code: 'not-found', message: /no such file/ },
    'a folder': { path: folder, code: 'unreadable', message: /is a folder/ },
    'an empty file': { path: file('empty.mp4', ''), code: 'unreadable', message: /is empty/ },
  };
  for (const [what, { path, code, message }] of Object.entries(cases)) {
    it(`${what} is refused as a film`, () => assert.rejects(identifyFilm(path), { name: 'FilmError', code, message }));
  }
});
