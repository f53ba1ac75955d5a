import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { serializeFingerprint } from '#core/fingerprint/index';
import { fingerprintFilm } from '#node/app/internal';
import { makeAlphaFilm } from '../../support/films/alpha-film.ts';
import { makeWithFfmpeg } from '../../support/films/ffmpeg-film.ts';
import { dolbyVisionRecord, insertIntoEntry } from '../../support/films/mp4-boxes.ts';
import { FFMPEG_SKIP } from '../../support/reading/backends.ts';
import { shareRunner } from '../../support/reading/shared-runner.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

const folder = makeTempFolder();
const SOURCE = '-f lavfi -i testsrc2=s=64x48:r=25:d=2';

/** 160x90 pixels with bars of 11 rows above and below. */
const makeBarred = (color: string) =>
  makeWithFfmpeg(
    join(folder, `bars-${color}.mp4`),
    `-f lavfi -i testsrc2=s=160x68:r=25:d=2 -vf format=yuv444p,pad=160:90:0:11:${color} -c:v libx264 -g 10`,
  );

/** Kinds of films whose fingerprints once differed between runs or backends. */
const FILMS: Readonly<Record<string, () => string>> = {
  'VP9 with alpha': () => makeAlphaFilm(join(folder, 'alpha.webm'), 'libvpx-vp9'),
  'a matrix that few films have': () =>
    makeWithFfmpeg(join(folder, 'ycgco.mkv'), `${SOURCE} -c:v ffv1 -g 25 -pix_fmt yuv444p -colorspace ycgco`),
  'a matrix, a transfer and primaries that few films have': () =>
    makeWithFfmpeg(
      join(folder, 'tags.mkv'),
      `${SOURCE} -c:v ffv1 -g 25 -pix_fmt yuv444p -colorspace smpte240m -color_trc log100 -color_primaries film`,
    ),
  'constant luminance': () =>
    makeWithFfmpeg(
      join(folder, 'constant.mkv'),
      `${SOURCE} -c:v ffv1 -g 25 -pix_fmt yuv444p10 -colorspace bt2020c -color_trc bt2020-10 -color_primaries bt2020`,
    ),
  ICtCp: () =>
    makeWithFfmpeg(
      join(folder, 'ictcp.mkv'),
      `${SOURCE} -c:v ffv1 -g 25 -pix_fmt yuv444p10 -colorspace ictcp -color_trc smpte2084 -color_primaries bt2020`,
    ),
  'Dolby Vision of profile 5': () => {
    const plain = makeWithFfmpeg(
      join(folder, 'plain.mp4'),
      `${SOURCE} -c:v libx265 -x265-params keyint=10:log-level=none`,
    );
    const path = join(folder, 'vision.mp4');
    writeFileSync(path, insertIntoEntry(readFileSync(plain), 'dvcC', dolbyVisionRecord(5, 0), { entry: 'hvc1' }));
    return path;
  },
  'bars of lifted black': () => makeBarred('0x101010'),
  'bars of blue': () => makeBarred('0x2030c0'),
  'a pixel aspect that container and stream state differently': () => {
    const square = makeWithFfmpeg(join(folder, 'square.mkv'), `${SOURCE} -c:v libx264 -g 10 -vf setsar=1`);
    return makeWithFfmpeg(join(folder, 'wide.mkv'), `-i ${square} -c copy -aspect 16:9`);
  },
  'HEVC coded as fields': () =>
    makeWithFfmpeg(join(folder, 'fields.mkv'), `${SOURCE} -c:v libx265 -x265-params interlace=tff:log-level=none`),
  'a palette': () => makeWithFfmpeg(join(folder, 'palette.mov'), `${SOURCE} -vf format=pal8 -c:v png`),
  'a still before the film': () =>
    makeWithFfmpeg(
      join(folder, 'still.mkv'),
      `-f lavfi -i color=red:s=64x48:r=25:d=0.04 ${SOURCE} -map 0 -map 1 -c:v:0 png -c:v:1 libx264 -disposition:v:0 0`,
    ),
  'noise in its middle': () => {
    const path = makeWithFfmpeg(join(folder, 'noise.mkv'), `${SOURCE} -c:v libx264 -g 10`);
    const bytes = readFileSync(path);
    bytes.fill(0xa5, bytes.length >> 1, (bytes.length >> 1) + 300);
    writeFileSync(path, bytes);
    return path;
  },
};

describe('The fingerprint of a film for 1 and 3 processes, repeated, and for both backends', {
  skip: FFMPEG_SKIP,
}, () => {
  // The first runner runs again: what its process keeps of the film must not change the result.
  const runners = [1, 3, 1].map(shareRunner);
  for (const [what, make] of Object.entries(FILMS)) {
    it(`the fingerprint of a film with ${what} is the same for 1 and 3 processes and both backends`, async () => {
      const path = make();
      // FFmpeg starts for each run of frames: more than three processes share, or all around the noise.
      const options = { samples: what === 'noise in its middle' ? 10 : 4, loudness: false } as const;
      const texts: string[] = [];
      for (const runner of runners) {
        texts.push(serializeFingerprint((await fingerprintFilm(path, options, { runner })).fingerprint));
      }
      assert.deepEqual([...new Set(texts)], [texts[0]]);
      // FFmpeg starts for each frame that is measured for bars: crop.test.ts has a film for that.
      const crop = JSON.parse(texts[0]!).sampling.crop.stretches[0];
      const { fingerprint } = await fingerprintFilm(
        path,
        { ...options, crop, pictures: false, backend: 'ffmpeg' },
        { runner: shareRunner(1) },
      );
      const colors = JSON.parse(texts[0]!).columns.map(({ swatches }: { swatches: unknown }) => swatches);
      // After damage, FFmpeg resumes at the same frame as libav or later.
      const isShown = (swatches: readonly unknown[]) => swatches.length > 0;
      const compared = fingerprint.columns.map(({ swatches }, i) => (isShown(swatches) ? colors[i] : []));
      assert.deepEqual(
        fingerprint.columns.map(({ swatches }) => swatches),
        compared,
      );
      if (what !== 'noise in its middle') assert.ok(colors.every(isShown));
    });
  }
});
