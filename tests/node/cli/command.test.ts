import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import sharp from 'sharp';
import { FILM_OPTIONS, type Option, PICTURE_OPTIONS } from '#core/options/index';
import { makeFilm } from '../../support/films/make-film.ts';
import { validateFingerprint } from '../../support/fingerprints/validate-fingerprint.ts';
import { ROOT } from '../../support/media.ts';
import { runCli } from '../../support/processes/run-cli.ts';
import { runInFolder } from '../../support/processes/run-in-process.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';
import { waitFor } from '../../support/wait-for.ts';

const folder = makeTempFolder();
const paint = (frame: number, x: number) => [40 + frame, x < 40 ? 100 : 160, x < 40 ? 160 : 90] as const;
makeFilm({ path: join(folder, 'my_film.mp4'), frames: 100, width: 64, height: 48, paint });
makeFilm({
  path: join(folder, 'tagged.mkv'),
  frames: 10,
  isFlat: true,
  paint: () => [90, 128, 128],
  title: 'Ein Fünftel',
});

const run = (args: readonly string[]) => runInFolder(folder, args);
const read = (name: string) => readFileSync(join(folder, name));

describe('chromatheque FILM', () => {
  it('the command makes only a square poster by default, 10 inches at 300 dpi', async () => {
    const { exitCode, stdout } = await runCli(['my_film.mp4'], { cwd: folder });
    assert.equal(exitCode, 0);
    assert.equal(stdout, 'my_film.png\n');
    const { width, height, density, format } = await sharp(read('my_film.png')).metadata();
    assert.deepEqual({ width, height, density, format }, { width: 3000, height: 3000, density: 300, format: 'png' });
    assert.deepEqual(readdirSync(folder).sort(), ['my_film.mp4', 'my_film.png', 'tagged.mkv']);
  });

  it('-o writes each named file in the format of its extension', async () => {
    const { exitCode, stdout } = await run([
      'my_film.mp4',
      '-o',
      'a.json',
      '-o',
      'a.csv',
      '--output',
      'a.svg',
      '-o',
      'a.png',
      '--size',
      '200x100px',
    ]);
    assert.equal(exitCode, 0);
    assert.equal(stdout, 'a.json\na.csv\na.svg\na.png\n');
    const fingerprint = JSON.parse(read('a.json').toString());
    validateFingerprint(fingerprint);
    assert.equal(fingerprint.columns.length, 100);
    assert.match(read('a.csv').toString(), /^column,time,rank,color,share,L,a,b\n0,/);
    assert.match(read('a.svg').toString(), /^<svg /);
    const { width, height } = await sharp(read('a.png')).metadata();
    assert.deepEqual([width, height], [200, 100]);
  });

  it('a fingerprint gives the same drawings as its film', async () => {
    const options = [
      '--colors',
      '2',
      '--layout',
      'strip',
      '--title',
      'One\\nTwo',
      '--size',
      '300x40mm',
      '--dpi',
      '100',
    ];
    await run(['my_film.mp4', '-o', 'film.png', '-o', 'film.svg', '-o', 'film.json', ...options]);
    const { exitCode } = await run(['film.json', '-o', 'again.png', '-o', 'again.svg', '-o', 'again.json', ...options]);
    assert.equal(exitCode, 0);
    for (const extension of ['png', 'svg', 'json'])
      assert.deepEqual(read(`again.${extension}`), read(`film.${extension}`), extension);
  });

  it('--crop sets the sampled part of the picture, and --trim leaves out black ends', async () => {
    const colors = async (...args: string[]) => {
      await run(['my_film.mp4', '-o', 'crop.json', '--samples', '2', ...args]);
      const { sampling, columns } = JSON.parse(read('crop.json').toString());
      return [sampling.crop.mode, columns[0].swatches.length];
    };
    assert.deepEqual(await colors(), ['auto', 2]);
    assert.deepEqual(await colors('--crop', 'none'), ['none', 2]);
    assert.deepEqual(await colors('--crop', '20:48:0:0', '--trim', 'black'), ['given', 1]);
  });

  it('--space sets the colour space of clustering, and posters are drawn with --rank, --swatch and --colors', async () => {
    await run(['my_film.mp4', '--samples', '3', '--space', 'rgb', '-o', 'rgb.json']);
    assert.equal(JSON.parse(read('rgb.json').toString()).clustering.space, 'rgb');
    for (const options of [[], ['--rank', 'area'], ['--rank', 'area', '--swatch', 'pixel']]) {
      const { exitCode } = await run(['rgb.json', '--colors', '2', '--title', '', '-o', 'rgb.svg', ...options]);
      assert.equal(exitCode, 0);
    }
  });

  it('the title is that of --title, of the title tag or of the file name', async () => {
    const titleOf = async (args: readonly string[]) => {
      await run([...args, '-o', 'title.svg', '--samples', '3']);
      return /<title>(.*?)<\/title>/s.exec(read('title.svg').toString())?.[1];
    };
    assert.equal(await titleOf(['tagged.mkv']), 'Ein Fünftel');
    assert.equal(await titleOf(['my_film.mp4']), 'My Film');
    assert.match((await titleOf(['my_film.mp4', '--title', 'Für\\nElise'])) ?? '', /^Für\s+Elise$/);
  });

  it('a title that no font can draw is left out with a warning', async () => {
    makeFilm({ path: join(folder, 'ጤዛ.mp4'), frames: 5, isFlat: true, paint: () => [90, 128, 128] });
    const { exitCode, stderr } = await run(['ጤዛ.mp4', '-o', 'untitled.svg', '--quiet']);
    assert.equal(exitCode, 0);
    assert.match(stderr, /warning: .*no font has a glyph for Ethiopic ጤ.*drawn without a title, give one with --title/);
  });
});

