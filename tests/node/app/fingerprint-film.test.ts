import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, it } from 'node:test';
import { parseHex } from '#core/color/index';
import { serializeFingerprint } from '#core/fingerprint/index';
import {
  createLocalRunner,
  type Fingerprint,
  type FingerprintEvent,
  type FingerprintOptions,
  fingerprintFilm,
  type SpanRunner,
} from '#node/app/internal';
import { makeFilm } from '../../support/films/make-film.ts';
import { validateFingerprint } from '../../support/fingerprints/validate-fingerprint.ts';
import { mediaFile, mediaFiles, needs } from '../../support/media.ts';
import { shareRunner } from '../../support/reading/shared-runner.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

const folder = makeTempFolder();

const fingerprint = (
  path: string,
  options: FingerprintOptions = {},
  jobs = 1,
  onEvent?: (event: FingerprintEvent) => void,
) => fingerprintFilm(path, options, { runner: shareRunner(jobs), onEvent });

const isNear = (hex: string, [r, g, b]: readonly number[], within = 4) =>
  [r, g, b].every((value, i) => Math.abs(Number.parseInt(hex.slice(1 + 2 * i, 3 + 2 * i), 16) - value!) <= within);

/** Red, green and blue in BT.709, limited range. */
const PRIMARIES = [
  { codes: [63, 102, 240], rgb: [255, 0, 0] },
  { codes: [173, 42, 26], rgb: [0, 255, 0] },
  { codes: [32, 240, 118], rgb: [0, 0, 255] },
] as const;

