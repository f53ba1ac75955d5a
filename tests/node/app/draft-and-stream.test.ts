import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { type FingerprintOptions, fingerprintFilm } from '#node/app/internal';
import { greys } from '../../support/films/frame-recipes.ts';
import { makeFilm } from '../../support/films/make-film.ts';
import { validateFingerprint } from '../../support/fingerprints/validate-fingerprint.ts';
import { FFMPEG_SKIP } from '../../support/reading/backends.ts';
import { shareRunner } from '../../support/reading/shared-runner.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

const folder = makeTempFolder();

async function fingerprint(path: string, options: FingerprintOptions) {
  const runner = shareRunner(1);
  const { fingerprint } = await fingerprintFilm(path, { loudness: false, crop: 'none', ...options }, { runner });
  validateFingerprint(fingerprint);
  return fingerprint;
}

describe('The draft of a film', () => {
  for (const [codec, recipe] of Object.entries({
    'H.264': { file: 'draft.mp4', bFrames: 2, options: { 'x264-params': 'scenecut=0:keyint=12:min-keyint=12' } },
    VP9: { file: 'draft.webm', encoder: 'libvpx-vp9', options: { deadline: 'realtime', 'cpu-used': '8' } },
  })) {
    it(`a draft of a ${codec} film has a column per key frame near an instant, at most as many as requested`, async () => {
      const { file, ...rest } = recipe;
      const path = makeFilm({ path: join(folder, file), frames: 60, gop: 12, isFlat: true, paint: greys, ...rest });
      const all = await fingerprint(path, { mode: 'draft', samples: 50 });
      assert.equal(all.sampling.mode, 'draft');
      // Five groups of twelve frames, 25 frames per second.
      assert.deepEqual(
        all.columns.map(({ frameTime }) => Math.round(frameTime! * 25)),
        [0, 12, 24, 36, 48],
      );
      for (const [i, { swatches }] of all.columns.entries()) {
        const luma = Number.parseInt(swatches[0]!.color.slice(1, 3), 16);
        assert.ok(Math.abs(luma - ((greys(12 * i)[0] - 16) * 255) / 219) <= 4, `column ${i}: ${luma}`);
      }
      assert.equal((await fingerprint(path, { mode: 'draft', samples: 2 })).columns.length, 2);
    });
  }
});

describe('A film with several video streams', { skip: FFMPEG_SKIP }, () => {
  it('the best moving stream of a film is read, never cover art, unless a stream is requested', async () => {
    const path = join(folder, 'streams.mkv');
    const color = (name: string, size: string) => ['-f', 'lavfi', '-i', `color=${name}:s=${size}:r=25:d=1`];
    const { status, stderr } = spawnSync('ffmpeg', [
      ...['-v', 'error', '-nostdin', ...color('red', '64x48'), ...color('blue', '160x90'), ...color('lime', '320x180')],
      ...['-map', '0', '-map', '1', '-map', '2', '-c:v', 'libx264', '-c:v:2', 'mjpeg', '-pix_fmt:v:2', 'yuvj420p'],
      ...['-b:v:1', '500k', '-disposition:v:0', 'default', '-disposition:v:1', '0', '-disposition:v:2', 'attached_pic'],
      ...['-y', path],
    ]);
    assert.equal(status, 0, String(stderr));
    const colorOf = async (stream?: number) =>
      (await fingerprint(path, { samples: 2, ...(stream !== undefined && { stream }) })).columns[0]!.swatches[0]!.color;
    assert.match(await colorOf(), /^#f[c-f]0[0-3]0[0-3]$/);
    assert.match(await colorOf(1), /^#0[0-3]0[0-3]f[c-f]$/);
    await assert.rejects(colorOf(7), { name: 'FilmError', message: /stream/ });
  });
});
