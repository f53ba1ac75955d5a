import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { formatShelfPath, parseShelfPath } from '#node/server/shelf/shelf-path';

describe('Paths of the shelf', () => {
  it('a path of the shelf is a root and names with any letters', () => {
    for (const path of [
      { root: 0, parts: ['film.mkv'] },
      { root: 12, parts: ['Westerns', 'Il buono, il brutto, il cattivo (1966) 100%.mkv'] },
      { root: 3, parts: ['千と千尋.mp4'] },
      { root: 0, parts: ['%2e%2e', 'a\\b.mp4'] },
    ]) {
      assert.deepEqual(parseShelfPath(formatShelfPath(path), 'linux'), path);
    }
  });

  it('a path of the shelf in any other spelling is invalid', () => {
    for (const text of [
      '',
      '0',
      '0/',
      '/',
      '/etc/passwd',
      '//0/film.mp4',
      'film.mp4',
      '../film.mp4',
      '0/../film.mp4',
      '0/sub/../film.mp4',
      '0/./film.mp4',
      '0//film.mp4',
      '0/film.mp4/',
      '0/..',
      '0/film.mp4\0',
      '0/\0/../film.mp4',
      '00/film.mp4',
      '-1/film.mp4',
      '+0/film.mp4',
      '0x0/film.mp4',
      '1e1/film.mp4',
      ' 0/film.mp4',
      '999999/film.mp4',
      `0/${'a'.repeat(5000)}`,
    ]) {
      assert.equal(parseShelfPath(text, 'linux'), null, JSON.stringify(text));
    }
  });

  it('on Windows, a path of the shelf with a backslash, drive, stream, or final dot or space is invalid', () => {
    for (const text of [
      '0/..\\film.mp4',
      '0/C:\\film.mp4',
      '0/C:film.mp4',
      '0/film.mp4::$DATA',
      '0/film.mp4.',
      '0/.. /film.mp4',
      '0/film.mp4 ',
    ]) {
      assert.equal(parseShelfPath(text, 'win32'), null, text);
    }
  });
});
