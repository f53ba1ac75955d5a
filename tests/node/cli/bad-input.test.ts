import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { makeFilm } from '../../support/films/make-film.ts';
import { makeSound } from '../../support/films/make-sound.ts';
import { runCli } from '../../support/processes/run-cli.ts';
import { runInFolder } from '../../support/processes/run-in-process.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

const folder = makeTempFolder();
const paint = (frame: number) => [40 + 3 * frame, 100, 160] as const;
makeFilm({ path: join(folder, 'film.mp4'), frames: 50, isFlat: true, paint });
await runInFolder(folder, ['film.mp4', '--samples', '5', '--jobs', '1', '-o', 'good.json']);
const good = readFileSync(join(folder, 'good.json'), 'utf8');

const put = (name: string, content: string | Uint8Array) => writeFileSync(join(folder, name), content);
put('text.mp4', 'Once upon a time there was a film that was none.\n'.repeat(50));
put('empty.mp4', '');
put('other.json', '{"a": 1}');
put('words.json', 'not even JSON');
put('newer.json', good.replace('"version": 1', '"version": 2'));
put('cut.json', good.slice(0, good.length - 200));
put('odd.json', good.replace(/"color":"#[0-9a-f]{6}"/, '"color":"red"'));
mkdirSync(join(folder, 'films'));
makeFilm({ path: join(folder, 'unknown.mp4'), frames: 5, isFlat: true, paint });
const unknown = readFileSync(join(folder, 'unknown.mp4'));
unknown.write('zzzz', unknown.indexOf('avc1', unknown.indexOf('stsd')), 'latin1');
put('unknown.mp4', unknown);
makeSound(join(folder, 'sound.wav'));

const before = readdirSync(folder).sort();

