import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  closeSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import sharp from 'sharp';
import { makeFilm } from '../../support/films/make-film.ts';
import { writePng } from '../../support/pictures/write-png.ts';
import { CLI, runCli } from '../../support/processes/run-cli.ts';
import { runInFolder } from '../../support/processes/run-in-process.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

const folder = makeTempFolder();
const put = (name: string, content: string | Uint8Array) => writeFileSync(join(folder, name), content);
const read = (name: string) => readFileSync(join(folder, name));
const run = (...args: readonly string[]) => runInFolder(folder, args);

const picture = (...colors: readonly (readonly [color: readonly number[], rows: number])[]) => {
  const rows = colors.flatMap(([color, count]) => Array(count).fill(Array(16).fill(color).flat()));
  return writePng({ width: 16, height: rows.length, codes: rows.flat() });
};
put('still.png', picture([[200, 30, 30], 6], [[30, 30, 200], 3], [[20, 160, 40], 1]));
put('other.png', picture([[255, 255, 255], 1]));
put('cut.png', picture([[200, 30, 30], 6]).subarray(0, 50));
put('words.png', 'not a picture');
put('other.json', '{"a": 1}');
mkdirSync(join(folder, 'stills'));
makeFilm({
  path: join(folder, 'film.mp4'),
  frames: 50,
  isFlat: true,
  paint: (frame) => [frame < 25 ? 60 : 160, 128, 128],
});
copyFileSync(join(folder, 'film.mp4'), join(folder, 'palette'));
await run('film.mp4', '-o', 'film.json', '--quiet');

const LINES = '#c81e1e\n#1e1ec8\n#14a028\n';

/** Quote an argument for a POSIX shell. */
const quote = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;

/** Run the command line in a new terminal (script(1)), and return its output. */
function runInTerminal(term: string, ...args: readonly string[]): string {
  const { NO_COLOR: _, FORCE_COLOR: __, COLORTERM: ___, CI: ____, ...env } = process.env;
  const command = [process.execPath, CLI, ...args].map(quote).join(' ');
  const { stdout } = spawnSync('script', ['-qec', command, '/dev/null'], {
    cwd: folder,
    env: { ...env, TERM: term },
    encoding: 'utf8',
  });
  return stdout;
}
const NEEDS_TERMINAL = {
  skip: /util-linux/.test(spawnSync('script', ['--version'], { encoding: 'utf8' }).stdout ?? '')
    ? false
    : 'a terminal is made with script of util-linux',
};

