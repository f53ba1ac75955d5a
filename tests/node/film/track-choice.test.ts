import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { openFfmpegSource, openLibavSound, openLibavSource } from '#node/film/index';
import { makeTracks, type TrackRecipe } from '../../support/films/make-tracks.ts';
import { FFMPEG_SKIP } from '../../support/reading/backends.ts';
import { fingerprintAlike } from '../../support/reading/same-for-jobs.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

const folder = makeTempFolder();

const FILM: TrackRecipe = { color: 'lime', size: '64x48', seconds: 2 };
const STILL: TrackRecipe = { color: 'red', size: '320x240', seconds: 0.04 };

/** Files in which the film is the second track, after a larger track that is not the film. */
const FILES: Record<string, readonly TrackRecipe[]> = {
  'png.mkv': [{ ...STILL, encoder: 'png' }, FILM],
  'png.mov': [{ ...STILL, encoder: 'png', disposition: 'default' }, FILM],
  'mjpeg.mp4': [{ ...STILL, encoder: 'mjpeg' }, FILM],
  'mjpeg.avi': [{ ...STILL, encoder: 'mjpeg' }, FILM],
  'intro.mkv': [{ ...STILL, seconds: 0.8, disposition: 'default' }, FILM],
  'intro.ts': [{ ...STILL, seconds: 0.8 }, FILM],
};

const OPENERS = { libav: openLibavSource, ffmpeg: openFfmpegSource } as const;

async function survey(path: string, backend: keyof typeof OPENERS, stream?: number) {
  const source = await OPENERS[backend](path, { stream });
  try {
    const { info, index } = await source.survey();
    return { stream: info.stream, width: info.width, packets: index.pts.length, warnings: source.warnings };
  } finally {
    source.close();
  }
}

/**
 * Measure the mean square of the sound that belongs to a video stream, in the middle of {@link
 * FILM}.
 */
async function hear(path: string, video: number): Promise<number | undefined> {
  const sound = await openLibavSound(path, { origin: 1 }, video);
  try {
    return (await sound.measure(Float64Array.of(1)))[0]?.rms;
  } finally {
    sound.close();
  }
}

describe('The video track of a file with several video tracks', { skip: FFMPEG_SKIP }, () => {
  for (const [name, tracks] of Object.entries(FILES)) {
    it(`both backends read the film in ${name}, and not the larger track before it`, async () => {
      const path = makeTracks(join(folder, name), tracks);
      for (const backend of ['libav', 'ffmpeg'] as const) {
        assert.deepEqual(await survey(path, backend), {
          stream: 1,
          width: 64,
          packets: 50,
          warnings: [
            'the file has 2 video tracks; stream 1 (64x48) is read, not stream 0 (320x240); the option stream chooses another',
          ],
        });
      }
    });
  }

  it('the requested video track is read without a warning', async () => {
    const path = makeTracks(join(folder, 'asked.mkv'), FILES['intro.mkv']!);
    for (const backend of ['libav', 'ffmpeg'] as const) {
      assert.deepEqual(await survey(path, backend, 0), { stream: 0, width: 320, packets: 20, warnings: [] });
    }
  });

  it('the sound of a transport stream is that of the program of its video track', async () => {
    const path = makeTracks(join(folder, 'programs.ts'), [
      { ...FILM, color: 'red', hertz: 440 },
      { ...FILM, size: '128x96', hertz: 0 },
    ]);
    for (const backend of ['libav', 'ffmpeg'] as const) assert.equal((await survey(path, backend)).stream, 2, backend);
    assert.equal(await hear(path, 2), 0);
    assert.ok((await hear(path, 0))! > 0.05);
  });

  it('a file with several video tracks has the same fingerprint for 1 and 3 processes', async () => {
    const path = makeTracks(join(folder, 'jobs.mkv'), FILES['png.mkv']!);
    const { columns } = await fingerprintAlike(path, { samples: 20 });
    assert.ok(columns.every(({ swatches }) => swatches[0]?.color === '#00ff01'));
  });
});