describe('Bad input of the command line', () => {
  const cases: readonly [what: string, args: readonly string[], exitCode: number, line: RegExp][] = [
    ['no film at all', [], 2, /missing required argument 'film'/],
    ['no such file', ['none.mp4'], 66, /none\.mp4: no such file/],
    ['a folder', ['films'], 65, /films: is a folder; name the films in it/],
    ['an empty file', ['empty.mp4'], 65, /empty\.mp4: is empty/],
    ['text renamed .mp4', ['text.mp4'], 65, /text\.mp4: not a film that can be read/],
    ['sound alone', ['sound.wav'], 65, /sound\.wav: has no video track/],
    ['a codec without a decoder', ['unknown.mp4'], 69, /unknown\.mp4: no decoder for its codec/],
    ['--samples 0', ['film.mp4', '--samples', '0'], 2, /--samples: expected an integer from 1 up, got 0/],
    ['--samples many', ['film.mp4', '--samples', 'many'], 2, /--samples: expected an integer from 1 up, got many/],
    [
      '--clusters 33',
      ['film.mp4', '--clusters', '33'],
      2,
      /--clusters: expected an integer from 1 to 32, or auto, got 33/,
    ],
    ['an unknown space', ['film.mp4', '--space', 'hsv'], 2, /--space: expected oklab, rgb or lab, got "hsv"/],
    ['an unknown rank', ['film.mp4', '--rank', 'size'], 2, /--rank: expected area or presence, got "size"/],
    ['an unknown swatch', ['film.mp4', '--swatch', 'mean'], 2, /--swatch: expected centroid or pixel, got "mean"/],
    ['a space for a fingerprint', ['good.json', '--space', 'rgb'], 2, /--space: says how a film is read/],
    ['--colors above --clusters', ['film.mp4', '--clusters', '2', '--colors', '3'], 2, /--colors: expected at most 2/],
    ['--crop half', ['film.mp4', '--crop', 'half'], 2, /--crop: expected auto, none or W:H:X:Y .*, got half/],
    [
      '--crop 0:10:0:0',
      ['film.mp4', '--crop', '0:10:0:0'],
      2,
      /--crop: expected auto, none or W:H:X:Y .*, got 0:10:0:0/,
    ],
    [
      '--crop beyond the picture',
      ['film.mp4', '--crop', '64:48:2:0'],
      2,
      /--crop: expected a part of the film's 64x48 pixels, got 64:48:2:0/,
    ],
    ['--trim white', ['film.mp4', '--trim', 'white'], 2, /--trim: expected black or none, got "white"/],
    ['--crop of a fingerprint', ['good.json', '--crop', 'none'], 2, /--crop: says how a film is read/],
    ['--jobs 0', ['film.mp4', '--jobs', '0'], 2, /--jobs: expected an integer from 1 to 1024, got 0/],
    [
      '--from after --to',
      ['film.mp4', '--from', '2', '--to', '1'],
      2,
      /--to: expected a time after --from \(2 s\), got 1 s/,
    ],
    [
      '--from beyond the end',
      ['film.mp4', '--from', '0:10'],
      2,
      /--from: expected a time inside the film, which is 2 s long/,
    ],
    ['an invalid time', ['film.mp4', '--from', 'noon'], 2, /--from: expected seconds or hh:mm:ss, got noon/],
    [
      'an unknown layout',
      ['film.mp4', '--layout', 'sqare'],
      2,
      /--layout: expected square, .*, got "sqare"; did you mean square\?/,
    ],
    ['an unknown option', ['film.mp4', '--sampels', '9'], 2, /unknown option '--sampels' \(Did you mean --samples\?\)/],
    ['an unknown title style', ['film.mp4', '--title-style', 'loud'], 2, /--title-style: expected overlay or band/],
    ...['blurple', '#e8c87280', 'transparent'].map(
      (color) =>
        [
          `an invalid or transparent colour: ${color}`,
          ['good.json', '--title-color', color],
          2,
          /--title-color: expected an opaque colour as CSS writes it, such as #e8c872, gold or oklch\(0\.7 0\.1 60\), got "/,
        ] as [string, string[], number, RegExp],
    ),
    [
      'a size without a unit',
      ['film.mp4', '--size', '10x10'],
      2,
      /--size: expected WIDTHxHEIGHT with mm, cm, in or px/,
    ],
    ['a size of nothing', ['film.mp4', '--size', '0x10in'], 2, /--size: expected sides from 1 mm to 5 m, got 0 in/],
    [
      'a resolution of nothing',
      ['film.mp4', '--dpi', '0'],
      2,
      /--dpi: expected pixels per inch from 10 to 2400, got 0/,
    ],
    ['a picture beyond the limit', ['good.json', '--size', '30000x30000px'], 2, /more than a PNG may have/],
    [
      'an output in a folder that does not exist',
      ['film.mp4', '-o', 'no/where/x.png'],
      73,
      /no\/where\/x\.png: there is no folder no\/where; make it first/,
    ],
    [
      'an output that is a folder',
      ['film.mp4', '-o', 'film.mp4', '-o', 'films'],
      2,
      /--output: expected a file ending|overwrite/,
    ],
    ['an output inside a file', ['film.mp4', '-o', 'good.json/x.png'], 73, /good\.json is not a folder/],
    [
      'an extension that is not known',
      ['film.mp4', '-o', 'x.gif'],
      2,
      /--output: expected a file ending in \.png, \.jpg, .* or \.csv, got x\.gif/,
    ],
    ['an output that is the film', ['good.json', '-o', 'good.json'], 2, /good\.json: would overwrite an input/],
    [
      'one output for several films',
      ['film.mp4', 'text.mp4', '-o', 'x.png'],
      2,
      /--output names the files of one film or picture/,
    ],
    ['one film twice', ['film.mp4', './film.mp4'], 2, /\.\/film\.mp4: is named twice/],
    [
      'a film whose name is not UTF-8',
      ['caf\ufffd.mp4'],
      66,
      /caf\ufffd\.mp4: its name is not valid UTF-8; rename the file/,
    ],
    [
      'an output whose name is not UTF-8',
      ['film.mp4', '-o', 'caf\ufffd.png'],
      73,
      /caf\ufffd\.png: its name is not valid UTF-8/,
    ],
    [
      'a folder of outputs whose name is not UTF-8',
      ['film.mp4', '--out-dir', 'caf\ufffd', '--quiet'],
      73,
      /caf\ufffd\/film\.png: its name is not valid UTF-8/,
    ],
    [
      'an output with a name that is too long',
      ['none.json', '-o', `${'x'.repeat(252)}.png`],
      73,
      /x\.png: its name is too long for the file system/,
    ],
    [
      'an unknown format',
      ['film.mp4', '--format', 'gif'],
      2,
      /--format: expected one or more of png, jpg, .*, got gif/,
    ],
    ['JSON that is not a fingerprint', ['other.json'], 65, /other\.json: not a fingerprint: JSON without "format"/],
    ['no JSON at all', ['words.json'], 65, /words\.json: not a fingerprint: not JSON/],
    [
      'a fingerprint of a newer version',
      ['newer.json'],
      65,
      /newer\.json: a fingerprint of version 2; this program reads up to version 1/,
    ],
    ['a fingerprint cut off', ['cut.json'], 65, /cut\.json: the fingerprint is truncated/],
    [
      'a fingerprint with an invalid colour',
      ['odd.json'],
      65,
      /odd\.json: .*`palette\.colors\[0\]\.color`: expected a colour/,
    ],
    [
      'a film option for a fingerprint',
      ['good.json', '--samples', '9'],
      2,
      /--samples: says how a film is read, but good\.json is a fingerprint/,
    ],
    [
      'a title no font can write',
      ['good.json', '--title', '\u12db'],
      69,
      /no font has a glyph for Ethiopic \u12db .*npm install/,
    ],
    [
      '--quiet and --progress',
      ['film.mp4', '--quiet', '--progress', 'json'],
      2,
      /--quiet.*cannot be used with.*--progress/,
    ],
  ];
  // The process passes on the exit code and the lines, so one case per kind of error is enough to
  // test this.
  const spawned = ['no such file', 'text renamed .mp4', '--samples 0', 'an output in a folder that does not exist'];
  for (const [what, args, exitCode, line] of cases) {
    it(`${what} is refused in one line with its exit code, and no file is left`, async () => {
      const isSpawned = spawned.includes(what);
      const result = isSpawned ? await runCli(args, { cwd: folder }) : await runInFolder(folder, args);
      assert.match(result.stderr, line);
      assert.equal(result.exitCode, exitCode);
      assert.equal(result.stderr.trim().split('\n').length, 1, `more than a line:\n${result.stderr}`);
      assert.match(result.stderr, /^chromatheque: /);
      assert.doesNotMatch(result.stderr, /\n\s+at |node:internal/);
      assert.equal(result.stdout, '');
      assert.deepEqual(readdirSync(folder).sort(), before);
    });
  }
});

