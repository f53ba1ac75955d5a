import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { greys } from '../../support/films/frame-recipes.ts';
import { joinFilms, timesFrom } from '../../support/films/join-films.ts';
import { type FilmRecipe, makeFilm } from '../../support/films/make-film.ts';
import { TESTED_BACKENDS } from '../../support/reading/backends.ts';
import { sampleSource } from '../../support/reading/sample-source.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

const folder = makeTempFolder();
const FRAMES = 30;
const part = { frames: FRAMES, isFlat: true, paint: greys, gop: 10 };
/** The second part shows different greys from the first. */
const later = { ...part, paint: (frame: number) => greys(frame + FRAMES) };

type Recipe = Partial<Omit<FilmRecipe, 'path'>>;

/** Films whose times repeat, go back or jump, named by what their clock does. */
const JOINED: Readonly<Record<string, readonly [file: string, first: Recipe, second: Recipe]>> = {
  'a transport stream that starts again': ['again.ts', { bFrames: 2 }, { bFrames: 2 }],
  'a transport stream whose second part overlaps the first': [
    'overlap.ts',
    { bFrames: 2 },
    { bFrames: 2, timesMs: timesFrom(0.6, FRAMES) },
  ],
  'a transport stream that jumps forward by 1,000 s': ['jump.ts', {}, { timesMs: timesFrom(1000, FRAMES) }],
  'a program stream that starts again': [
    'again.mpg',
    { encoder: 'mpeg2video', bFrames: 2 },
    { encoder: 'mpeg2video', bFrames: 2 },
  ],
  'a DVD that starts again': ['again.vob', { encoder: 'mpeg2video' }, { encoder: 'mpeg2video' }],
  'Matroska that starts again': ['again.mkv', { bFrames: 2 }, { bFrames: 2 }],
  'WebM that starts again': [
    'again.webm',
    { encoder: 'libvpx', options: { deadline: 'realtime' } },
    { encoder: 'libvpx', options: { deadline: 'realtime' } },
  ],
};

/**
 * Films that the system's FFmpeg reads too: one for each kind of clock, because FFmpeg starts
 * several times for each.
 */
const BY_FFMPEG = /^(?:again\.(?:ts|mpg|mkv|flv)|overlap\.ts|jump\.ts|pause\.ts)$/;

for (const [name, backend] of Object.entries(TESTED_BACKENDS)) {
  const isRead = (file: string) => name !== 'ffmpeg' || BY_FFMPEG.test(file);
  describe(`The backend ${name}`, { skip: backend.skip }, () => {
    for (const [what, [file, first, second]] of Object.entries(JOINED)) {
      if (!isRead(file)) continue;
      it(`${what} is read on one clock with every frame in its place, by ${name}`, async () => {
        const path = joinFilms(join(folder, file), [
          { ...part, ...first },
          { ...later, ...second },
        ]);
        const { info, shown, damagedPackets } = await sampleSource(await backend.open(path), 2 * FRAMES);
        const seconds = ((info.track.endTicks - info.track.firstTicks) * info.timeBase.num) / info.timeBase.den;
        assert.ok(Math.abs(seconds - (2 * FRAMES) / 25) < 0.01, `${seconds} s`);
        assert.equal(info.track.frames, 2 * FRAMES);
        assert.equal(info.claimedSeconds, null);
        assert.equal(damagedPackets, 0);
        assert.equal(shown.length, 2 * FRAMES);
        for (const [i, { luma }] of shown.entries()) {
          assert.ok(Math.abs(luma[0]! - greys(i)[0]) <= 3, `frame ${i}: luma ${luma[0]}, not ${greys(i)[0]}`);
        }
      });
    }

    it(`a transport stream whose clock wraps is read as one film, by ${name}`, async () => {
      // A clock of 33 bits at 90 kHz wraps after 95,443.7 s. The muxer adds 1.4 s.
      const frames = 2 * FRAMES;
      const path = makeFilm({ ...part, path: join(folder, 'wrap.ts'), frames, timesMs: timesFrom(95_441, frames) });
      const { info, shown } = await sampleSource(await backend.open(path), frames);
      assert.equal(info.parts, undefined);
      assert.equal(shown.length, frames);
      for (const [i, { luma }] of shown.entries()) assert.ok(Math.abs(luma[0]! - greys(i)[0]) <= 3, `frame ${i}`);
    });

    for (const [what, file] of [
      ['Matroska', 'pause.mkv'],
      ['a transport stream of a varying frame rate', 'pause.ts'],
    ] as const) {
      if (!isRead(file)) continue;
      it(`a still of one minute in ${what} stays one minute long, read with ${name}`, async () => {
        const timesMs = Array.from({ length: FRAMES }, (_, i) => 40 * i + (i % 3) * 10 + (i >= 20 ? 60_000 : 0));
        const path = makeFilm({ ...part, path: join(folder, file), timesMs });
        const { info } = await sampleSource(await backend.open(path), 2);
        const seconds = ((info.track.endTicks - info.track.firstTicks) * info.timeBase.num) / info.timeBase.den;
        // The last frame states no duration, and gets the average.
        assert.ok(seconds > 61 && seconds < 64, `${seconds} s`);
        assert.equal(info.parts, undefined);
      });
    }

    for (const [file, recipe] of [
      ['again.flv', {}],
      ['again.ogv', { encoder: 'libtheora', sound: { seconds: 1, wave: () => 0, encoder: 'libopus' } }],
    ] as const) {
      if (!isRead(file)) continue;
      it(`only the first recording of ${file} is read, with a warning, by ${name}`, async () => {
        const path = joinFilms(join(folder, file), [
          { ...part, ...recipe },
          { ...later, ...recipe },
        ]);
        const source = await backend.open(path);
        try {
          assert.equal((await source.survey()).info.track.frames, FRAMES);
          assert.match(source.warnings.join(), /^several recordings are joined in this file, and only the first/);
        } finally {
          source.close();
        }
      });
    }

    it(`the duration that Matroska states is read as the time of its end, by ${name}`, async () => {
      const path = makeFilm({ ...part, path: join(folder, 'late.mkv'), timesMs: timesFrom(36_000, FRAMES) });
      const { info } = await sampleSource(await backend.open(path), 1);
      assert.ok(Math.abs(info.claimedSeconds! - FRAMES / 25) < 0.1, `${info.claimedSeconds} s`);
    });
  });
}
