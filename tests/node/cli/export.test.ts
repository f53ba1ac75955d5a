import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { DuckDBInstance } from '@duckdb/node-api';
import { asyncBufferFromFile, parquetMetadata, parquetReadObjects, parquetSchema } from 'hyparquet';
import { type Fingerprint, serializeFingerprint } from '#core/fingerprint/index';
import { shotFingerprint } from '../../support/fingerprints/shot-fingerprint.ts';
import { columnOf, fingerprintOf } from '../../support/fingerprints/synthetic-fingerprint.ts';
import { ROOT } from '../../support/media.ts';
import { runInFolder } from '../../support/processes/run-in-process.ts';
import { environmentOf, startS3Server } from '../../support/servers/s3-server.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

const ID = { night: '1'.repeat(32), day: `${'2'.repeat(31)}a` } as const;
const named = (fingerprint: Fingerprint, id: string, title: string): Fingerprint => ({
  ...fingerprint,
  film: { ...fingerprint.film, id, title, name: `${title.toLowerCase()}.mkv` },
});

/** A film that is half dark and half the red of the queries. */
const night = named(
  fingerprintOf([
    columnOf(0.5, '#b5342b'),
    columnOf(1.5, '#b5342b', '#101010'),
    columnOf(2.5),
    columnOf(3.5, '#101010'),
  ]),
  ID.night,
  'Night',
);
const nightShots: Fingerprint['shots'] = [0, 2].map((from, i) => ({
  from,
  to: from + 2,
  fromFrame: 24 * from,
  toFrame: 24 * (from + 2),
  transition: i === 0 ? null : { kind: 'cut', fromFrame: 48, toFrame: 48 },
  scene: i,
  frameTime: from + 1,
  swatches: [{ color: i === 0 ? '#b5342b' : '#101010', share: 1 }],
}));
const day = named(shotFingerprint(), ID.day, 'Day');

const folder = makeTempFolder();
const library = join(folder, 'library');
const run = (...args: string[]) => runInFolder(folder, ['export', ...args]);
const write = (name: string, fingerprint: Fingerprint) =>
  writeFileSync(join(library, name), serializeFingerprint(fingerprint));
const list = (at: string) =>
  readdirSync(join(folder, at), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.includes('data.'))
    .sort();
const readParquet = async (path: string) => parquetReadObjects({ file: await asyncBufferFromFile(join(folder, path)) });

before(() => {
  mkdirSync(library);
  write('night.json', { ...night, shots: nightShots });
  write('day.json', day);
  writeFileSync(
    join(library, 'titles.csv'),
    'file,title,year,director,genre,country\nnight,Night,1974,"Doe, J.; Roe, R.",Drama; Horror,Finland\nday.mkv,,1994,,Comedy,\n',
  );
});