describe('A truncated film', () => {
  it('a truncated film is read up to its end, with a warning', async () => {
    const path = join(folder, 'films', 'cut.mp4');
    // Noise, so that the bytes of the film are spread evenly over its frames.
    const noise = (frame: number, x: number, y: number) =>
      [16 + ((x * 7919 + y * 104_729 + frame * 31) % 220), 128, 128] as const;
    makeFilm({ path, frames: 100, paint: noise, isIndexFirst: true });
    truncateSync(path, Math.floor(statSync(path).size / 2));
    const result = await runInFolder(folder, [path, '-o', 'films/cut.json', '--quiet']);
    assert.match(result.stderr, /cut\.mp4: warning: the film breaks off after [\d.]+ s of 4 s; sampled what is there/);
    assert.equal(result.exitCode, 0);
    const { film, columns } = JSON.parse(readFileSync(join(folder, 'films', 'cut.json'), 'utf8'));
    assert.ok(film.durationSeconds > 1 && film.durationSeconds < 3, `${film.durationSeconds}`);
    assert.ok(columns.length > 25);
  });
});

describe('Several films', () => {
  it('a film that cannot be read does not stop the others, and sets the exit code', async () => {
    const args = ['text.mp4', 'film.mp4', 'none.mp4', '--out-dir', 'films', '--format', 'svg,csv', '--quiet'];
    const result = await runInFolder(folder, args);
    assert.equal(result.exitCode, 65);
    assert.equal(result.stdout, 'films/film.svg\nfilms/film.csv\n');
    assert.deepEqual(
      result.stderr
        .trim()
        .split('\n')
        .map((line) => line.slice(0, 24)),
      ['chromatheque: text.mp4: ', 'chromatheque: none.mp4: '],
    );
  });
});
