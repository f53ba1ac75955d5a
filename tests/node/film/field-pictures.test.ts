import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { makeFilm, type Paint } from '../../support/films/make-film.ts';
import { TESTED_BACKENDS } from '../../support/reading/backends.ts';
import { sampleSource } from '../../support/reading/sample-source.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

const folder = makeTempFolder();
const paint: Paint = (frame, x, y) => [40 + 2 * y + x + frame, 128, 128];

for (const [name, backend] of Object.entries(TESTED_BACKENDS)) {
  describe(`Interlaced films, read by the backend ${name}`, { skip: backend.skip }, () => {
    it(`HEVC with each field as a picture has pixels twice as high, read with ${name}`, async () => {
      // Fields of frames of 64 by 48 pixels: x265 marks each picture as a field.
      const film = { frames: 12, width: 64, height: 24, paint, encoder: 'libx265' };
      const options = { 'x265-params': 'interlace=tff:log-level=none' };
      const path = makeFilm({ ...film, path: join(folder, 'fields.mkv'), options });
      const { info } = await sampleSource(await backend.open(path), 1);
      assert.deepEqual([info.width, info.height], [64, 24]);
      assert.deepEqual(info.pixelAspect, { num: 1, den: 2 });
      const plain = makeFilm({ ...film, path: join(folder, 'plain.mkv') });
      assert.deepEqual((await sampleSource(await backend.open(plain), 1)).info.pixelAspect, { num: 1, den: 1 });
    });

    it(`H.264 with two fields per frame has whole frames, read with ${name}`, async () => {
      const options = { 'x264-params': 'tff=1:interlaced=1' };
      const path = makeFilm({ path: join(folder, 'frames.mkv'), frames: 12, width: 64, height: 64, paint, options });
      const { info } = await sampleSource(await backend.open(path), 1);
      assert.deepEqual([info.width, info.height, info.pixelAspect], [64, 64, { num: 1, den: 1 }]);
    });
  });
}
