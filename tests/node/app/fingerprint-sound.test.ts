import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { describe, it } from 'node:test';
import { serializeFingerprint } from '#core/fingerprint/index';
import { OptionError } from '#core/options/index';
import {
  FilmError,
  type FingerprintEvent,
  type FingerprintOptions,
  fingerprintFilm,
  type SpanRunner,
} from '#node/app/internal';
import { makeFilm } from '../../support/films/make-film.ts';
import type { SoundRecipe } from '../../support/films/make-film-sound.ts';
import { sine } from '../../support/films/play-sound.ts';
import { validateFingerprint } from '../../support/fingerprints/validate-fingerprint.ts';
import { mediaFile, needs } from '../../support/media.ts';
import { isInPath } from '../../support/processes/programs.ts';
import { shareRunner } from '../../support/reading/shared-runner.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

const folder = makeTempFolder();
const hasFfmpeg = isInPath('ffmpeg');

const fingerprint = (
  path: string,
  options: FingerprintOptions = {},
  jobs = 1,
  onEvent?: (event: FingerprintEvent) => void,
) => fingerprintFilm(path, options, { runner: shareRunner(jobs), onEvent });

const films = new Map<string, string>();

/** Make a film, or return one that was made with the same container, sound and groups of pictures. */
function film(name: string, sound?: SoundRecipe, gop?: number): string {
  const { wave, ...recipe } = sound ?? {};
  const key = JSON.stringify([extname(name), `${wave}`, recipe, gop]);
  const path = films.get(key) ?? join(folder, name);
  if (films.has(key)) return path;
  films.set(key, path);
  return makeFilm({
    path,
    frames: 200,
    // Without this option, x264 makes each flat frame a key frame.
    ...(gop && { gop, options: { sc_threshold: '0' } }),
    isFlat: true,
    paint: (frame) => [16 + frame, 128, 128],
    ...(sound && { sound }),
  });
}

/** The sound gets louder every two seconds. */
const LEVELS = [-40, -30, -20, -10];
const STEPS: SoundRecipe = {
  wave: (t, c) => sine(997, LEVELS[Math.min(3, Math.floor(t / 2))]!)(t, c),
  seconds: 8,
  channels: 2,
};

