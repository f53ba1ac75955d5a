import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { fingerprintFilm } from '#node/app/internal';
import { makeFilm } from '../../support/films/make-film.ts';
import { FFMPEG_SKIP } from '../../support/reading/backends.ts';
import { shareRunner } from '../../support/reading/shared-runner.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

const folder = makeTempFolder();

describe('The title tag of a film', () => {
  it('a title tag that is not UTF-8 is ignored with a warning, for both backends', { skip: FFMPEG_SKIP }, async () => {
    const path = join(folder, 'au_lait.avi');
    makeFilm({
      path,
      frames: 3,
      isFlat: true,
      paint: () => [90, 128, 128],
      encoder: 'mjpeg',
      range: 2,
      title: 'Cafe au lait',
    });
    const bytes = readFileSync(path);
    bytes[bytes.indexOf('Cafe au lait') + 3] = 0xe9;
    writeFileSync(path, bytes);
    for (const backend of ['libav', 'ffmpeg'] as const) {
      const runner = shareRunner(1);
      const { fingerprint, warnings } = await fingerprintFilm(path, { backend, samples: 1 }, { runner });
      assert.equal(fingerprint.film.title, 'Au Lait', backend);
      assert.deepEqual(warnings, ['the title tag is not UTF-8; the title is made from the file name'], backend);
    }
  });
});
