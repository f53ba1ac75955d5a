import assert from 'node:assert/strict';
import { copyFileSync, cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { before, beforeEach, describe, it } from 'node:test';
import { COLOR_ALGORITHM, checkFingerprintOptions, hashValue } from '#node/app/internal';
import { makeFilm } from '../../support/films/make-film.ts';
import { runCli } from '../../support/processes/run-cli.ts';
import { runInFolder } from '../../support/processes/run-in-process.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

const folder = makeTempFolder();
const films = join(folder, 'films');
const out = join(folder, 'out');
const run = (...args: string[]) => runInFolder(folder, args);
/** With ten flat frames, a second process saves no time, and takes a second to start. */
const OPTIONS = ['--out-dir', 'out', '--samples', '5', '--format', 'svg,json', '--jobs', '1'];
const batch = (...args: string[]) => run('films', ...OPTIONS, ...args);
const read = (name: string) => readFileSync(join(out, name), 'utf8');
const lines = (text: string) => text.split('\n').filter((line) => line !== '');
const makeFlat = (name: string, luma: number, frames = 10) =>
  makeFilm({ path: join(films, name), frames, isFlat: true, paint: () => [luma, 128, 128] });

/** Read the words of the rows of the final table, without the spaces that align them. */
const tableOf = (stderr: string) =>
  lines(stderr)
    .filter((line) => /^(?:made|drawn|skipped|failed|would make|would draw) |^\d+ /.test(line))
    .map((line) => line.replace(/ {2,}/g, ' | '));

/** Read the content of each output, without the index. */
const snapshot = () =>
  Object.fromEntries(
    readdirSync(out)
      .filter((name) => !name.startsWith('.'))
      .map((name) => [name, readFileSync(join(out, name)).toString('base64')]),
  );

describe('chromatheque FOLDER --out-dir DIR', () => {
  before(() => {
    mkdirSync(films);
    mkdirSync(join(films, 'extras'));
    makeFlat('one.mp4', 60);
    makeFlat('two.mkv', 120);
    writeFileSync(join(films, 'bad.mp4'), 'no film');
    writeFileSync(join(films, 'notes.txt'), '');
    writeFileSync(join(films, '.hidden.mp4'), '');
  });
  /**
   * Fill the folder of outputs with the result of `batch()`. It is made only once, because it takes
   * seconds.
   */
  function useOutputs(): void {
    cpSync(join(folder, 'made'), out, { recursive: true, preserveTimestamps: true });
  }
  beforeEach(() => {
    rmSync(out, { recursive: true, force: true });
    mkdirSync(out);
  });

  it('--out-dir processes the films of a folder by name, continues after a bad film, and reports all', async () => {
    const { exitCode, stdout, stderr } = await runCli(['films', ...OPTIONS], { cwd: folder });
    assert.equal(exitCode, 65);
    assert.deepEqual(lines(stdout), ['out/one.svg', 'out/one.json', 'out/two.svg', 'out/two.json']);
    assert.match(stderr, /films: warning: skipped: extras\/, notes\.txt\n/);
    const [bad, ...others] = tableOf(stderr);
    assert.match(bad!, /^failed \| films\/bad\.mp4 \| not a film that can be read/);
    assert.deepEqual(others, ['made | films/one.mp4 | new', 'made | films/two.mkv | new', '2 made, 1 failed']);
    cpSync(out, join(folder, 'made'), { recursive: true, preserveTimestamps: true });
  });

  it('--out-dir lists only the first skipped files', async () => {
    const mixed = join(folder, 'mixed');
    mkdirSync(mixed);
    copyFileSync(join(films, 'one.mp4'), join(mixed, 'one.MP4'));
    for (let i = 0; i < 10; i++) writeFileSync(join(mixed, `${i}.srt`), '');
    const { stdout, stderr } = await run('mixed', '--out-dir', 'out', '--format', 'csv');
    assert.equal(stdout, 'out/one.csv\n');
    assert.match(stderr, /skipped: 0\.srt, 1\.srt, 2\.srt, 3\.srt, 4\.srt and 5 more\n/);
  });

  it('a second run skips all films that are up to date, and fails on the bad film again', async () => {
    useOutputs();
    const first = snapshot();
    const { exitCode, stdout, stderr } = await batch();
    assert.equal(exitCode, 65);
    assert.equal(stdout, '');
    assert.deepEqual(tableOf(stderr).slice(1), [
      'skipped | films/one.mp4 | up to date',
      'skipped | films/two.mkv | up to date',
      '2 skipped, 1 failed',
    ]);
    assert.deepEqual(snapshot(), first);
  });

  it('changed drawing options redraw posters without reading the film, and keep the data', async () => {
    useOutputs();
    const { stdout, stderr } = await batch('--colors', '2');
    assert.deepEqual(lines(stdout), ['out/one.svg', 'out/two.svg']);
    assert.equal(tableOf(stderr)[1], 'drawn | films/one.mp4 | svg: options changed');
    assert.equal(tableOf(stderr).at(-1), '2 drawn, 1 failed');
    // Only the bad film was read.
    assert.doesNotMatch(stderr, /columns in/);
  });

  it('a poster is never drawn from a fingerprint that was made with other options', async () => {
    useOutputs();
    const { stderr } = await batch('--samples', '7');
    assert.equal(tableOf(stderr)[1], 'made | films/one.mp4 | options changed');
    assert.equal(JSON.parse(read('one.json')).columns.length, 7);
    assert.equal(tableOf((await batch('--samples', '7')).stderr).at(-1), '2 skipped, 1 failed');
  });

  it('missing outputs are made from the fingerprint, and without it everything is made again', async () => {
    useOutputs();
    const { svg } = { svg: read('one.svg') };
    rmSync(join(out, 'one.svg'));
    const drawn = await batch();
    assert.equal(tableOf(drawn.stderr)[1], 'drawn | films/one.mp4 | svg: missing output');
    assert.equal(read('one.svg'), svg);
    rmSync(join(out, 'one.json'));
    const made = await batch();
    assert.equal(tableOf(made.stderr)[1], 'made | films/one.mp4 | json: missing output');
  });

  it('a new format is drawn from the existing fingerprint', async () => {
    useOutputs();
    const { stdout, stderr } = await run('films/one.mp4', '--out-dir', 'out', '--samples', '5', '--format', 'csv');
    assert.equal(stdout, 'out/one.csv\n');
    assert.deepEqual(tableOf(stderr), ['drawn | films/one.mp4 | new', '1 drawn']);
  });

  it('outputs that another program or another version wrote are made again', async () => {
    useOutputs();
    writeFileSync(join(out, 'one.svg'), '<svg/>');
    const index = JSON.parse(read('.chromatheque.json'));
    for (const name of ['two.svg', 'two.json']) index.outputs[name].version = '0.0.1';
    writeFileSync(join(out, '.chromatheque.json'), JSON.stringify(index));
    const table = tableOf((await batch()).stderr).slice(1);
    assert.deepEqual(table, [
      'drawn | films/one.mp4 | svg: output changed',
      'made | films/two.mkv | version changed',
      '1 made, 1 drawn, 1 failed',
    ]);
  });

  it('a poster is never drawn from a fingerprint that another algorithm made', async () => {
    await batch();
    const { hasSamples: _, ...options } = checkFingerprintOptions({ samples: 5 });
    const index = JSON.parse(read('.chromatheque.json'));
    assert.equal(index.outputs['one.json'].options, hashValue({ ...options, algorithm: COLOR_ALGORITHM }));
    for (const name of ['one.svg', 'one.json']) index.outputs[name].options = hashValue({ ...options, algorithm: 1 });
    writeFileSync(join(out, '.chromatheque.json'), JSON.stringify(index));
    const { stderr } = await batch();
    assert.equal(tableOf(stderr)[1], 'made | films/one.mp4 | options changed');
    assert.equal(JSON.parse(read('one.json')).clustering.algorithm, COLOR_ALGORITHM);
  });

  it('outputs are made again when the film changed', async () => {
    useOutputs();
    const film = join(films, 'one.mp4');
    copyFileSync(film, join(folder, 'kept.mp4'));
    makeFlat('one.mp4', 200, 12);
    const { stderr } = await batch();
    copyFileSync(join(folder, 'kept.mp4'), film);
    assert.deepEqual(tableOf(stderr).slice(1, 3), [
      'made | films/one.mp4 | film changed',
      'skipped | films/two.mkv | up to date',
    ]);
  });

  it('outputs are made again when bytes changed that the identity does not sample', async () => {
    const luma = 1024 * 1024;
    // Raw frames of 1.5 MB: the 64 sampled blocks of 16 KiB are 70 KB apart.
    const film = join(folder, 'raw', 'film.y4m');
    mkdirSync(dirname(film), { recursive: true });
    const header = Buffer.from('YUV4MPEG2 W1024 H1024 F25:1 Ip A1:1 C420jpeg\n');
    const frame = Buffer.concat([Buffer.from('FRAME\n'), Buffer.alloc(luma, 60), Buffer.alloc(luma / 2, 128)]);
    writeFileSync(film, Buffer.concat([header, frame, frame, frame]));
    const remake = () => run(film, '--out-dir', 'out', '--samples', '3', '--format', 'json', '--jobs', '1');
    await remake();
    const before = JSON.parse(read('film.json'));
    assert.deepEqual(tableOf((await remake()).stderr), [`skipped | ${film} | up to date`, '1 skipped']);
    const bytes = readFileSync(film);
    const blocks = Array.from({ length: 64 }, (_, i) => Math.floor(((bytes.length - 16384) * i) / 63));
    for (const [i, start] of blocks.entries()) bytes.fill(200, start + 16384, blocks[i + 1] ?? start + 16384);
    writeFileSync(film, bytes);
    const { stderr } = await remake();
    assert.deepEqual(tableOf(stderr), [`made | ${film} | film modified`, '1 made']);
    const after = JSON.parse(read('film.json'));
    assert.equal(after.film.id, before.film.id);
    assert.notDeepEqual(after.columns, before.columns);
  });

  it('outputs are made again if the index is damaged', async () => {
    for (const text of ['{', '{}', '[]', '{"format":"chromatheque/outputs","version":1,"outputs":{"one.svg":null}}']) {
      writeFileSync(join(out, '.chromatheque.json'), text);
      const { stderr } = await run('films/one.mp4', '--out-dir', 'out', '--samples', '5', '--format', 'svg');
      assert.deepEqual(tableOf(stderr), ['made | films/one.mp4 | new', '1 made'], text);
    }
  });

  it('--dry-run writes nothing, and lists what would be made and why', async () => {
    const planned = await batch('--dry-run');
    assert.deepEqual(readdirSync(out), []);
    // A bad film is detected only when it is read.
    assert.deepEqual(
      lines(planned.stdout),
      ['bad', 'one', 'two'].flatMap((name) => [`out/${name}.svg`, `out/${name}.json`]),
    );
    assert.equal(tableOf(planned.stderr).at(-1), '3 would make');
    await batch();
    const index = read('.chromatheque.json');
    const changed = await batch('--dry-run', '--title', 'X');
    assert.deepEqual(lines(changed.stdout).slice(2), ['out/one.svg', 'out/two.svg']);
    assert.ok(tableOf(changed.stderr).includes('would draw | films/one.mp4 | svg: options changed'));
    assert.equal(read('.chromatheque.json'), index);
  });

  it('--progress json reports the result of each film and a summary', async () => {
    const { stderr } = await batch('--progress', 'json');
    const events = lines(stderr).map((line) => JSON.parse(line));
    const [one] = events.filter(({ event, film }) => event === 'outcome' && film === 'films/one.mp4');
    assert.deepEqual(one, {
      event: 'outcome',
      film: 'films/one.mp4',
      state: 'made',
      files: ['out/one.svg', 'out/one.json'],
      reason: 'new',
    });
    assert.deepEqual(events.at(-1), { event: 'summary', made: 2, failed: 1 });
  });

  it('--titles reads titles from a table, and redraws films whose title changed', async () => {
    const titles = (one: string) =>
      writeFileSync(join(folder, 'titles.csv'), `file,title\none.mp4,${one}\nthree.mp4,Three\n`);
    titles('"A ""quoted"" title,\nof two lines"');
    const first = await batch('--titles', 'titles.csv');
    assert.match(read('one.svg'), /<title>A &quot;quoted&quot; title,\nof two lines/);
    assert.match(first.stderr, /titles\.csv: warning: rows whose file is none of the films: three\.mp4/);
    titles('Another');
    const { stderr } = await batch('--titles', 'titles.csv');
    assert.deepEqual(tableOf(stderr).slice(1), [
      'drawn | films/one.mp4 | svg: options changed',
      'skipped | films/two.mkv | up to date',
      '1 drawn, 1 skipped, 1 failed',
    ]);
    assert.match(read('one.svg'), /<title>Another/);
  });

  it('a table of titles with semicolons is refused, and so are batch options without --out-dir', async () => {
    writeFileSync(join(folder, 'semi.csv'), 'file;title\n');
    mkdirSync(join(folder, 'empty'), { recursive: true });
    for (const [code, expected, ...args] of [
      [65, /semi\.csv: its columns are separated by semicolons/, 'films', '--out-dir', 'out', '--titles', 'semi.csv'],
      [66, /none\.csv: no such file/, 'films', '--out-dir', 'out', '--titles', 'none.csv'],
      [66, /empty: there are no films directly in this folder/, 'empty', '--out-dir', 'out'],
      [2, /--dry-run: is for the files of --out-dir, which is not named/, 'films/one.mp4', '--dry-run'],
      [2, /--titles: is for the files of --out-dir, which is not named/, 'films/one.mp4', '--titles', 'x.csv'],
      [73, /there is no folder no\/where; make it first/, 'films/one.mp4', '--out-dir', 'no/where'],
    ] as const) {
      const { exitCode, stdout, stderr } = await run(...args);
      assert.equal(exitCode, code, stderr);
      assert.match(stderr, expected);
      assert.equal(stdout, '');
    }
    assert.deepEqual(readdirSync(out), []);
  });
});