describe('The fingerprint of a film', () => {
  it('the fingerprint of a film is the same to the byte for 1 and 3 processes', async () => {
    const paint = (frame: number, x: number, y: number) =>
      [30 + ((x * 3 + frame) % 180), 90 + ((y + frame) % 70), 100 + ((x + y) % 60)] as const;
    const film = makeFilm({
      path: join(folder, 'textured.mp4'),
      frames: 60,
      width: 160,
      height: 90,
      paint,
      bFrames: 3,
    });
    const texts = [];
    for (const jobs of [1, 3])
      texts.push(serializeFingerprint((await fingerprint(film, { samples: 50 }, jobs)).fingerprint));
    assert.equal(texts[1], texts[0]);
  });

  it(
    'the fingerprint of a real film is the same to the byte for 1 and 3 processes',
    needs(mediaFile('sintel_trailer_full_480x204_noaudio.mp4')),
    async () => {
      const film = mediaFile('sintel_trailer_full_480x204_noaudio.mp4')!;
      const texts = [];
      for (const jobs of [1, 3])
        texts.push(serializeFingerprint((await fingerprint(film, { samples: 20 }, jobs)).fingerprint));
      assert.equal(texts[1], texts[0]);
    },
  );

  it('each column has the colours of the film at its time', async () => {
    const paint = (frame: number) => PRIMARIES[Math.floor(frame / 25)]!.codes;
    const film = makeFilm({ path: join(folder, 'cuts.mp4'), frames: 75, isFlat: true, paint, matrix: 1, range: 1 });
    const { columns } = (await fingerprint(film, { samples: 30 })).fingerprint;
    assert.equal(columns.length, 30);
    for (const { time, frameTime, swatches } of columns) {
      const { rgb } = PRIMARIES[Math.floor(time)]!;
      assert.equal(swatches.length, 1, `at ${time}`);
      assert.ok(isNear(swatches[0]!.color, rgb), `at ${time}: ${swatches[0]!.color}, not ${rgb}`);
      assert.ok(frameTime !== null && frameTime <= time && time - frameTime < 0.04 + 1e-6);
    }
  });

  it('a column has every colour of its frame, with its share', async () => {
    const paint = (_: number, x: number) => PRIMARIES[x < 80 ? 0 : x < 112 ? 1 : 2]!.codes;
    const film = makeFilm({
      path: join(folder, 'stripes.mp4'),
      frames: 5,
      width: 160,
      height: 90,
      paint,
      matrix: 1,
      range: 1,
    });
    const { columns } = (await fingerprint(film, { samples: 1 })).fingerprint;
    const { swatches } = columns[0]!;
    assert.equal(swatches.length, 3, JSON.stringify(swatches));
    for (const [i, share] of [0.5, 0.3, 0.2].entries()) assert.ok(Math.abs(swatches[i]!.share - share) < 0.01);
    assert.ok(Math.abs(swatches.reduce((sum, { share }) => sum + share, 0) - 1) < 1e-4);
  });

  it('the samples, from and to options set the number of columns and the sampled part', async () => {
    const film = makeFilm({
      path: join(folder, 'stretch.mp4'),
      frames: 100,
      isFlat: true,
      paint: () => [100, 128, 128],
    });
    const { fingerprint: part } = await fingerprint(film, { samples: 4, from: 1, to: 3 });
    assert.deepEqual(
      part.columns.map(({ time }) => time),
      [1.25, 1.75, 2.25, 2.75],
    );
    assert.deepEqual([part.sampling.from, part.sampling.to, part.film.durationSeconds], [1, 3, 4]);
    const { fingerprint: all, warnings } = await fingerprint(film, { samples: 1000, to: 99 });
    assert.equal(all.columns.length, 100);
    assert.match(warnings.join('\n'), /there are 100 frames/);
    assert.match(warnings.join('\n'), /the film ends after 4 s/);
    const one = join(folder, 'one-frame.mp4');
    makeFilm({ path: one, frames: 1, isFlat: true, paint: () => [100, 128, 128] });
    const { warnings: single } = await fingerprint(one, { samples: 5 });
    assert.deepEqual(single, ['there is 1 frame, so 1 instant was sampled, not 5']);
  });

  it('trimming leaves out black at both ends, and stores which part of the film is left', async () => {
    // 2 s of black, 3 s of film with one black second, 1 s of black, at 25 frames per second.
    const isLit = (frame: number) => (frame >= 50 && frame < 75) || (frame >= 100 && frame < 125);
    const film = makeFilm({
      path: join(folder, 'ends.mp4'),
      frames: 150,
      isFlat: true,
      paint: (frame) => [isLit(frame) ? 120 : 16, 128, 128],
    });
    const all = (await fingerprint(film, { samples: 60 })).fingerprint;
    assert.deepEqual([all.columns.length, all.sampling.from, all.sampling.to], [60, 0, 6]);
    const { fingerprint: trimmed, warnings } = await fingerprint(film, { samples: 60, trim: 'black' });
    assert.deepEqual(warnings, []);
    assert.deepEqual([trimmed.sampling.samples, trimmed.sampling.from, trimmed.sampling.to], [30, 2, 5]);
    assert.deepEqual(trimmed.columns, all.columns.slice(20, 50));
    const again = (await fingerprint(film, { samples: 30, from: 2, to: 5 })).fingerprint;
    assert.deepEqual(trimmed.columns, again.columns);
  });

  it('trimming keeps a film that is entirely black, with a warning', async () => {
    const film = makeFilm({ path: join(folder, 'black.mp4'), frames: 20, isFlat: true, paint: () => [16, 128, 128] });
    const { fingerprint: result, warnings } = await fingerprint(film, { samples: 5, trim: 'black' });
    assert.equal(result.columns.length, 5);
    assert.match(warnings.join('\n'), /nothing but black/);
  });

  it('the size of a rotated film is its size when shown upright', async () => {
    const film = mediaFile('nasa_13013_rotated.mp4');
    if (film === null) return;
    const { film: facts } = (await fingerprint(film, { samples: 1 })).fingerprint;
    assert.deepEqual([facts.width, facts.height, facts.rotationDegrees], [270, 480, 270]);
  });

  it('the fingerprint of a mirrored film is marked as mirrored, and has the same colours', async () => {
    const paint = (_: number, x: number) => PRIMARIES[x < 32 ? 0 : 2]!.codes;
    const recipe = { frames: 3, width: 64, height: 48, paint, matrix: 1, range: 1 } as const;
    const plain = makeFilm({ path: join(folder, 'plain.mp4'), ...recipe });
    const displayMatrix = [0, 1, 0, 1, 0, 0, 0, 0, 1];
    const mirrored = makeFilm({ path: join(folder, 'mirrored.mp4'), ...recipe, displayMatrix });
    const expected = (await fingerprint(plain, { samples: 1, crop: 'none' })).fingerprint;
    const result = (await fingerprint(mirrored, { samples: 1, crop: 'none' })).fingerprint;
    validateFingerprint(result);
    const { width, height, rotationDegrees } = result.film;
    assert.deepEqual([result.film.mirrored, rotationDegrees, width, height], [true, 270, 48, 64]);
    assert.deepEqual([expected.film.mirrored, expected.film.width], [undefined, 64]);
    assert.deepEqual(result.columns, expected.columns);
  });

  it('each column is reported exactly once while the film is read', async () => {
    const film = makeFilm({
      path: join(folder, 'events.mp4'),
      frames: 40,
      isFlat: true,
      paint: (frame) => [20 + 5 * frame, 128, 128],
    });
    const events: FingerprintEvent[] = [];
    const { fingerprint: result } = await fingerprint(film, { samples: 20 }, 3, (event) => events.push(event));
    assert.equal(events[0]?.type, 'surveyed');
    const columns = events.filter((event) => event.type === 'column');
    assert.deepEqual(
      columns.map(({ index }) => index).sort((a, b) => a - b),
      Array.from({ length: 20 }, (_, i) => i),
    );
    for (const { index, column } of columns) assert.deepEqual(column, result.columns[index]);
  });

  it('a film that was replaced by another file of the same name is read from the new file in every process', async () => {
    const paint = (luma: number) => (frame: number, x: number) => [luma + (frame % 3) + (x % 9), 110, 140] as const;
    const path = join(folder, 'again.mp4');
    const make = (luma: number) => makeFilm({ path, frames: 60, gop: 12, paint: paint(luma) });
    const first = (await fingerprint(make(60), { samples: 30, crop: 'none', pictures: false })).fingerprint;
    // Most programs write another file and rename it. A process that has the film open keeps the
    // old file.
    rmSync(path);
    const again = (await fingerprint(make(160), { samples: 30, crop: 'none', pictures: false })).fingerprint;
    for (const [{ columns }, code] of [
      [first, 51],
      [again, 168],
    ] as const) {
      for (const { time, swatches } of columns) {
        assert.ok(
          swatches.every(({ color }) => Math.abs(parseHex(color)[1] - code) < 20),
          `at ${time}`,
        );
      }
    }
  });

  it('the fingerprint does not depend on the order in which a runner returns frames', async () => {
    const film = makeFilm({
      path: join(folder, 'order.mp4'),
      frames: 90,
      isFlat: true,
      paint: (frame) => [20 + 2 * frame, 110, 140],
    });
    const expected = (await fingerprint(film, { samples: 45 })).fingerprint;
    const local = shareRunner(1);
    let turn = Promise.resolve();
    const backwards: SpanRunner = {
      ...local,
      concurrency: 3,
      async run(task, onFrame) {
        const frames: Parameters<typeof onFrame>[0][] = [];
        const report = await local.run(task, (frame) => frames.push(frame));
        turn = turn.then(() => frames.reverse().forEach(onFrame));
        await turn;
        return report;
      },
    };
    const { fingerprint: result } = await fingerprintFilm(film, { samples: 45 }, { runner: backwards });
    assert.deepEqual(result, expected);
  });

  it('stopping a fingerprint rejects with the reason of the abort signal', async () => {
    const film = makeFilm({ path: join(folder, 'stopped.mp4'), frames: 90, isFlat: true, paint: () => [90, 128, 128] });
    const controller = new AbortController();
    const runner = createLocalRunner({ jobs: 1, signal: controller.signal });
    const work = fingerprintFilm(
      film,
      { samples: 90 },
      { runner, onEvent: () => controller.abort(new Error('enough')) },
    );
    await assert.rejects(work, /enough/);
  });
});

