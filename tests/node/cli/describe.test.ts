import assert from 'node:assert/strict';
import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { serializeFingerprint } from '#core/fingerprint/index';
import { makeFilm } from '../../support/films/make-film.ts';
import { columnOf, fingerprintOf } from '../../support/fingerprints/synthetic-fingerprint.ts';
import { runInFolder } from '../../support/processes/run-in-process.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

const folder = makeTempFolder();
const put = (name: string, content: string) => writeFileSync(join(folder, name), content);
const run = (...args: readonly string[]) => runInFolder(folder, args);

const columns = Array.from({ length: 30 }, (_, i) =>
  columnOf(i + 0.5, ...(i < 10 || i >= 20 ? ['#0067a5', '#f6a600'] : ['#00304e', '#7a5000'])),
);
put('blue.json', serializeFingerprint(fingerprintOf(columns)));
put('words.mkv', 'not a film');
put('other.json', '{"a": 1}');
makeFilm({
  path: join(folder, 'grey.mp4'),
  frames: 30,
  isFlat: true,
  paint: (frame) => [frame < 15 ? 60 : 160, 128, 128],
});
copyFileSync(join(folder, 'grey.mp4'), join(folder, 'describe'));

describe('chromatheque describe', () => {
  it('describe prints the title, a summary, findings, and the colours with their names', async () => {
    const { exitCode, stdout, stderr } = await run('describe', 'blue.json');
    assert.deepEqual([exitCode, stderr], [0, '']);
    const [head, sentences, colors] = stdout.split('\n\n');
    assert.match(head!, /^Imagined\nA film of .*, darkest in its middle third\.$/);
    assert.match(sentences!, /^In colour\.\n/);
    assert.match(colors!, /^(?:#[0-9a-f]{6} {2}[ 0-9.]{4} % {2}[a-z -]+\n)+$/);
    assert.match(colors!, /amber\n/);
  });

  it('describe prints the same for a film and its fingerprint', async () => {
    const film = await run('describe', 'grey.mp4', '--samples', '12');
    assert.match(film.stdout, /^Grey\nA black-and-white film of .*\.\n\nBlack and white\.\n/);
    assert.match(film.stderr, /grey\.mp4: 12 columns in/);
    await run('grey.mp4', '--samples', '12', '-o', 'grey.json', '--quiet');
    assert.deepEqual(await run('describe', 'grey.json'), {
      exitCode: 0,
      stdout: film.stdout,
      stderr: '',
    });
  });

  it('describe --json prints one JSON object per film, and continues after an unreadable film', async () => {
    const { exitCode, stdout, stderr } = await run('describe', 'blue.json', 'none.mkv', 'blue.json', '--json');
    const [first, second, ...rest] = stdout.split('\n');
    assert.equal(first, second);
    assert.deepEqual(rest, ['']);
    const told = JSON.parse(first!);
    assert.deepEqual(Object.keys(told), ['input', 'title', 'summary', 'sentences', 'colors']);
    assert.deepEqual(Object.keys(told.colors[0]), ['color', 'share', 'name', 'family']);
    assert.equal(stderr, 'chromatheque: none.mkv: no such file\n');
    assert.equal(exitCode, 66);
  });

  it('describe prints the name of each film if there are several', async () => {
    const { stdout } = await run('describe', 'blue.json', 'blue.json');
    assert.match(stdout, /^blue\.json:\nImagined\n[\s\S]*\n\nblue\.json:\nImagined\n/);
  });

  it('a film named like the command describe is read by its path, and describe has a help', async () => {
    const called = await run('./describe', '-o', 'called.csv', '--quiet', '--samples', '2');
    assert.deepEqual([called.exitCode, called.stdout], [0, 'called.csv\n']);
    assert.match((await run('--help')).stdout, /chromatheque describe \[options\] <film\.\.\.>/);
    const { stdout } = await run('describe', '--help');
    for (const word of ['--samples', '--json', '--no-color', '--quiet', 'Examples:'])
      assert.ok(stdout.includes(word), word);
  });
});

describe('Bad input of chromatheque describe', () => {
  const cases: readonly [what: string, args: readonly string[], exitCode: number, line: RegExp][] = [
    ['no film', ['describe'], 2, /missing required argument 'film' \(chromatheque describe --help lists the options\)/],
    ['no such file', ['describe', 'none.mkv'], 66, /none\.mkv: no such file/],
    ['words called a film', ['describe', 'words.mkv'], 65, /words\.mkv: not a film that can be read/],
    ['JSON of something else', ['describe', 'other.json'], 65, /other\.json: not a fingerprint/],
    ['--samples 0', ['describe', 'blue.json', '--samples', '0'], 2, /--samples: expected an integer from 1 up, got 0/],
    ['an option before it', ['--samples', '3', 'describe', 'blue.json'], 2, /chromatheque describe --samples/],
    ['a mistyped command', ['discribe', 'blue.json'], 2, /did you mean chromatheque describe\?/],
  ];
  for (const [what, args, exitCode, line] of cases) {
    it(`describe refuses ${what} with one line and exit code ${exitCode}`, async () => {
      const result = await run(...args);
      assert.match(result.stderr, /^chromatheque: [^\n]+\n$/);
      assert.match(result.stderr, line);
      assert.deepEqual([result.exitCode, result.stdout], [exitCode, '']);
    });
  }
});