describe('chromatheque export', () => {
  it('export writes four tables per film, and the films of the library with their facts', async () => {
    const { exitCode, stdout, stderr } = await run('library', '-o', 'colors');
    assert.deepEqual({ exitCode, stdout, stderr }, { exitCode: 0, stdout: 'colors\n', stderr: '2 films exported\n' });
    assert.deepEqual(
      list('colors'),
      ['columns', 'films', 'shots', 'swatches'].flatMap((table) =>
        [ID.night, ID.day].map((id) => join(table, `film=${id}`, 'data.parquet')),
      ),
    );
    const path = `colors/films/film=${ID.night}/data.parquet`;
    assert.deepEqual(await readParquet(path), [
      {
        file: 'night.json',
        name: 'night.mkv',
        title: 'Night',
        year: 1974,
        director: 'Doe, J.; Roe, R.',
        genre: 'Drama; Horror',
        more: '{"country":"Finland"}',
        duration: 4,
        sampled_from: 0,
        sampled_to: 4,
        width: 1920,
        height: 1080,
        frame_rate: 24,
        column_count: 4,
        missing_count: 1,
        shot_count: 2,
        algorithm: 1,
      },
    ]);
    const bytes = readFileSync(join(folder, path));
    const schema = parquetSchema(parquetMetadata(new Uint8Array(bytes).buffer));
    const [, , , year] = schema.children;
    assert.deepEqual(
      [year!.element.name, year!.element.type, year!.element.repetition_type],
      ['year', 'INT32', 'OPTIONAL'],
    );
  });

  it('export writes the swatches of the film, its shots and its columns with their coordinates', async () => {
    const rows = await readParquet(`colors/swatches/film=${ID.night}/data.parquet`);
    const keys = rows.map(({ part, number, rank, color }) => `${part} ${number} ${rank} ${color}`);
    assert.deepEqual(keys, [
      ...['film 0 1 #b5342b', 'film 0 2 #101010', 'shot 0 1 #b5342b', 'shot 1 1 #101010'],
      ...['column 0 1 #b5342b', 'column 1 1 #b5342b', 'column 1 2 #101010', 'column 3 1 #101010'],
    ]);
    const { lab_l, lab_a, lab_b, oklab_l } = rows[0]!;
    assert.deepEqual(
      [lab_l, lab_a, lab_b].map((value) => Math.round(value)),
      [42, 51, 36],
    );
    assert.ok(Math.abs(oklab_l - 0.52) < 0.005, String(oklab_l));
    const columns = await readParquet(`colors/columns/film=${ID.night}/data.parquet`);
    assert.deepEqual(
      columns.map(({ number, time, frame_time, shot }) => [number, time, frame_time, shot]),
      [
        [0, 0.5, 0.5, 0],
        [1, 1.5, 1.5, 0],
        [2, 2.5, null, 1],
        [3, 3.5, 3.5, 1],
      ],
    );
  });

  it('export writes a film again only if its fingerprint or its row of titles changed', async () => {
    const stamp = (name: string) =>
      readFileSync(join(folder, 'colors', '.chromatheque-parquet.json'), 'utf8').includes(name);
    assert.ok(stamp('night.json'));
    assert.equal((await run('library', '-o', 'colors')).stderr, '0 films exported, 2 unchanged\n');
    utimesSync(join(library, 'night.json'), 1, 1);
    assert.equal((await run('library', '-o', 'colors')).stderr, '1 film exported, 1 unchanged\n');
    const titles = readFileSync(join(library, 'titles.csv'), 'utf8');
    writeFileSync(join(library, 'titles.csv'), titles.replace('1994', '1995'));
    assert.equal((await run('library', '-o', 'colors')).stderr, '1 film exported, 1 unchanged\n');
    assert.equal((await readParquet(`colors/films/film=${ID.day}/data.parquet`))[0]!.year, 1995);
    rmSync(join(folder, 'colors', '.chromatheque-parquet.json'));
    assert.equal((await run('library', '-o', 'colors')).stderr, '2 films exported\n');
  });

  it('export keeps films that are not in the library and lists them, and leaves out damaged files and second fingerprints', async () => {
    const other = join(folder, 'other');
    mkdirSync(other);
    writeFileSync(join(other, 'a.json'), serializeFingerprint(night));
    writeFileSync(join(other, 'b.json'), serializeFingerprint(night));
    writeFileSync(join(other, 'c.json'), '{');
    await run('library', '-o', 'kept');
    const { exitCode, stderr } = await run('other', '-o', 'kept');
    assert.equal(exitCode, 0);
    assert.match(stderr, /other: warning: b\.json is left out: it is a fingerprint of the same film as a\.json\n/);
    assert.match(stderr, /c\.json: warning: is left out: /);
    assert.match(
      stderr,
      new RegExp(`other: warning: films of the dataset that are not in the library, and are kept: ${ID.day}\n`),
    );
    assert.match(stderr, /\n1 film exported\n$/);
    assert.equal(list('kept').length, 8);
  });

  it('export writes one file of swatches with film and time, as Parquet and as CSV, with the same values', async () => {
    assert.equal((await run('library', '-o', 'colors.parquet', '-o', 'colors.parquet')).exitCode, 0);
    assert.equal((await run('library', '-o', 'colors.csv')).exitCode, 0);
    const rows = await readParquet('colors.parquet');
    const csv = readFileSync(join(folder, 'colors.csv'), 'utf8').trimEnd().split('\n');
    assert.equal(csv.length, rows.length + 1);
    assert.equal(csv[0], Object.keys(rows[0]!).join(','));
    const column = rows.find(({ film, part, number }) => film === ID.night && part === 'column' && number === 1)!;
    const { title, year, director, start_time, end_time } = column;
    assert.deepEqual([title, year, director, start_time, end_time], ['Night', 1974, 'Doe, J.; Roe, R.', 1, 2]);
    assert.ok(
      csv.some((line) =>
        line.startsWith(`${ID.night},Night,1974,"Doe, J.; Roe, R.",Drama; Horror,column,1,1,2,1,#b5342b,`),
      ),
    );
    assert.deepEqual(
      readdirSync(folder).filter((name) => name.endsWith('.part')),
      [],
    );
  });

  it('export writes the tables of a folder as CSV', async () => {
    assert.equal((await run('library', '-o', 'csv', '--format', 'csv')).exitCode, 0);
    const text = readFileSync(join(folder, 'csv', 'shots', `film=${ID.night}`, 'data.csv'), 'utf8');
    assert.equal(
      text,
      'number,start_time,end_time,start_frame,end_frame,transition,scene,frame_time,lightness,contrast,chroma,colorfulness,vivid,warm\n0,0,2,0,48,,0,1,,,,,,\n1,2,4,48,96,cut,1,3,,,,,,\n',
    );
  });

  it('export to a bucket writes the tables there, and only those of changed films', async () => {
    const server = await startS3Server('films');
    const before = { ...process.env };
    Object.assign(process.env, environmentOf(server.endpoint));
    try {
      assert.equal((await run('library', '-o', 's3://films/colors')).stderr, '2 films exported\n');
      assert.equal(server.objects.size, 9);
      assert.equal(
        server.objects.get(`films/colors/films/film=${ID.day}/data.parquet`)!.type,
        'application/vnd.apache.parquet',
      );
      assert.equal((await run('library', '-o', 's3://films/colors')).stderr, '0 films exported, 2 unchanged\n');
    } finally {
      process.env = before;
      server.close();
    }
  });

  it('export refuses wrong outputs and formats before it reads a library', async () => {
    for (const [args, message, code] of [
      [['none'], /--output: name a folder, or a \.parquet or \.csv file/, 2],
      [
        ['none', '-o', 'colors.xlsx'],
        /--output: expected a file ending in \.parquet or \.csv, or a folder .*, got colors\.xlsx/,
        2,
      ],
      [
        ['none', '-o', 'a', '--format', 'paquet'],
        /--format: expected parquet or csv, got "paquet"; did you mean parquet\?/,
        2,
      ],
      [['none', '-o', 'a.csv', '--format', 'parquet'], /--format: expected csv for a\.csv, got parquet/, 2],
      [['none', '-o', 's3://films/a.parquet'], /--output: expected a folder in a bucket/, 2],
      [['none', '-o', 'a'], /none: no such file or folder/, 66],
      [['empty', '-o', 'a'], /empty: there are no fingerprints/, 66],
    ] as const) {
      if (args[0] === 'empty') mkdirSync(join(folder, 'empty'));
      const { exitCode, stderr } = await run(...args);
      assert.match(stderr, message);
      assert.equal(exitCode, code, stderr);
    }
  });
});

