import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { serializeFingerprint } from '#core/fingerprint/index';
import { type FingerprintOptions, fingerprintFilm } from '#node/app/internal';
import { joinFilms } from '../../support/films/join-films.ts';
import { FFMPEG_SKIP } from '../../support/reading/backends.ts';
import { shareRunner } from '../../support/reading/shared-runner.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

const folder = makeTempFolder();

const fingerprint = (path: string, jobs: number, options: FingerprintOptions) =>
  fingerprintFilm(path, options, { runner: shareRunner(jobs) });

/** One second of a red film with loud sound, then one second of a blue film with faint sound. */
function makeJoined(file: string): string {
  const part = (paint: readonly [number, number, number], amplitude: number) => ({
    frames: 50,
    isFlat: true,
    paint: () => paint,
    gop: 25,
    bFrames: 2,
    sound: { seconds: 2, wave: (time: number) => amplitude * Math.sin(2 * Math.PI * 440 * time) },
  });
  return joinFilms(join(folder, file), [part([81, 90, 240], 0.5), part([41, 240, 110], 0.05)]);
}

/** Return whether a colour is red or blue. */
function nameColor(color: string | undefined): string {
  if (color === undefined) return 'missing';
  return Number.parseInt(color.slice(1, 3), 16) > Number.parseInt(color.slice(5, 7), 16) ? 'red' : 'blue';
}

describe('A film joined with cat', () => {
  for (const file of ['joined.ts', 'joined.mkv']) {
    const path = makeJoined(file);

    it(`${file}, joined with cat, has the columns and the loudness of both parts, for 1 and 3 processes`, async () => {
      const results = [];
      for (const jobs of [1, 3]) results.push(await fingerprint(path, jobs, { samples: 40 }));
      const [one, ...others] = results.map((result) => serializeFingerprint(result.fingerprint));
      for (const other of others) assert.equal(other, one);
      const { fingerprint: read, warnings } = results[0]!;
      assert.equal(read.film.durationSeconds, 4);
      assert.deepEqual(
        read.columns.map(({ swatches }) => nameColor(swatches[0]?.color)),
        [...Array<string>(20).fill('red'), ...Array<string>(20).fill('blue')],
      );
      for (const [i, { time, frameTime, sound }] of read.columns.entries()) {
        assert.ok(frameTime! <= time && frameTime! > time - 0.041, `column ${i}: ${frameTime} for ${time}`);
        // Windows of 0.4 s across the joint, and the ends of encoded sound, contain both levels.
        if (Math.abs(time - 2) < 0.3 || Math.abs(time - 2) > 1.7) continue;
        assert.ok(Math.abs(sound!.rms - (time < 2 ? 0.5 : 0.05) * Math.SQRT1_2) < 0.05 * Math.SQRT1_2, `${i}`);
      }
      assert.deepEqual(warnings, ['the clock of the film restarts or jumps; its 2 parts are joined']);
    });

    it(`${file}, joined with cat, has the same columns with the system's FFmpeg`, { skip: FFMPEG_SKIP }, async () => {
      const [libav, ffmpeg] = await Promise.all(
        (['libav', 'ffmpeg'] as const).map((backend) =>
          fingerprint(path, 1, { samples: 8, backend, crop: 'none', loudness: false }),
        ),
      );
      assert.deepEqual(ffmpeg!.fingerprint.columns, libav!.fingerprint.columns);
    });
  }
});