describe('chromatheque palette', () => {
  it('palette prints the code of each colour of a still, one per line', async () => {
    assert.deepEqual(await runCli(['palette', 'still.png', '--rank', 'area'], { cwd: folder }), {
      exitCode: 0,
      signal: null,
      stdout: LINES,
      stderr: '',
    });
    const { stdout } = await run('palette', 'still.png', '--colors', '1', '--rank', 'area');
    assert.equal(stdout, '#c81e1e\n');
  });

  it('palette shows dark colours as dark greys on a terminal with 256 colours', NEEDS_TERMINAL, () => {
    put('dark.png', picture([[26, 20, 16], 1]));
    const shown = runInTerminal('xterm-256color', 'palette', 'dark.png');
    assert.ok(shown.includes('\u001b[38;5;233m██████\u001b[39m  #1a1410 '), shown);
  });

  it('palette reports the same font warning for a card as for a poster', async () => {
    // No font has a glyph of the Private Use Areas.
    const fingerprint = JSON.parse(readFileSync(join(folder, 'film.json'), 'utf8'));
    fingerprint.film.title = '\ue000';
    put('private.json', JSON.stringify(fingerprint));
    const palette = await run('palette', 'private.json', '-o', 'private.png');
    assert.equal(palette.exitCode, 0, palette.stderr);
    assert.match(palette.stderr, /^private\.json: warning: .*U\+E000.*; drawn without it\n$/);
    const poster = await run('private.json', '-o', 'private.svg');
    assert.equal(poster.exitCode, 0, poster.stderr);
    assert.match(
      poster.stderr,
      /^private\.json: warning: .*U\+E000.* with --font; drawn without a title, give one with --title\n$/,
    );
  });

  it('palette warns if a picture has fewer colours than requested', async () => {
    const { exitCode, stdout, stderr } = await run('palette', 'still.png', '--colors', '8', '--rank', 'area');
    assert.deepEqual([exitCode, stdout], [0, LINES]);
    assert.equal(stderr, 'still.png: warning: the picture has only 3 colours, so its palette has fewer than 8\n');
    const one = await run('palette', 'other.png', '--colors', '2');
    assert.equal(one.stderr, 'other.png: warning: the picture has only 1 colour, so its palette has fewer than 2\n');
    assert.equal((await run('palette', 'still.png', '--colors', '3')).stderr, '');
    assert.equal((await run('palette', 'still.png')).stderr, '');
  });

  it('palette reports in one line that standard output is full', {
    skip: !existsSync('/dev/full') && 'no /dev/full',
  }, () => {
    const full = openSync('/dev/full', 'w');
    const { status, stderr } = spawnSync(process.execPath, [CLI, 'palette', 'still.png'], {
      cwd: folder,
      stdio: ['ignore', full, 'pipe'],
      encoding: 'utf8',
    });
    closeSync(full);
    assert.equal(stderr, 'chromatheque: standard output cannot be written (ENOSPC)\n');
    assert.equal(status, 73);
  });

  it('palette prints the name of each picture if there are several, and continues after an unreadable one', async () => {
    const { exitCode, stdout, stderr } = await run('palette', 'still.png', 'none.png', 'other.png', '--rank', 'area');
    assert.equal(stdout, `still.png:\n${LINES}\nother.png:\n#ffffff\n`);
    assert.equal(stderr, 'chromatheque: none.png: no such file\n');
    assert.equal(exitCode, 66);
  });

  it('palette finds the same colours in a film and in its fingerprint', async () => {
    const film = await run('palette', 'film.mp4', '--samples', '10');
    assert.equal(film.exitCode, 0);
    assert.match(film.stdout, /^#(..)\1\1\n#(..)\2\2\n$/);
    assert.match(film.stderr, /film\.mp4: 10 columns in/);
    const fingerprint = await run('palette', 'film.json');
    assert.deepEqual(fingerprint, { exitCode: 0, stdout: film.stdout, stderr: '' });
    assert.equal((await run('palette', 'film.mp4', '--quiet')).stderr, '');
  });

  it('palette -o writes files by extension, and prints their names in place of colours', async () => {
    const files = ['p.png', 'p.svg', 'p.ase', 'p.aco', 'p.gpl', 'p.css', 'p.json'];
    const { exitCode, stdout } = await run('palette', 'still.png', ...files.flatMap((file) => ['-o', file]));
    assert.equal(exitCode, 0);
    assert.equal(stdout, `${files.join('\n')}\n`);
    assert.equal((await sharp(read('p.png')).metadata()).width, 2126);
    assert.match(read('p.svg').toString(), /^<svg .*<image [^>]*href="data:image\/png;base64,/s);
    assert.equal(read('p.ase').subarray(0, 4).toString(), 'ASEF');
    assert.deepEqual([...read('p.aco').subarray(0, 4)], [0, 1, 0, 3]);
    assert.match(read('p.gpl').toString(), /^GIMP Palette\nName: Still\nColumns: 3\n#\n/);
    assert.match(read('p.css').toString(), /--color-3: #/);
    assert.equal(JSON.parse(read('p.json').toString()).colors.length, 3);
  });

  it('palette --out-dir writes the swatches of several pictures into a folder', async () => {
    const { stdout } = await run('palette', 'still.png', 'film.json', '--out-dir', 'stills', '--format', 'ase,css');
    assert.equal(stdout, ['still.ase', 'still.css', 'film.ase', 'film.css'].map((name) => `stills/${name}\n`).join(''));
  });

  it('the palette card of a film has its title and its columns, but no image', async () => {
    await run('palette', 'film.json', '-o', 'card.svg');
    const svg = read('card.svg').toString();
    assert.match(svg, /<title>Film<\/title>/);
    assert.doesNotMatch(svg, /<image/);
  });

  it('palette --help lists its options, formats and examples', async () => {
    const { stdout } = await run('palette', '--help');
    for (const word of [
      '--colors',
      '--rank',
      '--output',
      '--out-dir',
      '--format',
      '--no-color',
      '.ase',
      'Examples:',
      'AVIF',
    ]) {
      assert.ok(stdout.includes(word), word);
    }
    assert.match((await run('--help')).stdout, /chromatheque palette \[options\] <picture\.\.\.>/);
  });

  it('a film named like a command is read by its path', async () => {
    const { exitCode, stdout } = await run('./palette', '-o', 'called.csv', '--quiet', '--samples', '2');
    assert.deepEqual([exitCode, stdout], [0, 'called.csv\n']);
  });
});

describe('Bad input of chromatheque palette', () => {
  const cases: readonly [what: string, args: readonly string[], exitCode: number, line: RegExp][] = [
    ['no picture', [], 2, /missing required argument 'picture' \(chromatheque palette --help lists the options\)/],
    ['a damaged picture', ['cut.png'], 65, /cut\.png: (?:is damaged|not a picture)/],
    ['words called a picture', ['words.png'], 65, /words\.png: not a film that can be read/],
    ['a folder without fingerprints', ['stills'], 66, /stills: there are no fingerprints/],
    ['JSON of something else', ['other.json'], 65, /other\.json: /],
    ['--colors 17', ['still.png', '--colors', '17'], 2, /--colors: expected an integer from 1 to 16, got 17/],
    ['--colors many', ['still.png', '--colors', 'many'], 2, /--colors: expected an integer from 1 to 16, got many/],
    ['an unknown rank', ['still.png', '--rank', 'size'], 2, /--rank: expected area or presence, got "size"/],
    [
      'an unknown option',
      ['still.png', '--colour', '3'],
      2,
      /unknown option '--colour' \(Did you mean --\w+(?:-\w+)?\?\)|Did you mean one of/,
    ],
    [
      'an output of no kind',
      ['still.png', '-o', 'p.txt'],
      2,
      /--output: expected a file ending in \.png, .*, got p\.txt/,
    ],
    [
      'a format of no kind',
      ['still.png', '--format', 'pdf'],
      2,
      /--format: expected one or more of png, svg, ase, .*, got pdf/,
    ],
    ['an output over an input', ['still.png', '-o', 'still.png'], 2, /still\.png: would overwrite an input/],
    ['-o of several', ['still.png', 'other.png', '-o', 'p.png'], 2, /--output names the files of one film or picture/],
    ['an output where no folder is', ['still.png', '-o', 'no/where/p.png'], 73, /there is no folder no\/where/],
  ];
  for (const [what, args, exitCode, line] of cases) {
    it(`palette refuses ${what} with one line and exit code ${exitCode}, and writes nothing`, async () => {
      const before = readdirSync(folder).sort();
      const result = await run('palette', ...args);
      assert.match(result.stderr, /^chromatheque: [^\n]+\n$/);
      assert.match(result.stderr, line);
      assert.deepEqual([result.exitCode, result.stdout], [exitCode, '']);
      assert.deepEqual(readdirSync(folder).sort(), before);
    });
  }

  it('a mistyped command suggests the nearest command, unless a file has that name', async () => {
    const { exitCode, stderr } = await run('pallete', 'still.png');
    assert.match(stderr, /pallete: no such file or command; did you mean chromatheque palette\?/);
    assert.equal(exitCode, 2);
    assert.match((await run('pallete')).stderr, /pallete: no such file/);
    put('palett', 'a file');
    assert.match((await run('palett', 'still.png', '--format', 'csv')).stderr, /palett: not a film that can be read/);
    assert.match((await run('parade', 'none.mp4')).stderr, /parade: no such file\n/);
  });

  it('an error for options before the command states that they belong after it', async () => {
    const { exitCode, stderr } = await run('--colors', '3', 'palette', 'still.png');
    assert.match(stderr, /--colors: belongs after the command: chromatheque palette --colors/);
    assert.equal(exitCode, 2);
  });
});
