import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { type Fingerprint, serializeFingerprint } from '#core/fingerprint/index';
import { type FingerprintOptions, fingerprintFilm } from '#node/app/internal';
import { refreshed } from '../../support/films/frame-recipes.ts';
import { makeFilm } from '../../support/films/make-film.ts';
import { FFMPEG_SKIP } from '../../support/reading/backends.ts';
import { shareRunner } from '../../support/reading/shared-runner.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

const folder = makeTempFolder();
const FRAMES = 60;

async function run(path: string, jobs: number, options: FingerprintOptions): Promise<Fingerprint> {
  const runner = shareRunner(jobs);
  return (await fingerprintFilm(path, { samples: FRAMES, clusters: 3, ...options }, { runner })).fingerprint;
}

describe('A film with recovery points, which refreshes each picture in parts', () => {
  const films = Object.fromEntries(
    ['mp4', 'avi'].map((container) => [
      container,
      makeFilm({ path: join(folder, `film.${container}`), frames: FRAMES, ...refreshed }),
    ]),
  );
  /** Their fingerprints with a column per frame. */
  const whole: Record<string, Fingerprint> = {};

  it('a film with recovery points has a column per frame, the same for 1 and 3 processes', async () => {
    const path = films.mp4!;
    const results = [];
    for (const jobs of [1, 3]) results.push(await run(path, jobs, {}));
    assert.equal(results[0]!.sampling.missing, 0);
    assert.equal(new Set(results[0]!.columns.map(({ frameTime }) => frameTime)).size, FRAMES);
    const texts = results.map(serializeFingerprint);
    assert.equal(texts[1], texts[0]);
    whole.mp4 = results[0]!;
  });

  // Packets of MP4 have presentation times, packets of AVI have none.
  for (const container of ['mp4', 'avi']) {
    it(`the draft of a film with recovery points has the columns of its key frames (${container})`, async () => {
      const path = films[container]!;
      whole[container] ??= await run(path, 1, {});
      const { columns } = whole[container];
      const draft = await run(path, 1, { mode: 'draft' });
      assert.deepEqual(
        draft.columns.map(({ frameTime }) => frameTime),
        [0, 0.48, 0.96, 1.44, 1.92],
      );
      for (const { frameTime, swatches } of draft.columns) {
        assert.deepEqual(swatches, columns.find((column) => column.frameTime === frameTime)!.swatches);
      }
    });
  }

  it("a film with recovery points has the same columns and the same draft with the system's FFmpeg", {
    skip: FFMPEG_SKIP,
  }, async () => {
    const path = films.avi!;
    for (const mode of ['exact', 'draft'] as const) {
      const expected = (mode === 'exact' && whole.avi) || (await run(path, 1, { mode }));
      assert.deepEqual((await run(path, 1, { mode, backend: 'ffmpeg' })).columns, expected.columns);
    }
  });
});

describe('An AVI film of key frames', () => {
  it("an AVI film of key frames has the same draft with the system's FFmpeg", { skip: FFMPEG_SKIP }, async () => {
    const path = makeFilm({ ...refreshed, path: join(folder, 'keys.avi'), frames: 24, gop: 12, options: {} });
    const expected = await run(path, 1, { mode: 'draft' });
    assert.equal(expected.columns.length, 2);
    assert.deepEqual((await run(path, 1, { mode: 'draft', backend: 'ffmpeg' })).columns, expected.columns);
  });
});
