import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { applyCodecColors } from '#core/frame/index';
import { makeAlphaFilm } from '../../support/films/alpha-film.ts';
import { makeWithFfmpeg } from '../../support/films/ffmpeg-film.ts';
import { FFMPEG_SKIP } from '../../support/reading/backends.ts';
import { readAlike } from '../../support/reading/read-colors.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

const folder = makeTempFolder();
const UNTAGGED = { matrix: null, range: null, transfer: null, primaries: null };

describe('Colours that a codec implies', { skip: FFMPEG_SKIP }, () => {
  const films = [
    ['VP8', 'libvpx', 'webm'],
    ['Theora', 'libtheora', 'ogv'],
    ['MPEG-1', 'mpeg1video', 'mkv'],
    ['JPEG', 'mjpeg -pix_fmt yuvj420p', 'avi'],
    ["Sorenson's H.263", 'flv', 'flv'],
  ] as const;
  for (const [what, encoder, container] of films) {
    it(`${what} in high definition without tags has BT.601 colours, which are not reported as assumed`, async () => {
      const path = join(folder, `hd-${container}.${container}`);
      makeWithFfmpeg(path, `-f lavfi -i color=0x20c040:s=1280x32:r=25:d=0.08 -q:v 2 -b:v 8M -c:v ${encoder}`);
      const { info, at } = await readAlike(path);
      assert.equal(info.color.matrix, 'bt470bg');
      assert.ok(!info.color.assumed.includes('matrix') && !info.color.assumed.includes('range'));
      for (const [i, code] of [0x20, 0xc0, 0x40].entries()) {
        assert.ok(Math.abs(at(0, 0.5, 0.5)[i]! - code) <= 4, `${at(0, 0.5, 0.5)}`);
      }
    });
  }

  it('VP8 with alpha in high definition has BT.601 colours', async () => {
    const path = makeAlphaFilm(join(folder, 'alpha.webm'), 'libvpx', '1280x32');
    const { info, at } = await readAlike(path);
    assert.equal(info.color.matrix, 'bt470bg');
    assert.ok(Math.abs(at(0, 0.25, 0.5)[0]! - 254) <= 2, `${at(0, 0.25, 0.5)}`);
  });

  it('the BT.601 colours of VP8 take precedence over container tags; colours of other codecs do not', () => {
    const tagged = { ...UNTAGGED, matrix: 'bt709', range: 'full' as const };
    assert.deepEqual(applyCodecColors('vp8', tagged), { ...tagged, matrix: 'bt470bg', range: 'limited' });
    assert.deepEqual(applyCodecColors('theora', tagged), tagged);
    assert.deepEqual(applyCodecColors('h264', UNTAGGED), UNTAGGED);
    assert.deepEqual(applyCodecColors('mjpeg', UNTAGGED), { ...UNTAGGED, matrix: 'bt470bg', range: 'full' });
  });
});
