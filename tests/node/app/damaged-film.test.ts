import assert from 'node:assert/strict';
import { copyFileSync, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { serializeFingerprint } from '#core/fingerprint/index';
import {
  createLocalRunner,
  FilmError,
  type FingerprintEvent,
  type FingerprintOptions,
  fingerprintFilm,
  type SpanRunner,
} from '#node/app/internal';
import { makeFilm, type Paint } from '../../support/films/make-film.ts';
import { FFMPEG_SKIP } from '../../support/reading/backends.ts';
import { shareRunner } from '../../support/reading/shared-runner.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

const folder = makeTempFolder();
const noise = (frame: number, x: number, y: number) =>
  [16 + ((x * 7919 + y * 104_729 + frame * 31) % 220), 100 + (x % 50), 110 + (y % 40)] as const;
const recipe = { frames: 240, width: 48, height: 32, paint: noise, bFrames: 2 };
const film = makeFilm({ ...recipe, path: join(folder, 'film.mkv') });

const run = (path: string, jobs: number, options: FingerprintOptions = {}) =>
  fingerprintFilm(path, { samples: 120, ...options }, { runner: shareRunner(jobs) });

/** Only columns: detecting bars and making thumbnails take most of the time. */
const COLUMNS_ALONE = { crop: 'none', pictures: false } as const;

const undisturbed = (await run(film, 1)).fingerprint;

describe('A killed process', () => {
  it('a span is run again, without losing a column, after its process is killed', {
    skip: !existsSync('/proc/self/task') && 'needs /proc',
  }, async (t) => {
    const local = createLocalRunner({ jobs: 2 });
    t.after(() => local.close());
    let runs = 0;
    const killing: SpanRunner = {
      ...local,
      run(task, onFrame) {
        const report = local.run(task, onFrame);
        // Both processes have a task now. The last child of this process is one of the two.
        if (++runs === 3) {
          const children = readFileSync(`/proc/self/task/${process.pid}/children`, 'utf8').trim().split(' ');
          process.kill(Number(children.at(-1)), 'SIGKILL');
        }
        return report;
      },
    };
    const seen = new Set<number>();
    const onEvent = (event: FingerprintEvent) => {
      if (event.type !== 'column') return;
      assert.ok(!seen.has(event.index), 'a column is told of twice');
      seen.add(event.index);
    };
    const { fingerprint } = await fingerprintFilm(film, { samples: 120 }, { runner: killing, onEvent });
    assert.equal(seen.size, 120);
    assert.equal(serializeFingerprint(fingerprint), serializeFingerprint(undisturbed));
  });
});

describe('A span that crashes every process', () => {
  it('only the group of pictures that crashes every process is left out, and all other columns stay the same', async () => {
    const local = shareRunner(3);
    const fatal = 1000;
    const crashing: SpanRunner = {
      ...local,
      run(task, onFrame) {
        const isFatal = task.span.runs.some(({ wanted }) => wanted.some((pts) => pts >= fatal && pts < fatal + 41));
        if (isFatal) return Promise.reject(new FilmError('decode-failed', 'crashed'));
        return local.run(task, onFrame);
      },
    };
    const { fingerprint, warnings } = await fingerprintFilm(film, { samples: 120 }, { runner: crashing });
    const missing = fingerprint.columns.filter(({ frameTime }) => frameTime === null);
    assert.ok(missing.length >= 1 && missing.length <= 12, `${missing.length} columns of a group of 12 frames`);
    assert.equal(fingerprint.sampling.missing, missing.length);
    assert.match(warnings.join('\n'), new RegExp(`${missing.length} of 120 frames could not be decoded`));
    for (const [i, column] of fingerprint.columns.entries()) {
      if (column.frameTime === null)
        assert.deepEqual(column, { time: undisturbed.columns[i]!.time, frameTime: null, swatches: [] });
      else assert.deepEqual(column, undisturbed.columns[i]);
    }
  });
});

/** Copy a film, and replace some of its bytes with noise. */
function copyWithNoise(source: string, path: string, from: number, to: number, seed: number): void {
  copyFileSync(source, path);
  const bytes = readFileSync(path);
  let state = seed;
  for (let i = Math.floor(from); i < Math.floor(to); i++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    bytes[i] = state >>> 24;
  }
  writeFileSync(path, bytes);
}

describe('A film with noise in its middle', () => {
  for (const [container, warning] of [
    ['mkv', /there are no frames from [\d.]+ s to [\d.]+ s|could not be decoded/],
    ['mp4', /\d+ of 120 frames could not be decoded; their columns are left empty/],
  ] as const) {
    const source = container === 'mkv' ? film : makeFilm({ ...recipe, path: join(folder, 'film.mp4') });
    const path = join(folder, `noise.${container}`);
    const { size } = statSync(source);
    copyWithNoise(source, path, 0.4 * size, 0.6 * size, 12345);

    it(`a ${container} film with noise has the columns that can be decoded, for 1 and 3 processes, and warns of the rest`, async () => {
      const results = [];
      for (const jobs of [1, 3]) results.push(await run(path, jobs));
      const texts = results.map(({ fingerprint }) => serializeFingerprint(fingerprint));
      assert.equal(texts[1], texts[0]);
      const { fingerprint, warnings } = results[0]!;
      const { columns: whole } = (await run(source, 1)).fingerprint;
      assert.match(warnings.join('\n'), warning);
      const missing = fingerprint.columns.filter(({ frameTime }) => frameTime === null);
      assert.equal(fingerprint.sampling.missing, missing.length);
      // No column is made from damaged frames.
      const shown = fingerprint.columns.filter((column, i) => column.frameTime === whole[i]!.frameTime);
      assert.ok(shown.length > 60);
      for (const column of shown)
        assert.deepEqual(
          column,
          whole.find(({ time }) => time === column.time),
        );
      // The beginning is undamaged.
      for (let i = 0; i < 30; i++) assert.deepEqual(fingerprint.columns[i]!.swatches, whole[i]!.swatches);
    });
  }

  it('no column is made from damaged frames, wherever the noise begins and ends', async () => {
    const source = makeFilm({ ...recipe, path: join(folder, 'whole.mp4') });
    const path = join(folder, 'noisy.mp4');
    const { size } = statSync(source);
    const { columns: whole } = (await run(source, 1, COLUMNS_ALONE)).fingerprint;
    for (let i = 0; i < 24; i += 3) {
      // Long noise covers several groups of pictures, short noise lies within one.
      const from = i % 2 === 0 ? 0.4 * size + 47 * i : (0.3 + 0.01 * i) * size;
      copyWithNoise(source, path, from, from + (i % 2 === 0 ? 0.2 : 0.02) * size, 7919 * i);
      const { fingerprint } = await run(path, 1, COLUMNS_ALONE);
      const shown = fingerprint.columns.filter(({ frameTime }, k) => frameTime === whole[k]!.frameTime);
      assert.ok(shown.length > (i % 2 === 0 ? 60 : 100));
      const expected = new Map(whole.map((column) => [column.time, column]));
      for (const column of shown) assert.deepEqual(column, expected.get(column.time), `noise ${i}`);
    }
  });

  it("the system's FFmpeg makes no column from damaged frames, and leaves out few others", {
    skip: FFMPEG_SKIP,
  }, async () => {
    // Moving pictures, whose frames refer to each other. Open groups of pictures make one run of
    // several groups.
    const paint: Paint = (frame, x, y) => [
      60 + ((x + frame) % 64) + ((y + 2 * frame) % 64),
      100 + ((y + frame) % 60),
      128,
    ];
    const moving = { frames: 120, width: 96, height: 64, paint, bFrames: 2 };
    for (const [encoder, from, bytes, seed] of [
      ['libx264', 0.45, 400, 7],
      // The decoder returns two frames that refer to a damaged frame before that frame.
      ['mpeg2video', 0.5944, 200, 7919],
    ] as const) {
      const source = makeFilm({ ...moving, encoder, path: join(folder, `${encoder}.mp4`) });
      const path = join(folder, `${encoder}-noisy.mp4`);
      const { size } = statSync(source);
      copyWithNoise(source, path, from * size, Math.floor(from * size) + bytes, seed);
      const whole = (await run(source, 1, COLUMNS_ALONE)).fingerprint.columns;
      const libav = await run(path, 1, COLUMNS_ALONE);
      const ffmpeg = await run(path, 1, { ...COLUMNS_ALONE, backend: 'ffmpeg' });
      for (const { fingerprint, warnings } of [libav, ffmpeg]) {
        assert.ok(fingerprint.sampling.missing > 0 && fingerprint.sampling.missing <= 24, encoder);
        assert.match(
          warnings.join('\n'),
          new RegExp(`${fingerprint.sampling.missing} of 120 frames could not be decoded`),
        );
        for (const [i, column] of fingerprint.columns.entries()) {
          if (column.frameTime !== null) assert.deepEqual(column.swatches, whole[i]!.swatches, `${encoder} ${i}`);
        }
      }
      // Every frame that FFmpeg gives, libav gives too.
      const times = new Set(libav.fingerprint.columns.map(({ frameTime }) => frameTime));
      for (const { frameTime } of ffmpeg.fingerprint.columns) assert.ok(frameTime === null || times.has(frameTime));
    }
  });
});
