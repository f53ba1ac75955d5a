import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { chooseAlphaDecoder } from '#node/film/index';
import { makeAlphaFilm } from '../../support/films/alpha-film.ts';
import { FFMPEG_SKIP } from '../../support/reading/backends.ts';
import { readAlike } from '../../support/reading/read-colors.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

const folder = makeTempFolder();

describe('Alpha in WebM', { skip: FFMPEG_SKIP }, () => {
  for (const encoder of ['libvpx', 'libvpx-vp9']) {
    it(`transparent parts of a WebM film are blended with black, encoded with ${encoder}`, async () => {
      const film = await readAlike(makeAlphaFilm(join(folder, `${encoder}.webm`), encoder));
      assert.equal(film.frames.length, 10);
      for (let frame = 0; frame < 10; frame++) {
        const [red] = film.at(frame, 0.25, 0.5);
        const [darkRed, ...rest] = film.at(frame, 0.75, 0.5);
        assert.ok(Math.abs(red! - 254) <= 2, `opaque: ${red}`);
        assert.ok(Math.abs(darkRed! - (254 * 128) / 255) <= 2, `half opaque: ${darkRed}`);
        assert.deepEqual(rest, [0, 0]);
      }
      assert.deepEqual(film.warnings, []);
    });
  }

  it('a film with alpha that no decoder reads causes a warning', () => {
    const track = { codec: 'vp9', alphaMode: '1' };
    const { decoder, warnings } = chooseAlphaDecoder(track, () => false);
    assert.equal(decoder, null);
    assert.match(warnings[0]!, /alpha.*libvpx-vp9/);
    assert.deepEqual(
      chooseAlphaDecoder({ codec: 'vp9', alphaMode: null }, () => false),
      { decoder: null, warnings: [] },
    );
  });
});
