import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import sharp from 'sharp';
import type { Comparison } from '#core/compare/index';
import { serializeFingerprint } from '#core/fingerprint/index';
import { makeWithFfmpeg } from '../../support/films/ffmpeg-film.ts';
import { smallFingerprint } from '../../support/fingerprints/small-fingerprint.ts';
import { syntheticFingerprint } from '../../support/fingerprints/synthetic-fingerprint.ts';
import { runInFolder } from '../../support/processes/run-in-process.ts';
import { FFMPEG_SKIP } from '../../support/reading/backends.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

const folder = makeTempFolder();
const run = (...args: readonly string[]) => runInFolder(folder, ['compare', ...args]);
const read = (name: string) => readFileSync(join(folder, name), 'utf8');

/** Colours of a scene's gradient, dark and light scenes in turn. */
const colorsOf = (scene: number): string =>
  [0, 1, 2]
    .map((k) => {
      const level = scene % 2 === 0 ? 40 : 150;
      const channels = [0, 1, 2].map((c) => level + ((scene * 37 + k * 53 + c * 71) % 90));
      return `c${k}=0x${channels.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
    })
    .join(':');

/** Sixteen scenes of turning gradients, 2 to 4 s long; those of `left` are left out. */
function makeScenes(name: string, left: readonly number[], filter: string): void {
  const scenes = Array.from({ length: 16 }, (_, i) => i).filter((i) => !left.includes(i));
  const sources = scenes.map(
    (i) =>
      `gradients=s=160x90:r=24:d=${2 + (i % 3)}:n=3:speed=0.03:${colorsOf(i)}:x0=${i * 9}:y0=0:x1=159:y1=89[s${i}]`,
  );
  const graph = `${sources.join(';')};${scenes.map((i) => `[s${i}]`).join('')}concat=n=${scenes.length},${filter}[out]`;
  const codec = ['-pix_fmt', 'yuv420p', '-c:v', 'libx264', '-preset', 'ultrafast', '-crf', '18'];
  makeWithFfmpeg(join(folder, name), ['-filter_complex', graph, '-map', '[out]', ...codec]);
}

describe('chromatheque compare', { skip: FFMPEG_SKIP }, () => {
  before(() => {
    makeScenes('a.mkv', [], 'null');
    makeScenes('b.mp4', [4], 'eq=saturation=0.6:gamma=1.2,setpts=PTS*24/25,fps=25');
    makeScenes('other.mkv', [0, 2, 4, 6, 8, 10, 12, 14], 'hue=h=120');
  });

  it('compare prints what two editions have in common, what is missing, and how they differ', async () => {
    const { exitCode, stdout, stderr } = await run('a.mkv', 'b.mp4', '--samples', '100');
    assert.equal(exitCode, 0, stderr);
    assert.match(stdout, /^A {2}A: 0:47\.0, 160x90, 100 columns, 16 shots\nB {2}B: 0:42\.2, /);
    assert.match(stdout, /A and B are the same film/);
    assert.match(stdout, /PAL/);
    assert.match(stdout, /A shows 3\.0 s that B lacks/);
  });

  it('compare writes its report, its picture, its page, its table and its LUT', async () => {
    const outputs = ['r.json', 'r.csv', 'r.png', 'r.html', 'r.cube'].flatMap((name) => ['-o', name]);
    const { exitCode, stdout, stderr } = await run('a.mkv', 'b.mp4', '--samples', '300', ...outputs);
    assert.equal(exitCode, 0, stderr);
    assert.equal(stdout, 'r.json\nr.csv\nr.png\nr.html\nr.cube\n');
    const report = JSON.parse(read('r.json')) as Comparison;
    assert.equal(report.format, 'chromatheque/comparison');
    assert.equal(report.sameFilm, true);
    assert.ok(Math.abs(report.speed! - 25 / 24) < 1e-4, `${report.speed}`);
    assert.equal(report.blocks.length, 2);
    assert.equal(report.onlyA.length, 1);
    assert.equal(report.onlyB.length, 0);
    assert.ok(Math.abs(report.onlyA[0]!.to - report.onlyA[0]!.from - 3) < 0.1, JSON.stringify(report.onlyA));
    assert.deepEqual(report.defects, ['pal-speed']);
    assert.equal(report.basis, 'pictures');
    assert.ok(Math.abs(report.shift!.saturation! - 0.6) < 0.1, `${report.shift!.saturation}`);
    assert.equal(read('r.csv').trimEnd().split('\n').length, report.moments.length + 1);
    assert.equal((await sharp(join(folder, 'r.png')).metadata()).format, 'png');
    assert.match(read('r.html'), /^<!doctype html>/);
    assert.match(read('r.cube'), /^TITLE "A to B"\nLUT_3D_SIZE 33\n/);
  });

  it('fingerprints are compared without their films, and give the same times', async () => {
    const options = ['--samples', '300', '--shots', '-o'];
    await runInFolder(folder, ['a.mkv', ...options, 'a.json']);
    await runInFolder(folder, ['b.mp4', ...options, 'b.json']);
    const { exitCode, stdout, stderr } = await run('a.json', 'b.json', '--json');
    assert.equal(exitCode, 0, stderr);
    const report = JSON.parse(stdout) as Comparison;
    assert.equal(report.basis, 'columns');
    assert.equal(report.crop, null);
    assert.deepEqual(report.blocks, (JSON.parse(read('r.json')) as Comparison).blocks);
  });

  it('three films give a table of distances, or a matrix', async () => {
    const films = ['a.mkv', 'b.mp4', 'other.mkv'];
    const table = await run('a.json', 'b.json', 'other.mkv', '--samples', '40');
    assert.equal(table.exitCode, 0, table.stderr);
    assert.match(table.stdout, /^ +1 +2 +3\n1 {2}A +0\.00 +\d/);
    const { exitCode, stdout, stderr } = await run(
      ...films,
      '--samples',
      '40',
      '-o',
      'm.svg',
      '-o',
      'm.csv',
      '-o',
      'm.json',
    );
    assert.equal(exitCode, 0, stderr);
    assert.equal(stdout, 'm.svg\nm.csv\nm.json\n');
    const { matrix, films: named } = JSON.parse(read('m.json'));
    assert.deepEqual(
      named.map(({ title }: { title: string }) => title),
      ['A', 'B', 'Other'],
    );
    assert.equal(matrix[0][2], matrix[2][0]);
    assert.ok(matrix[0][1] < matrix[0][2]);
    assert.equal(read('m.csv').trimEnd().split('\n').length, 4);
  });

  it('--library says how many pairs of its films are farther apart', async () => {
    const { exitCode, stdout, stderr } = await run('a.json', 'b.json', '--library', folder);
    assert.equal(exitCode, 0, stderr);
    assert.match(stdout, /By palette they are nearer than \d+\.\d % of the pairs of \d films of the library/);
  });
});

describe('chromatheque compare refuses', () => {
  it('one film, a film twice, and a format that it does not write', async () => {
    writeFileSync(join(folder, 'small.json'), serializeFingerprint(smallFingerprint()));
    writeFileSync(join(folder, 'two.json'), serializeFingerprint(smallFingerprint()));
    assert.deepEqual(await run('small.json'), {
      exitCode: 2,
      stdout: '',
      stderr:
        'chromatheque: name at least two films or fingerprints to compare (chromatheque compare --help-all lists the options)\n',
    });
    const twice = await run('small.json', 'small.json');
    assert.equal(twice.exitCode, 2);
    assert.match(twice.stderr, /small\.json: is named twice/);
    const format = await run('small.json', 'two.json', '-o', 'x.edl');
    assert.equal(format.exitCode, 2);
    assert.match(format.stderr, /expected a file ending in .*\.cube/);
  });

  it('a fingerprint with too few columns to compare', async () => {
    const { exitCode, stderr } = await run('small.json', 'two.json');
    assert.equal(exitCode, 65);
    assert.match(stderr, /small\.json: 8 frames with colours are needed to compare, it has only 2/);
  });

  it('what is no fingerprint of a film, with one line that names it', async () => {
    const film = syntheticFingerprint(40);
    const { columns, sampling } = film;
    const write = (name: string, content: unknown) =>
      writeFileSync(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content));
    write('film.json', film);
    write('empty.json', { ...film, columns: [] });
    write('untimed.json', { ...film, columns: columns.map(({ time: _, ...column }) => column) });
    write('instant.json', { ...film, sampling: { ...sampling, to: sampling.from } });
    write('weightless.json', {
      ...film,
      columns: columns.map((column) => ({
        ...column,
        swatches: column.swatches.map((swatch) => ({ ...swatch, share: 0 })),
      })),
    });
    write('dark.json', { ...film, columns: columns.map((column) => ({ ...column, frameTime: null, swatches: [] })) });
    write('one.json', { ...film, columns: columns.slice(0, 1), sampling: { ...sampling, samples: 1 } });
    write('words.json', 'hello {');
    write('list.json', '[1, 2]');
    write('noise.mp4', 'not a film');
    await sharp({ create: { width: 8, height: 8, channels: 3, background: 'red' } }).toFile(join(folder, 'still.png'));
    for (const [name, code, message] of [
      ['empty.json', 65, /`columns`: expected a list of at least one column/],
      ['untimed.json', 65, /`columns\[0\]\.time`: expected a number of seconds/],
      ['instant.json', 65, /its colours have no times: they are all of 0 s/],
      ['weightless.json', 65, /swatches\[0\]\.share`: expected a number above 0/],
      ['dark.json', 65, /8 frames with colours are needed to compare, it has none/],
      ['one.json', 65, /8 frames with colours are needed to compare, it has only 1/],
      ['words.json', 65, /not a fingerprint: not JSON/],
      ['list.json', 65, /not a fingerprint: JSON without/],
      ['noise.mp4', 65, /not a film that can be read/],
      ['still.png', 65, /is a still picture \(PNG\), not a film/],
      ['nowhere.json', 66, /no such file/],
    ] as const) {
      const { exitCode, stdout, stderr } = await run('film.json', name);
      assert.deepEqual([exitCode, stdout], [code, ''], name);
      assert.match(stderr, message);
      assert.match(stderr, new RegExp(`^chromatheque: ${name}: [^\n]*\n$`));
    }
  });

  it('not films of very different lengths: two seconds are another film than ninety minutes', async () => {
    const { columns: _, film, ...rest } = syntheticFingerprint(8);
    const seconds = (name: string, count: number, to: number, seed: number) => {
      const { columns: own } = syntheticFingerprint(count, { seed });
      const timed = own.map((column, i) => ({ ...column, time: ((i + 0.5) * to) / count }));
      const made = {
        ...rest,
        film: { ...film, id: `sha256-${seed}` },
        sampling: { ...rest.sampling, samples: count, from: 0, to },
      };
      writeFileSync(join(folder, name), JSON.stringify({ ...made, columns: timed }));
    };
    seconds('short.json', 40, 2, 1);
    seconds('long.json', 3600, 5400, 2);
    seconds('coarse.json', 10, 5400, 3);
    for (const pair of [
      ['short.json', 'long.json'],
      ['long.json', 'coarse.json'],
    ]) {
      const { exitCode, stdout, stderr } = await run(...pair);
      assert.equal(exitCode, 0, stderr);
      assert.match(stdout, /A and B are different films\./);
    }
  });

  it('a library that is no folder', async () => {
    const { exitCode, stderr } = await run('small.json', 'two.json', '--library', 'nowhere');
    assert.equal(exitCode, 66);
    assert.match(stderr, /nowhere: no such file or folder/);
  });
});