describe('The queries of docs/dataset.md', () => {
  const text = readFileSync(join(ROOT, 'docs', 'dataset.md'), 'utf8');
  const queries = [...text.matchAll(/```sql\n(.*?)```/gs)].map(([, query]) => query!);
  let instance: DuckDBInstance | undefined;
  after(() => instance?.closeSync());

  it('run in DuckDB, and find what the films show', async () => {
    instance = await DuckDBInstance.create(':memory:');
    const connection = await instance.connect();
    const answers: unknown[][][] = [];
    for (const query of queries) {
      const there = query.replaceAll(/'(colors[/.])/g, `'${folder.replaceAll('\\', '/')}/$1`);
      answers.push((await connection.runAndReadAll(there)).getRows() as unknown[][]);
    }
    const [, palette, red, years, genres, lengths, dark, single] = answers;
    assert.deepEqual(
      palette!.map(([color]) => color),
      ['#b5342b', '#101010'],
    );
    assert.deepEqual(red!.find(([title]) => title === 'Night')?.slice(0, 4), ['Night', 0, 0, 1]);
    assert.deepEqual(
      years!.map(([year, films]) => [year, Number(films)]),
      [
        [1974, 1],
        [1995, 1],
      ],
    );
    assert.deepEqual(genres, [
      ['Comedy', 'Day', null],
      ['Drama', 'Night', 'Finland'],
      ['Horror', 'Night', 'Finland'],
    ]);
    assert.deepEqual(
      lengths!.map(([title]) => title),
      ['Day', 'Night'],
    );
    assert.equal(dark!.length, 2);
    assert.ok(Array.isArray(single));
    // The types that the page states.
    for (const [, name, type] of text.matchAll(/^\| `(\w+)` \| (string|int|float|double)\?? \|/gm)) {
      const tables = ['films', 'shots', 'columns', 'swatches'];
      const found = await Promise.all(
        tables.map(async (table) =>
          (await connection.runAndReadAll(`DESCRIBE ${table}`)).getRows().filter(([column]) => column === name),
        ),
      );
      const types = { string: 'VARCHAR', int: 'INTEGER', float: 'FLOAT', double: 'DOUBLE' } as const;
      assert.ok(
        found.flat().some(([, is]) => is === types[type as keyof typeof types]),
        `${name} ${type}: ${found.flat()}`,
      );
    }
    connection.closeSync();
  });
});
