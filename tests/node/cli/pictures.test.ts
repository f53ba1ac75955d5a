import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import sharp from 'sharp';
import { parseFingerprint } from '#core/fingerprint/index';
import { makeFilm } from '../../support/films/make-film.ts';
import { validateFingerprint } from '../../support/fingerprints/validate-fingerprint.ts';
import { runInFolder } from '../../support/processes/run-in-process.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

const folder = makeTempFolder();
// Dark at the top, light at the bottom, lighter with each frame. The first ten frames are black.
makeFilm({
  path: join(folder, 'film.mp4'),
  frames: 60,
  width: 160,
  height: 90,
  paint: (frame, _, y) => [frame < 10 ? 16 : (y < 45 ? 40 : 140) + frame, 128, 128],
});
const run = (...args: string[]) => runInFolder(folder, [...args, '--no-loudness', '--crop', 'none', '--jobs', '1']);
const redraw = (...args: string[]) => runInFolder(folder, args);
const read = (name: string) => parseFingerprint(readFileSync(join(folder, name), 'utf8'));
const lumaOf = (file: string) =>
  sharp(Buffer.from(file, 'base64')).greyscale().raw().toBuffer({ resolveWithObject: true });

describe('The pictures of a fingerprint', () => {
  it('a fingerprint with few columns has a thumbnail per column, and all columns squeezed into one picture', async () => {
    assert.equal((await run('film.mp4', '--samples', '30', '-o', 'all.json')).exitCode, 0);
    const fingerprint = read('all.json');
    validateFingerprint(fingerprint);
    const { thumbnails, squeezed } = fingerprint.pictures!;
    assert.deepEqual(
      thumbnails.map(({ column }) => column),
      [...Array(30).keys()],
    );
    const last = await lumaOf(thumbnails[29]!.jpeg);
    assert.deepEqual([last.info.width, last.info.height], [160, 90]);
    const columns = await lumaOf(squeezed);
    assert.deepEqual([columns.info.width, columns.info.height], [30, 72]);
    // Luma 99 and 199 of limited range, in the last frame.
    for (const [row, code] of [
      [2, 97],
      [69, 213],
    ] as const) {
      assert.ok(Math.abs(columns.data[row * 30 + 29]! - code) <= 3, `${columns.data[row * 30 + 29]}, not ${code}`);
    }
    assert.ok(Math.abs(last.data[160 * 80 + 80]! - 213) <= 4);
  });

  it('the pictures of a fingerprint match their columns with --trim', async () => {
    assert.equal((await run('film.mp4', '--samples', '30', '--trim', 'black', '-o', 'cut.json')).exitCode, 0);
    const [all, cut] = [read('all.json'), read('cut.json')];
    const gone = all.columns.length - cut.columns.length;
    assert.equal(gone, 5);
    assert.deepEqual(cut.columns, all.columns.slice(gone));
    assert.deepEqual(
      cut.pictures!.thumbnails,
      all.pictures!.thumbnails.slice(gone).map(({ column, jpeg }) => ({ column: column - gone, jpeg })),
    );
    assert.equal((await lumaOf(cut.pictures!.squeezed)).info.width, 25);
  });

  it('--no-pictures leaves out the pictures, and changes nothing else', async () => {
    assert.equal((await run('film.mp4', '--samples', '30', '--no-pictures', '-o', 'none.json')).exitCode, 0);
    const { pictures, ...rest } = read('all.json');
    assert.deepEqual(read('none.json'), rest);
  });
});

describe('A gzipped fingerprint', () => {
  it('a gzipped fingerprint has the same content, and its bytes are deterministic', async () => {
    assert.equal((await redraw('all.json', '-o', 'all.json.gz', '-o', 'plain.csv')).exitCode, 0);
    assert.equal((await redraw('all.json.gz', '-o', 'again.json', '-o', 'zipped.csv')).exitCode, 0);
    const bytes = (name: string) => readFileSync(join(folder, name));
    assert.ok(bytes('again.json').equals(bytes('all.json')));
    assert.ok(bytes('zipped.csv').equals(bytes('plain.csv')));
    // No time, no name, no system (RFC 1952).
    assert.deepEqual([...bytes('all.json.gz').subarray(0, 10)], [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 2, 255]);
  });

  it('a gzipped fingerprint that is truncated or too large when unpacked is refused in one line', async () => {
    writeFileSync(join(folder, 'cut.json.gz'), readFileSync(join(folder, 'all.json.gz')).subarray(0, 500));
    // A gzip file is a series of members (RFC 1952). One member is compressed, and repeated until
    // the result exceeds the limit.
    const member = gzipSync(Buffer.alloc(2 ** 24));
    writeFileSync(join(folder, 'bomb.json.gz'), Buffer.concat(Array(17).fill(member)));
    for (const name of ['cut.json.gz', 'bomb.json.gz']) {
      const { exitCode, stderr } = await redraw(name, '-o', 'x.svg');
      assert.equal(exitCode, 65, stderr);
      assert.match(stderr, new RegExp(`^chromatheque: ${name}: cannot be unpacked \\(.+\\)\\n$`));
    }
  });
});
