import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { createThumbnailer, type Picture, type Shown } from '#core/frame/index';
import { makeWithFfmpeg } from '../../support/films/ffmpeg-film.ts';
import { FFMPEG_SKIP } from '../../support/reading/backends.ts';
import { readAlike } from '../../support/reading/read-colors.ts';
import { fingerprintAlike } from '../../support/reading/same-for-jobs.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

const folder = makeTempFolder();
const H264 = '-f lavfi -i testsrc2=s=72x58:r=25:d=0.2 -c:v libx264 -bf 0';

/** Change the bytes of a file in place. */
function patch(path: string, change: (bytes: Buffer) => void): string {
  const bytes = readFileSync(path);
  change(bytes);
  writeFileSync(path, bytes);
  return path;
}

describe('Properties that both container and stream state', { skip: FFMPEG_SKIP }, () => {
  for (const container of ['mkv', 'mp4', 'mov']) {
    it(`the pixel aspect of the container takes precedence over the stream, in ${container}`, async () => {
      const stream = makeWithFfmpeg(join(folder, 'square.mp4'), `${H264} -vf setsar=1`);
      const path = join(folder, `wide.${container}`);
      makeWithFfmpeg(path, ['-i', stream, '-aspect', '16:9', '-c', 'copy']);
      assert.deepEqual((await readAlike(path)).info.pixelAspect, { num: 116, den: 81 });
    });
  }

  it('the pixel aspect of the stream is used if the container states none', async () => {
    const path = makeWithFfmpeg(join(folder, 'anamorphic.mp4'), `${H264} -vf setsar=2`);
    patch(path, (bytes) => bytes.write('free', bytes.indexOf('pasp'), 'latin1'));
    assert.deepEqual((await readAlike(path)).info.pixelAspect, { num: 2, den: 1 });
  });

  it('the orientation of the container takes precedence over the stream', async () => {
    const path = join(folder, 'turned.mp4');
    makeWithFfmpeg(join(folder, 'sei.mp4'), `${H264} -bsf:v h264_metadata=display_orientation=insert:rotate=90`);
    makeWithFfmpeg(path, ['-i', join(folder, 'sei.mp4'), '-c', 'copy', '-metadata:s:v', 'rotate=180']);
    assert.equal((await readAlike(join(folder, 'sei.mp4'))).info.rotationDegrees, 270);
    assert.equal((await readAlike(path)).info.rotationDegrees, 180);
  });

  it('the colour tags of the stream take precedence over the container', async () => {
    const tags = '-colorspace bt709 -color_primaries bt709 -color_trc bt709 -color_range tv';
    const path = makeWithFfmpeg(join(folder, 'tagged.mp4'), `${H264} ${tags} -movflags +write_colr`);
    // ISO/IEC 14496-12, 12.1.5: primaries, transfer and matrix of 16 bits each, and the range in
    // the highest bit of the next byte.
    patch(path, (bytes) => {
      const at = bytes.indexOf('colrnclx') + 8;
      for (const [i, code] of [5, 6, 5].entries()) bytes.writeUInt16BE(code, at + 2 * i);
      bytes[at + 6] = 0x80;
    });
    const { matrix, range, transfer, primaries } = (await readAlike(path)).info.color;
    assert.deepEqual([matrix, range, transfer, primaries], ['bt709', 'limited', 'bt709', 'bt709']);
  });
});

describe('Properties that change during a film', { skip: FFMPEG_SKIP }, () => {
  it('each frame of a recording is shown in its own pixel aspect', async () => {
    const part = (name: string, dar: string) =>
      makeWithFfmpeg(
        join(folder, name),
        `-f lavfi -i testsrc2=s=72x58:r=25:d=1 -vf setdar=${dar} -c:v mpeg2video -g 10 -b:v 1M -f mpegts`,
      );
    const parts = [part('wide.ts', '16/9'), part('narrow.ts', '4/3')];
    const path = makeWithFfmpeg(join(folder, 'recording.ts'), [
      ...['-i', `concat:${parts.join('|')}`, '-c', 'copy', '-f', 'mpegts'],
    ]);
    for (const [backend, processes] of [
      ['libav', [1, 3]],
      ['ffmpeg', [1]],
    ] as const) {
      const options = { samples: 8, loudness: false, backend, crop: 'none' } as const;
      const { film, columns, pictures } = await fingerprintAlike(path, options, processes);
      const sizes = pictures!.thumbnails.map(({ jpeg }) => readJpegSize(Buffer.from(jpeg, 'base64')));
      assert.deepEqual(film.pixelAspect, { num: 116, den: 81 });
      assert.equal(columns.length, 8);
      assert.equal(sizes.length, 8);
      for (const [i, { width, height }] of sizes.entries()) {
        const expected = i < 4 ? 16 / 9 : 4 / 3;
        assert.ok(Math.abs(width / height - expected) < 0.04, `${i}: ${width} x ${height}`);
      }
    }
  });

  it('each thumbnail has the shape of its picture', () => {
    const film: Shown = { isMirrored: false, rotationDegrees: 0, pixelAspect: { num: 2, den: 1 } };
    const plane = { offset: 0, stride: 64, step: 1, log2X: 0, log2Y: 0, shift: 0 };
    const picture: Picture = {
      ...{ width: 64, height: 64, model: 'gray', bits: 8, isInterlaced: false, alpha: null },
      components: [{ ...plane, data: new Uint8Array(64 * 64) }],
      tags: { matrix: null, range: null, transfer: null, primaries: null },
    };
    const thumbnail = createThumbnailer(film);
    const size = (shown?: Shown) => {
      const { width, height } = thumbnail(shown === undefined ? picture : { ...picture, shown });
      return [width, height];
    };
    assert.deepEqual(size(), [90, 45]);
    assert.deepEqual(size({ ...film, pixelAspect: { num: 1, den: 1 } }), [64, 64]);
    assert.deepEqual(size({ ...film, rotationDegrees: 90 }), [45, 90]);
    assert.deepEqual(size(), [90, 45]);
  });
});

/** Read the size of a JPEG picture from its start of frame (ITU-T T.81, B.2.2). */
function readJpegSize(bytes: Buffer): { width: number; height: number } {
  for (let at = 2; at < bytes.length; at += 2 + bytes.readUInt16BE(at + 2)) {
    const marker = bytes[at + 1]!;
    if (marker >= 0xc0 && marker <= 0xc2)
      return { height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7) };
  }
  throw new Error('no start of frame');
}