describe('chromatheque FILM FILM', () => {
  it('--out-dir and --format write several formats of several films into a folder', async () => {
    mkdirSync(join(folder, 'out'));
    const { exitCode, stdout } = await run([
      'my_film.mp4',
      'tagged.mkv',
      '--out-dir',
      'out',
      '--format',
      'json,csv',
      '--samples',
      '3',
    ]);
    assert.equal(exitCode, 0);
    assert.equal(stdout, 'out/my_film.json\nout/my_film.csv\nout/tagged.json\nout/tagged.csv\n');
  });

  it('films that differ only in their extension have different outputs', async () => {
    makeFilm({ path: join(folder, 'tagged.mp4'), frames: 10, isFlat: true, paint: () => [90, 128, 128] });
    const { stdout } = await run(['tagged.mp4', 'tagged.mkv', '--out-dir', 'out', '--format', 'json']);
    assert.equal(stdout, 'out/tagged.mp4.json\nout/tagged.mkv.json\n');
  });
});

describe('Progress', () => {
  it('without a terminal, progress is plain lines on stderr', async () => {
    const { stderr } = await runCli(['my_film.mp4', '-o', 'p.json'], { cwd: folder });
    assert.match(stderr, /^my_film\.mp4: 10 %, [\d.]+ x, \d:\d\d left$/m);
    assert.match(stderr, /^my_film\.mp4: 100 columns in [\d.]+ s \([\d.]+ x\)$/m);
    assert.ok(!stderr.includes('\u001b'));
  });

  it('--quiet prints no progress', async () => {
    const { stderr, stdout } = await run(['my_film.mp4', '-o', 'p.json', '--quiet']);
    assert.equal(stderr, '');
    assert.equal(stdout, 'p.json\n');
  });

  it('--progress json prints one JSON object per line, also for errors', async () => {
    const { stderr, exitCode } = await run([
      'my_film.mp4',
      'none.mp4',
      '--format',
      'json',
      '--progress',
      'json',
      '--samples',
      '50',
    ]);
    const events = stderr
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    assert.deepEqual(
      events.filter(({ event }) => event !== 'progress').map(({ event }) => event),
      ['start', 'done', 'written', 'error'],
    );
    assert.deepEqual(events[0], { event: 'start', film: 'my_film.mp4', title: 'My Film', samples: 50, seconds: 4 });
    assert.ok(events.some(({ event, columns, samples }) => event === 'progress' && columns >= 1 && samples === 50));
    assert.deepEqual([events.at(-1).film, events.at(-1).exitCode, exitCode], ['none.mp4', 66, 66]);
  });
});

describe('Interrupting the command', () => {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    it(`${signal} ends the command with exit code 130, and leaves no file and no process`, async () => {
      const paint = (frame: number, x: number, y: number) =>
        [16 + ((x * 7 + y * 13 + frame * 31) % 220), 128, 128] as const;
      const film = join(folder, 'long.mp4');
      if (!existsSync(film)) makeFilm({ path: film, frames: 700, width: 160, height: 90, paint });
      const before = readdirSync(folder).sort();
      let children = '';
      const { exitCode, stdout } = await runCli(
        ['long.mp4', '-o', 'stopped.png', '-o', 'stopped.json', '--progress', 'json'],
        {
          cwd: folder,
          onStart: (child) =>
            child.stderr?.once('data', async () => {
              children = readFileSync(`/proc/${child.pid}/task/${child.pid}/children`, 'utf8');
              child.kill(signal);
            }),
        },
      );
      assert.equal(exitCode, 130);
      assert.equal(stdout, '');
      assert.deepEqual(readdirSync(folder).sort(), before);
      assert.ok(children.length > 0, 'it had children');
      const pids = children.split(' ').filter(Boolean);
      assert.ok(await waitFor(() => !pids.some((pid) => existsSync(`/proc/${pid}`))));
    });
  }
});

describe('chromatheque --help', () => {
  it('--help lists the common options and examples, and names --help-all', async () => {
    const { exitCode, stdout } = await runCli(['--help']);
    assert.equal(exitCode, 0);
    const options =
      '-o, --output --out-dir --format --samples --mode --colors --layout --title --size --jobs --quiet --progress --help-all';
    for (const option of options.split(/,? /)) assert.ok(stdout.includes(option), option);
    for (const option of ['--seed', '--title-style', '--bleed', '--crop']) assert.ok(!stdout.includes(option), option);
    assert.match(stdout, /Examples:/);
  });

  it('--help-all lists every option of the option tables, in groups', async () => {
    const { exitCode, stdout, stderr } = await runCli(['--help-all']);
    assert.deepEqual([exitCode, stderr], [0, '']);
    for (const { flag } of Object.values<Option>({ ...FILM_OPTIONS, ...PICTURE_OPTIONS })) {
      assert.ok(stdout.includes(`  ${flag} `), flag);
    }
    const headings = ['Options:', 'Sampling:', 'Colours:', 'Drawing:', 'Print:', 'Expert options:'];
    assert.deepEqual(stdout.match(/^(?:Options|Sampling|Colours|Drawing|Print|Expert options):$/gm), headings);
  });

  it('--version prints the version of the package', async () => {
    const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
    assert.equal((await run(['--version'])).stdout, `${version}\n`);
  });
});
