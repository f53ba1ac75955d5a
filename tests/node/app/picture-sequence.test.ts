import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { createLocalRunner, findPalette, fingerprintFilm, listFilms } from '#node/app/internal';
import { flatPng, makeFolder, type Rgb } from '../../support/films/make-sequence.ts';
import { FFMPEG_SKIP } from '../../support/reading/backends.ts';
import { fingerprintAlike } from '../../support/reading/same-for-jobs.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

const parent = makeTempFolder();
const uint32 = (value: number) => Buffer.from([value >>> 24, value >>> 16, value >>> 8, value]);

const colorOf = (i: number): Rgb => [40 + 16 * i, 200 - 12 * i, 90];
const files: Record<string, Buffer> = {};
for (let i = 0; i < 10; i++) {
  // Numbers 1003 to 1006 are missing. Every other picture is tagged as linear light. One picture is
  // truncated.
  const chunks = i % 2 === 0 ? {} : { gAMA: uint32(100_000) };
  const png = flatPng(colorOf(i), { chunks });
  files[`f_${998 + i + (i > 4 ? 4 : 0)}.png`] = i === 7 ? png.subarray(0, 50) : png;
}
const folder = makeFolder(parent, 'The.100%.Film', files);

const runner = createLocalRunner({ jobs: 1 });
after(() => runner.close());

describe('A folder of numbered pictures', () => {
  it('a folder of numbered pictures has the same fingerprint for any number of processes, with the colours of its pictures', async () => {
    const { film, sampling, columns } = await fingerprintAlike(folder, { backend: 'libav' });
    assert.deepEqual([film.name, film.title, film.durationSeconds], ['The.100%.Film', 'The 100% Film', 0.4]);
    assert.equal(film.sound, null);
    assert.deepEqual([sampling.samples, sampling.missing], [10, 1]);
    for (const [i, name] of Object.keys(files).entries()) {
      if (i === 7) {
        assert.deepEqual([columns[i]!.frameTime, columns[i]!.swatches], [null, []]);
        continue;
      }
      const { swatches } = await findPalette(join(folder, name), {}, { getRunner: () => runner });
      assert.equal(columns[i]!.frameTime, i / 25);
      assert.deepEqual(
        columns[i]!.swatches.map(({ color }) => color),
        swatches.map(({ color }) => color),
        name,
      );
    }
  });

  it('a folder of numbered pictures warns of its frame rate, missing numbers and damaged pictures', async () => {
    const { warnings } = await fingerprintFilm(folder, {}, { runner });
    assert.deepEqual(warnings, [
      '10 pictures, f_%d.png from 998 to 1011, are read as a film of 25 frames per second',
      '4 pictures are missing between the first and the last: 1003 to 1006; the pictures after each gap follow directly, so the film is shorter',
      '1 of 10 frames could not be decoded; its column is left empty',
    ]);
  });

  it('numbered pictures have the same columns if read by a pattern or with FFmpeg', { skip: FFMPEG_SKIP }, async () => {
    const one = await fingerprintFilm(folder, { backend: 'libav' }, { runner });
    const other = await fingerprintFilm(join(folder, 'f_%d.png'), { backend: 'ffmpeg' }, { runner });
    assert.deepEqual(other.fingerprint.columns, one.fingerprint.columns);
    assert.equal(other.fingerprint.film.id, one.fingerprint.film.id);
    assert.deepEqual([other.fingerprint.film.name, other.fingerprint.film.title], ['f_%d.png', 'F']);
  });

  it('a folder of numbered pictures is listed as one film, unless it contains films, which are listed instead', async () => {
    assert.deepEqual(await listFilms([folder]), { films: [folder], passedOver: new Map() });
    const mixed = makeFolder(parent, 'mixed', { 'f1.png': '', 'f2.png': '', 'a.mkv': '' });
    const { films, passedOver } = await listFilms([mixed]);
    assert.deepEqual(films, [join(mixed, 'a.mkv')]);
    assert.deepEqual(passedOver.get(mixed), ['f1.png', 'f2.png']);
  });

  it('numbered pictures have a palette', async () => {
    const { title, swatches } = await findPalette(
      join(folder, 'f_%d.png'),
      { samples: 2 },
      { getRunner: () => runner },
    );
    assert.equal(title, 'F');
    assert.ok(swatches.length > 0);
  });
});
