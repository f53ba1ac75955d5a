import assert from 'node:assert/strict';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { readFilmRecords } from '#node/library/index';
import { makeTempFolder } from '../../support/temp-folder.ts';

const folder = makeTempFolder();
const path = join(folder, 'titles.csv');
const read = (content: string) => {
  writeFileSync(path, content);
  return readFilmRecords(folder);
};

describe('The table of titles of a library', () => {
  it('gives title, year, directors, genres and the text of all other columns', async () => {
    const records = await read(
      'file,Title,year,director,genre,Country,note\ntea.mkv,"The Taste\nof Green Tea",c. 1952,"Ozu, Y.; Second, A.",Drama;Comedy,Japan,\n',
    );
    assert.deepEqual(records.columns, ['file', 'title', 'year', 'director', 'genre', 'country', 'note']);
    assert.deepEqual(records.find({ name: 'tea.json' }, { film: { name: 'tea.mkv' } }), {
      title: 'The Taste of Green Tea',
      year: 1952,
      directors: ['Ozu, Y.', 'Second, A.'],
      genres: ['Drama', 'Comedy'],
      others: { country: 'Japan' },
    });
  });

  it('finds a film by the name or stem of its fingerprint or its file, or by its path in the library', async () => {
    for (const file of ['a/film.json.gz', 'film.json.gz', 'film', 'a/film', 'source.mkv', 'source']) {
      const records = await read(`file,year\n${file},1974\n`);
      assert.equal(records.find({ name: 'a/film.json.gz' }, { film: { name: 'source.mkv' } }).year, 1974, file);
      assert.deepEqual(records.listUnused(), []);
    }
    const records = await read('file,year\nfil,1974\n');
    assert.equal(records.find({ name: 'film.json' }, { film: { name: 'film.mkv' } }).year, undefined);
    assert.deepEqual(records.listUnused(), ['fil']);
  });

  it('is empty if the library has none, and is refused if a named one is missing', async () => {
    rmSync(path, { force: true });
    const records = await readFilmRecords(folder);
    assert.deepEqual(records.columns, []);
    assert.deepEqual(records.find({ name: 'film.json' }, { film: { name: 'film.mkv' } }), {
      directors: [],
      genres: [],
      others: {},
    });
    await assert.rejects(readFilmRecords(folder, path), { name: 'LibraryError', code: 'not-found' });
    mkdirSync(join(folder, 'table'));
    await assert.rejects(readFilmRecords(folder, join(folder, 'table')), { name: 'LibraryError', code: 'unreadable' });
  });

  it('names the line of a year that is not a number, and the lines of two rows of one film', async () => {
    const error = (message: string) => ({ name: 'TitlesError', code: 'malformed', message: `${path}: ${message}` });
    await assert.rejects(
      read('file,year\na,1974\n\nb,soon\n'),
      error('line 4: expected a year such as 1974, got soon'),
    );
    await assert.rejects(read('file,year\na,1974\na,1975\n'), error('has two rows for a, lines 2 and 3'));
    const records = await read('file,year\na,1974\na.mkv,1975\n');
    assert.throws(
      () => records.find({ name: 'a.json' }, { film: { name: 'a.mkv' } }),
      error('has two rows for a.json: a (line 2) and a.mkv (line 3)'),
    );
  });
});
