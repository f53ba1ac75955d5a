import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { readTitles } from '#node/app/internal';
import { makeTempFolder } from '../../support/temp-folder.ts';

const folder = makeTempFolder();
const path = join(folder, 'titles.csv');
const films = ['/films/a.mkv', 'b.mkv', join(folder, 'series', 'c.mkv')];
const read = (content: string | Uint8Array) => {
  writeFileSync(path, content);
  return readTitles(path, films);
};

describe('A table of titles', () => {
  it('a table of titles names films by name or by a path relative to the table, with columns in any order', async () => {
    const { titleOf, warnings } = await read(
      'year,title,file,subtitle\n1949,The Third Man,a.mkv,Carol Reed\n,C,series/c.mkv,\n',
    );
    assert.deepEqual(titleOf('/films/a.mkv'), { title: 'The Third Man', subtitle: 'Carol Reed, 1949' });
    assert.deepEqual(titleOf(films[2]!), { title: 'C' });
    assert.deepEqual(titleOf('b.mkv'), {});
    assert.deepEqual(warnings, []);
  });

  it('a table of titles may have quotes, commas and line breaks in fields, a byte order mark and any line ends', async () => {
    for (const end of ['\n', '\r\n']) {
      const rows = [
        'file,title',
        '"a.mkv","He said ""no"", twice"',
        `b.mkv,"The${end}Third Man"`,
        'series/c.mkv,One\\nTwo',
        '',
      ];
      for (const bytes of [Buffer.from(`\ufeff${rows.join(end)}`), Buffer.from(`\ufeff${rows.join(end)}`, 'utf16le')]) {
        const { titleOf } = await read(bytes);
        assert.deepEqual(
          films.map((film) => titleOf(film).title),
          ['He said "no", twice', 'The\nThird Man', 'One\nTwo'],
        );
      }
    }
  });

  it('a table of titles finds films with composed and decomposed Unicode names', async () => {
    const names = ['Ame\u0301lie.mkv', 'Caf\u00e9.mkv'];
    writeFileSync(path, 'file,title\nAm\u00e9lie.mkv,A\nCafe\u0301.mkv,C\n');
    const { titleOf, warnings } = await readTitles(path, names);
    assert.deepEqual(
      names.map((name) => titleOf(name).title),
      ['A', 'C'],
    );
    assert.deepEqual(warnings, []);
  });

  for (const [name, bytes] of [
    ['Windows-1252', [0x43, 0x61, 0x66, 0xe9]],
    ['Shift_JIS', [0x90, 0xe7]],
  ] as const) {
    it(`a table of titles in ${name} is refused`, async () => {
      const content = Buffer.concat([Buffer.from('file,title\na.mkv,'), Buffer.from(bytes), Buffer.from('\n')]);
      await assert.rejects(read(content), {
        name: 'TitlesError',
        code: 'malformed',
        message: `${path}: is not UTF-8 (line 2); save it as "CSV UTF-8"`,
      });
    });
  }

  it('a row of a table of titles may omit empty fields at its end', async () => {
    assert.deepEqual((await read('file,title,subtitle,year\na.mkv,A\n')).titleOf('/films/a.mkv'), { title: 'A' });
  });

  it('a table of titles with unknown columns, or with rows for unknown files, causes warnings', async () => {
    const { warnings } = await read('file,titel,title\na.mkv,x,A\nz.mkv,,Z\n');
    assert.equal(warnings.length, 2);
    assert.match(
      warnings[0]!,
      /columns that are not known: titel; those are file, title, subtitle, year, director, genre/,
    );
    assert.match(warnings[1]!, /none of the films: z\.mkv/);
  });

  for (const [name, content, expected] of [
    [
      'of semicolons',
      'file;title\na.mkv;A\n',
      /titles\.csv: its columns are separated by semicolons; save it as CSV with commas/,
    ],
    ['of tabs', 'file\ttitle\na.mkv\tA\n', /separated by tabs/],
    [
      'without a header',
      'a.mkv,A\n',
      /expected a first line with the columns file,title,subtitle,year,director,genre, got a\.mkv,A/,
    ],
    ['that is empty', '', /got nothing/],
    ['whose quotes do not end', 'file,title\na.mkv,"A\n', /titles\.csv: Quote Not Closed/],
    [
      'whose row is longer than its header',
      'file,title\na.mkv,A,B\n',
      /titles\.csv: Invalid Record Length.* on line 2/,
    ],
    ['that names a film twice', 'file,title\na.mkv,A\na.mkv,B\n', /two rows for a\.mkv; the second is on line 3/],
  ] as const) {
    it(`a table of titles ${name} is refused with a one-line error`, async () => {
      await assert.rejects(read(content), (error: Error) => {
        assert.equal(error.name, 'TitlesError');
        assert.match(error.message, expected);
        assert.doesNotMatch(error.message, /\n/);
        return true;
      });
    });
  }

  it('a missing table of titles is a film error', async () => {
    await assert.rejects(readTitles(join(folder, 'none.csv'), films), { name: 'FilmError', code: 'not-found' });
  });
});
