import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { serializeFingerprint } from '#core/fingerprint/index';
import { shotFingerprint } from '../../support/fingerprints/shot-fingerprint.ts';
import { columnOf, fingerprintOf, syntheticFingerprint } from '../../support/fingerprints/synthetic-fingerprint.ts';
import { writePng } from '../../support/pictures/write-png.ts';
import { runInFolder } from '../../support/processes/run-in-process.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

const folder = makeTempFolder();
mkdirSync(join(folder, 'library'));
mkdirSync(join(folder, 'empty'));
const put = (name: string, content: string | Uint8Array) => writeFileSync(join(folder, name), content);
const run = (...args: readonly string[]) => runInFolder(folder, args);
const lines = (text: string) =>
  text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));

/** A film of one colour for a minute, with two seconds of another. */
function putFilm(name: string, title: string, ...colors: readonly string[]) {
  const base = fingerprintOf(colors.map((color, i) => columnOf(i + 0.5, color)));
  put(
    name,
    serializeFingerprint({ ...base, film: { ...base.film, id: title.padEnd(32, '0'), title, name: `${title}.mkv` } }),
  );
}
putFilm('library/teal.json', 'Teal Film', '#217472', '#217472', '#808080');
putFilm('library/red.json', 'Red Film', '#c81e1e', '#c81e1e', '#808080', '#808080');
put('library/shots.json', serializeFingerprint(shotFingerprint()));
put('library/damaged.json', '{"format": "chromatheque/fingerprint"}');
put('library/titles.csv', 'file,title,year\nteal.json,Teal by the Table,1974\nRed Film.mkv,,1994\n');
put('still.png', writePng({ width: 8, height: 8, codes: Array(64).fill([200, 30, 30]).flat() }));

