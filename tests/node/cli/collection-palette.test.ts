import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import sharp from 'sharp';
import { serializeFingerprint } from '#core/fingerprint/index';
import { columnOf, fingerprintOf } from '../../support/fingerprints/synthetic-fingerprint.ts';
import { runInFolder } from '../../support/processes/run-in-process.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

describe('chromatheque palette of a library', () => {
  const folder = makeTempFolder();
  const run = (...args: string[]) => runInFolder(folder, ['palette', ...args]);
  const write = (name: string, ...colors: string[]) =>
    writeFileSync(
      join(folder, name),
      serializeFingerprint(fingerprintOf(colors.map((color, i) => columnOf(i, color)))),
    );
  const titles = 'file,year,director,genre,country\na,1971,"Doe, J.",Drama; Comedy,USA\nb,1978,"Roe, R.",Drama,\n';

  before(() => {
    for (const name of ['library', 'plain', 'empty']) mkdirSync(join(folder, name));
    // A long film does not count more than a short one.
    write('library/a.json', '#b03020', '#b03020', '#b03020', '#b03020');
    write('library/b.json', '#20a0c0');
    write('library/c.json', '#209040');
    writeFileSync(join(folder, 'library', 'titles.csv'), titles);
    write('plain/a.json', '#b03020');
  });

  it('palette prints the colours of a library, each film counting the same', async () => {
    const { exitCode, stdout } = await run('library', '--colors', '3', '--json');
    assert.equal(exitCode, 0);
    const { title, films, swatches } = JSON.parse(stdout);
    assert.deepEqual([title, films], ['library', 3]);
    assert.deepEqual(
      swatches.map(({ share }: { share: number }) => Math.round(100 * share)),
      [33, 33, 33],
    );
    const lines = (await run('library', '--colors', '3', '--rank', 'area')).stdout.trimEnd().split('\n');
    assert.deepEqual(lines.sort(), ['#209040', '#20a0c0', '#b03020']);
  });

  it('palette groups films by a column, a film with several values in several groups, and lists films without a value', async () => {
    const { stdout, stderr } = await run(
      'library',
      '--group-by',
      'genre',
      '--colors',
      '2',
      '--rank',
      'area',
      '--quiet',
    );
    assert.equal(stdout, 'Comedy  1  #b03020\nDrama   2  #20a0c0 #b03020\n');
    assert.match(stderr, /library: warning: films without a genre are in no group: c\.json\n/);
    const groupsOf = async (column: string) =>
      (await run('library', '--group-by', column, '--json')).stdout
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line).group);
    assert.deepEqual(await groupsOf('year'), ['1971', '1978']);
    assert.deepEqual(await groupsOf('decade'), ['1970s']);
    assert.deepEqual(await groupsOf('Director'), ['Doe, J.', 'Roe, R.']);
    assert.deepEqual(await groupsOf('country'), ['USA']);
  });

  it('palette writes a library as a card and as swatches, and groups as rows of a card and as JSON', async () => {
    const files = ['all.png', 'all.svg', 'all.ase'].flatMap((file) => ['-o', file]);
    assert.equal((await run('library', '--colors', '3', ...files)).exitCode, 0);
    const rows = ['rows.png', 'rows.svg', 'rows.json'].flatMap((file) => ['-o', file]);
    assert.equal((await run('library', '--group-by', 'year', ...rows)).stdout, 'rows.png\nrows.svg\nrows.json\n');
    assert.ok((await sharp(join(folder, 'rows.png')).metadata()).width! > 2000);
    const { format, title, groups } = JSON.parse(readFileSync(join(folder, 'rows.json'), 'utf8'));
    assert.deepEqual([format, title], ['chromatheque/palettes', 'library']);
    assert.deepEqual(groups[0], {
      group: '1971',
      films: 1,
      colors: [{ color: '#b03020', name: 'brick red', share: 1 }],
    });
  });

  it('palette refuses columns that the table lacks, other formats for groups, and groups of something else', async () => {
    for (const [args, message, code] of [
      [
        ['library', '--group-by', 'gnere'],
        /--group-by: expected a column .*year, director, genre, country, decade, got "gnere"; did you mean genre\?/,
        2,
      ],
      [
        ['plain', '--group-by', 'year'],
        /--group-by: expected a table of titles with the column year: write titles\.csv/,
        2,
      ],
      [
        ['library', '--group-by', 'year', '-o', 'a.ase'],
        /--output: expected a \.png, \.svg or \.json file for groups, got a\.ase/,
        2,
      ],
      [['plain/a.json', '--group-by', 'year'], /--group-by: plain\/a\.json is not a library/, 2],
      [['empty'], /empty: there are no fingerprints \(\.json, \.json\.gz\) with colours in it/, 66],
    ] as const) {
      const { exitCode, stderr } = await run(...args);
      assert.match(stderr, message);
      assert.equal(exitCode, code, stderr);
    }
  });
});