describe('Real films from shared/media', {
  skip: mediaFiles().length === 0 && 'the real films (../shared/media) are not at hand',
}, () => {
  for (const path of mediaFiles()) {
    it(`the fingerprint of ${basename(path)} matches its schema`, async () => {
      const { fingerprint: result } = await fingerprintFilm(
        path,
        { samples: 4, crop: 'none' },
        { runner: shareRunner(1) },
      );
      validateFingerprint(result);
      check(result);
    });
  }
});

/** Check what is true of every fingerprint. */
function check({ columns, sampling }: Fingerprint): void {
  assert.equal(sampling.missing, 0);
  for (const [i, { time, frameTime, swatches }] of columns.entries()) {
    assert.ok(frameTime !== null && frameTime <= time + 1e-6);
    assert.ok(i === 0 || time > columns[i - 1]!.time);
    assert.ok(Math.abs(swatches.reduce((sum, { share }) => sum + share, 0) - 1) < 1e-4);
    assert.equal(new Set(swatches.map(({ color }) => color)).size, swatches.length, 'a colour is repeated');
    assert.deepEqual(
      swatches.map(({ share }) => share),
      swatches.map(({ share }) => share).toSorted((a, b) => b - a),
    );
  }
}

describe('Colours of test patterns', () => {
  const patterns: Record<string, readonly number[]> = {
    'bt601_full_range.mp4': [0xee, 0x0e, 0x0e],
    'bt601_limited_range.mp4': [0xfe, 0x00, 0x00],
    'bt709_full_range.mp4': [0xff, 0x24, 0x0a],
  };
  for (const [name, rgb] of Object.entries(patterns)) {
    it(`the test pattern ${name} has the red that its colour tags mean`, needs(mediaFile(name)), async () => {
      // The lower part of the red bar of the pattern, which contains only red.
      const { width, height } = (await fingerprint(mediaFile(name)!, { samples: 1 })).fingerprint.film;
      const crop = { x: 8, y: Math.round(0.8 * height), width: width / 8, height: height / 8 };
      const { columns } = (await fingerprint(mediaFile(name)!, { samples: 1, clusters: 1, crop })).fingerprint;
      const color = columns[0]!.swatches[0]!.color;
      assert.ok(isNear(color, rgb, 2), `${color} is not ${rgb}`);
    });
  }
});