describe('chromatheque search', () => {
  it('prints the films that have a colour, with times, scores and codes', async () => {
    const { exitCode, stdout, stderr } = await run('search', 'library', 'teal');
    assert.equal(exitCode, 0, stderr);
    assert.match(stdout, /^1 {2}Teal by the Table \(1974\)\n {3}0:00 - 0:02 {2}0\.\d\d {2}#217472\n/);
    assert.match(stderr, /damaged\.json: warning: is left out: /);
  });

  it('--json prints a line per film, best first, with titles of the table', async () => {
    const { stdout } = await run('search', 'library', 'teal', '--json');
    const [first] = lines(stdout);
    assert.deepEqual(Object.keys(first), ['film', 'title', 'from', 'to', 'score', 'swatches']);
    assert.equal(first.film, 'teal.json');
    assert.equal(first.title, 'Teal by the Table');
    assert.deepEqual([first.from, first.to], [0, 2]);
    assert.deepEqual(first.swatches, [{ color: '#217472', share: 1 }]);
  });

  it('searches for the colours of a picture and of a moment of a film', async () => {
    const byImage = await run('search', 'library', '--image', 'still.png', '--json');
    assert.equal(lines(byImage.stdout)[0].film, 'red.json');
    const byMoment = await run('search', 'library', '--like', 'library/teal.json@0:01', '--json');
    assert.equal(lines(byMoment.stdout)[0].film, 'teal.json');
    const byFilm = await run('search', 'library', '--like', 'library/red.json', '--json');
    assert.equal(lines(byFilm.stdout)[0].film, 'red.json');
  });

  it('--year and --title choose films by the table of titles', async () => {
    const filmsOf = async (...args: string[]) =>
      lines((await run('search', 'library', '#808080', '--json', ...args)).stdout).map(({ film }) => film);
    assert.deepEqual(await filmsOf('--year', '1990-'), ['red.json']);
    assert.deepEqual(await filmsOf('--year', '1974'), ['teal.json']);
    assert.deepEqual(await filmsOf('--title', 'BY THE TABLE'), ['teal.json']);
  });

  it('--min-length leaves out short moments, and --limit the rest', async () => {
    const long = lines((await run('search', 'library', '#808080~5', '--min-length', '2', '--json')).stdout);
    assert.deepEqual(
      long.map(({ film }) => film),
      ['red.json'],
    );
    const { stdout } = await run('search', 'library', '#808080', '--by', 'moment', '--limit', '1', '--json');
    assert.equal(lines(stdout).length, 1);
  });

  it('-o writes a page and a picture with frames, and a table', async () => {
    const args = ['search', 'library', '#808080~60', '--by', 'moment'];
    const { exitCode, stderr } = await run(...args, '-o', 'found.html', '-o', 'found.svg', '-o', 'found.csv');
    assert.equal(exitCode, 0, stderr);
    const page = readFileSync(join(folder, 'found.html'), 'utf8');
    assert.match(page, /<h1>#808080~60<\/h1>/);
    assert.match(page, /<img src="data:image\/jpeg;base64,/);
    assert.match(page, /script-src 'none'/);
    assert.match(readFileSync(join(folder, 'found.svg'), 'utf8'), /<image /);
    const table = readFileSync(join(folder, 'found.csv'), 'utf8').split('\n');
    assert.equal(table[0], 'rank,film,title,year,from,to,score,colors');
    assert.ok(
      table.some((row) => /^\d+,red\.json,Red Film,1994,2,4,[\d.]+,#808080$/.test(row)),
      table.join('\n'),
    );
    assert.equal((await run(...args, '-o', 'found.gif')).exitCode, 2);
  });

  it('says that nothing matches, and that films have no shots', async () => {
    const nothing = await run('search', 'library', '#00ff00~1');
    assert.deepEqual([nothing.exitCode, nothing.stdout], [0, '']);
    assert.match(nothing.stderr, /nothing matches; a larger tolerance finds more/);
    const narrow = await run('search', 'library', '#00ff00', '#ff00ff~1');
    assert.match(narrow.stderr, /finds more: "#00ff00~30"/);
  });

  it('refuses a text that is no colour and names the nearest name', async () => {
    const { exitCode, stderr } = await run('search', 'library', 'seal');
    assert.equal(exitCode, 2);
    assert.match(stderr, /^chromatheque: <color\.\.\.>: .* got "seal"; did you mean "teal"\?/);
  });

  it('refuses a search for nothing, for two things, wrong years, and a moment that has no colours', async () => {
    for (const args of [[], ['red', '--image', 'still.png'], ['red', '--year', '74'], ['red', '--year', '1990-1980']]) {
      assert.equal((await run('search', 'library', ...args)).exitCode, 2, args.join(' '));
    }
    assert.match(
      (await run('search', 'library', '--image', 'library/titles.csv')).stderr,
      /--image: expected a picture/,
    );
  });

  it('refuses a folder without fingerprints, and one that does not exist', async () => {
    const empty = await run('search', 'empty', 'red');
    assert.equal(empty.exitCode, 66);
    assert.match(empty.stderr, /^chromatheque: empty: there are no fingerprints in it/);
    const nowhere = await run('search', 'nowhere', 'red');
    assert.equal(nowhere.exitCode, 66);
    assert.match(nowhere.stderr, /nowhere: no such file or folder/);
  });
});

describe('chromatheque similar', () => {
  it('prints the nearest films with percentiles, without the film itself', async () => {
    const { exitCode, stdout, stderr } = await run('similar', 'library', 'library/red.json');
    assert.equal(exitCode, 0, stderr);
    assert.match(stdout, /^ {3}palette +course +title\n1 +\d+\.\d % +\d+\.\d % +\S/);
    assert.doesNotMatch(stdout, /Red Film/);
  });

  it('--json prints a line per film', async () => {
    put('other.json', serializeFingerprint(syntheticFingerprint(50)));
    const found = lines((await run('similar', 'library', 'other.json', '--json', '--limit', '2')).stdout);
    assert.equal(found.length, 2);
    assert.deepEqual(Object.keys(found[0]), ['film', 'title', 'palette', 'course', 'correlation']);
  });

  it('refuses a film that does not exist', async () => {
    assert.equal((await run('similar', 'library', 'nowhere.json')).exitCode, 66);
  });
});