describe('The loudness of a film', () => {
  it('the loudness of columns changes where the level of the sound changes', async () => {
    const { fingerprint: result, warnings } = await fingerprint(film('steps.mp4', STEPS), { samples: 16 });
    assert.deepEqual(result.film.sound, { codec: 'aac', channels: 2, sampleRate: 48_000 });
    assert.deepEqual(warnings, []);
    validateFingerprint(result);
    for (const { time, sound } of result.columns) {
      const level = LEVELS[Math.floor(time / 2)]!;
      assert.ok(sound && Math.abs(sound.lufs - level) < 0.3, `at ${time}: ${sound?.lufs}, not ${level}`);
      assert.ok(Math.abs(20 * Math.log10(sound.rms * Math.SQRT2) - level) < 0.3);
    }
  });

  it('the loudness of a film is the same to the byte for 1 and 3 processes', async () => {
    const path = film('processes.mkv', STEPS);
    const texts = [];
    for (const jobs of [1, 3]) {
      texts.push(serializeFingerprint((await fingerprint(path, { samples: 40 }, jobs)).fingerprint));
    }
    assert.ok(texts[0]!.includes('"lufs"'));
    assert.equal(texts[1], texts[0]);
  });

  it(
    'the loudness of a real film is the same for 1 and 3 processes, including noise that its decoder adds',
    needs(mediaFile('agent327_480p.mp4')),
    async () => {
      const texts = [];
      for (const jobs of [1, 3]) {
        const { columns } = (
          await fingerprint(
            mediaFile('agent327_480p.mp4')!,
            { samples: 20, to: 20, crop: 'none', pictures: false },
            jobs,
          )
        ).fingerprint;
        texts.push(JSON.stringify(columns.map(({ sound }) => sound)));
      }
      assert.equal(texts[1], texts[0]);
    },
  );

  it('a film without sound has no loudness and causes no warning', async () => {
    const { fingerprint: result, warnings } = await fingerprint(film('mute.mp4'), { samples: 20 });
    assert.equal(result.film.sound, null);
    assert.ok(result.columns.every((column) => !('sound' in column)));
    assert.deepEqual(warnings, []);
    validateFingerprint(result);
  });

  it('the fingerprint of a film with sound has no loudness if the option loudness is false', async () => {
    const { fingerprint: result } = await fingerprint(film('unasked.mp4', STEPS), { samples: 20, loudness: false });
    assert.ok(!('sound' in result.film));
    assert.ok(result.columns.every((column) => !('sound' in column)));
    await assert.rejects(fingerprint('nowhere.mp4', { loudness: 'yes' as never }), OptionError);
  });

  it('the loudness of a film does not depend on the backend that reads the pictures', {
    skip: !hasFfmpeg && 'ffmpeg is not at hand',
  }, async () => {
    for (const name of ['backend.mp4', 'backend.mkv']) {
      // Two groups of pictures: FFmpeg starts for each.
      const path = film(name, STEPS, 100);
      const [libav, ffmpeg] = await Promise.all(
        (['libav', 'ffmpeg'] as const).map((backend) => fingerprint(path, { samples: 20, backend, crop: 'none' })),
      );
      const sounds = [libav, ffmpeg].map((made) => made!.fingerprint.columns.map(({ sound }) => sound));
      assert.ok(sounds[0]!.every((sound) => sound));
      assert.deepEqual(sounds[1], sounds[0]);
    }
  });

  it('the loudness of a column is null where the sound has ended', async () => {
    const { columns } = (await fingerprint(film('short.mp4', { ...STEPS, seconds: 4 }), { samples: 8 })).fingerprint;
    assert.deepEqual(
      columns.map(({ sound }) => sound === null),
      [false, false, false, false, true, true, true, true],
    );
  });

  it('sound that cannot be measured leaves the colours unchanged, and causes a warning', async () => {
    const path = film('unknown.mkv', { ...STEPS, encoder: 'pcm_s16le' });
    const expected = (await fingerprint(path, { samples: 20, loudness: false })).fingerprint.columns;
    const bytes = readFileSync(path);
    bytes.write('A_QUICKTIME/Q', bytes.indexOf('A_PCM/INT/LIT'));
    writeFileSync(path, bytes);
    const { fingerprint: result, warnings } = await fingerprint(path, { samples: 20 });
    assert.equal(warnings.length, 1);
    assert.match(warnings[0]!, /^the loudness of 20 of 20 columns could not be measured \(.*no decoder for its sound/);
    assert.deepEqual(
      result.columns,
      expected.map((column) => ({ ...column, sound: null })),
    );
  });

  it('each column is reported once with its loudness, also if measuring it takes longer than reading the picture', async () => {
    const path = film('events.mp4', STEPS);
    const local = shareRunner(1);
    const turns: string[] = [];
    const slow: SpanRunner = {
      ...local,
      concurrency: 2,
      async run(task, onFrame) {
        turns.push('look');
        return local.run(task, onFrame);
      },
      async measureLoudness(task) {
        turns.push('listen');
        const report = await local.measureLoudness(task);
        await new Promise((resolve) => setTimeout(resolve, 5));
        return report;
      },
    };
    const events: FingerprintEvent[] = [];
    const { fingerprint: result } = await fingerprintFilm(
      path,
      { samples: 40 },
      { runner: slow, onEvent: (event) => events.push(event) },
    );
    const columns = events.filter((event) => event.type === 'column');
    assert.equal(columns.length, 40);
    for (const { index, column } of columns) assert.deepEqual(column, result.columns[index]);
    // Pictures and sound are read at the same time.
    const half = turns.slice(0, turns.length / 2);
    assert.ok(half.includes('look') && half.includes('listen'), turns.join(' '));
    assert.ok(turns.lastIndexOf('look') > turns.length - 3);
  });

  /** A runner that fails for the first span of sound, so many times. */
  const crashFirst = (times: number): SpanRunner => {
    const local = shareRunner(1);
    let left = times;
    let first: number | undefined;
    return {
      ...local,
      async measureLoudness(task) {
        first ??= task.instants[0];
        if (task.instants[0] === first && left-- > 0) throw new FilmError('decode-failed', 'the decoder crashed');
        return local.measureLoudness(task);
      },
    };
  };

  it('the loudness of a column is null if two processes that measured it crashed', async () => {
    const path = film('crash.mp4', STEPS);
    const { fingerprint: result, warnings } = await fingerprintFilm(path, { samples: 16 }, { runner: crashFirst(2) });
    assert.deepEqual(warnings, ['the loudness of 1 of 16 columns could not be measured (the decoder crashed)']);
    assert.equal(result.columns.filter(({ sound }) => sound === null).length, 1);
    assert.deepEqual(result.film.sound, { codec: 'aac', channels: 2, sampleRate: 48_000 });
    validateFingerprint(result);
  });

  it('the loudness of a column is measured again if a process that measured it crashed', async () => {
    const path = film('once.mp4', STEPS);
    const { fingerprint: result, warnings } = await fingerprintFilm(path, { samples: 16 }, { runner: crashFirst(1) });
    assert.deepEqual(warnings, []);
    assert.ok(result.columns.every(({ sound }) => typeof sound?.lufs === 'number'));
  });
});
