import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { FILM_EXTENSIONS, hasFilmExtension } from '#core/frame/index';
import { listFilms } from '#node/app/internal';
import { findKind } from '#node/server/shelf/file-kind';
import { makeTempFolder } from '../../support/temp-folder.ts';

const folder = makeTempFolder();

describe('The extensions of films', () => {
  it('finds the same films in a folder on the command line and in the studio', async () => {
    const films = join(folder, 'films');
    mkdirSync(films);
    const others = ['notes.txt', 'music.ogg', 'cover.jpg', 'film.json', 'film', '.mkv'];
    const names = [...FILM_EXTENSIONS.map((extension) => `film.${extension}`), 'FILM.MKV'];
    for (const name of [...names, ...others]) writeFileSync(join(films, name), '');
    const listed = await listFilms([films]);
    assert.deepEqual(listed.films.map((path) => path.slice(films.length + 1)).sort(), names.toSorted());
    for (const name of names) assert.equal(findKind(name), 'film', name);
    for (const name of others) assert.notEqual(findKind(name), 'film', name);
  });

  it('recognises film extensions in any letter case, but not in a hidden name', () => {
    assert.ok(hasFilmExtension('Night.MKV'));
    assert.ok(!hasFilmExtension('.mkv'));
    assert.ok(!hasFilmExtension('mkv'));
  });
});
