import assert from 'node:assert/strict';
import { basename, join } from 'node:path';
import { describe, it } from 'node:test';
import type { FilmInfo } from '#core/frame/index';
import { greys, makeFrameRecipes, makeHiddenVp8, ONE_GROUP } from '../films/frame-recipes.ts';
import { makeFilm, type Ycbcr } from '../films/make-film.ts';
import { mediaFiles } from '../media.ts';
import type { TestedBackend } from './backends.ts';
import { decodeEverything, frameOnScreen } from './decode-oracle.ts';
import { type SampledFilm, sampleSource } from './sample-source.ts';

/** Films in high definition, which would take minutes to decode whole. Benchmarks cover them. */
const LONG = /agent327|one-by-one|big_buck_bunny/;

/**
 * Compare a backend's frames with an oracle that decodes everything: the same frame, and the same
 * picture to the bit.
 */
export async function assertExact(backend: TestedBackend, path: string, samples: number): Promise<void> {
  await readExactly(backend, path, samples);
}

/** Do so, and return what was compared. */
async function readExactly({ open }: TestedBackend, path: string, samples: number): Promise<SampledFilm> {
  // The second part begins with a seek.
  const film = await sampleSource(await open(path), samples, 2);
  const { shown } = film;
  const isShown = (seconds: number) => shown.some((frame) => Math.abs(seconds - frame.seconds) < 1e-6);
  const oracle = decodeEverything(path, isShown);
  assert.ok(shown.length > 0);
  for (const { instant, seconds, luma } of shown) {
    const expected = frameOnScreen(oracle, instant);
    assert.ok(expected, `no frame at ${instant}`);
    assert.ok(
      Math.abs(seconds - expected.seconds) < 1e-6,
      `at ${instant}: got the frame of ${seconds}, not of ${expected.seconds}`,
    );
    assert.ok(expected.luma !== null && luma.equals(expected.luma), `at ${instant}: another picture`);
  }
  return film;
}

/** Survey a film without decoding more than its first frame: the system's FFmpeg starts for each part. */
async function survey({ open }: TestedBackend, path: string): Promise<FilmInfo> {
  const source = await open(path);
  try {
    return (await source.survey()).info;
  } finally {
    source.close();
  }
}

/** A grey picture of 128x96 pixels with white margins. */
const framed =
  (left: number, top: number, right: number, bottom: number) =>
  (_: number, x: number, y: number): Ycbcr =>
    x < left || y < top || x >= 128 - right || y >= 96 - bottom ? [235, 128, 128] : [60, 128, 128];

/** Assert that a backend gives the whole inside of such a picture. */
async function assertInside({ open }: TestedBackend, path: string, width: number, height: number): Promise<void> {
  const { info, shown } = await sampleSource(await open(path), 1);
  assert.deepEqual([info.width, info.height], [width, height]);
  const { luma } = shown[0]!;
  assert.equal(luma.length, width * height);
  assert.ok(
    luma.every((code) => code < 120),
    'the margin is in the picture',
  );
}

/** Test a backend that gives frames. */
export function conformFrameSource(backend: TestedBackend, folder: string): void {
  const readWith = `read with ${backend.name}`;
  describe(`The frames of made films, ${readWith}`, () => {
    for (const [what, recipe] of Object.entries(makeFrameRecipes(folder))) {
      for (const samples of backend.instants) {
        it(`${what} has the frame on screen at ${samples} instants of 60 frames, to the bit, ${readWith}`, () =>
          assertExact(backend, makeFilm(recipe), samples));
      }
    }
  });

  const media = mediaFiles();
  describe(`The frames of real films, ${readWith}`, {
    skip: media.length === 0 && 'the real films (../shared/media) are not at hand',
  }, () => {
    for (const path of media.filter((file) => !LONG.test(file) && !backend.leavesOut.test(file))) {
      it(`${basename(path)} has the frame on screen at each instant, to the bit, ${readWith}`, () =>
        assertExact(backend, path, backend.mediaInstants));
    }
  });

  describe(`The facts of a film, ${readWith}`, () => {
    it(`a film lasts from its first frame to the end of its last frame, also with longer sound, ${readWith}`, async () => {
      const path = makeFilm({
        ...ONE_GROUP,
        path: join(folder, 'sound.mp4'),
        frames: 50,
        paint: greys,
        soundSeconds: 5,
      });
      const { info, damagedPackets } = await sampleSource(await backend.open(path), 5);
      const tick = info.timeBase.num / info.timeBase.den;
      assert.equal(Math.round((info.track.endTicks - info.track.firstTicks) * tick * 1000), 2000);
      assert.equal(info.track.frames, 50);
      assert.equal(damagedPackets, 0);
    });

    it(`frames that are never shown are not counted, ${readWith}`, async () => {
      const path = makeHiddenVp8(join(folder, 'hidden.ivf'));
      const { info, index } = await readExactly(backend, path, 60);
      assert.equal(index.pts.length, 60);
      assert.equal(info.track.frames, 48);
    });

    it(`the margins that a stream crops are not part of the picture, ${readWith}`, async () => {
      const path = makeFilm({
        path: join(folder, 'stream-crop.mp4'),
        frames: 1,
        width: 128,
        height: 96,
        paint: framed(10, 4, 28, 2),
        options: { 'x264-params': 'crop-rect=10,4,28,2' },
      });
      await assertInside(backend, path, 90, 90);
    });

    it(`a bare stream without times has its frames in order, each equally long, ${readWith}`, async () => {
      const path = makeFilm({
        path: join(folder, 'bare.h264'),
        frames: 60,
        isFlat: true,
        paint: greys,
        bFrames: 3,
      });
      const { info, shown } = await sampleSource(await backend.open(path), 60);
      assert.equal(info.track.frames, 60);
      assert.ok(
        Math.abs(((info.track.endTicks - info.track.firstTicks) * info.timeBase.num) / info.timeBase.den - 2.4) < 0.01,
      );
      for (const [i, { luma }] of shown.entries()) {
        assert.ok(Math.abs(luma[0]! - greys(i)[0]) <= 3, `frame ${i}: luma ${luma[0]}, not ${greys(i)[0]}`);
      }
    });

    for (const extension of ['mp4', 'mkv']) {
      it(`the margins that .${extension} crops are not part of the picture, in whole chroma samples, ${readWith}`, {
        skip: backend.isBlindToMargins,
      }, async () => {
        const path = makeFilm({
          path: join(folder, `container-crop.${extension}`),
          frames: 5,
          width: 128,
          height: 96,
          paint: framed(8, 4, 28, 2),
          margins: [5, 1, 9, 28],
        });
        await assertInside(backend, path, 90, 90);
      });
    }

    const ways: Record<string, { matrix: readonly [a: number, b: number, c: number, d: number]; turn: number }> = {
      upright: { matrix: [1, 0, 0, 1], turn: 0 },
      'on its right side': { matrix: [0, 1, -1, 0], turn: 90 },
      'upside down': { matrix: [-1, 0, 0, -1], turn: 180 },
      'on its left side': { matrix: [0, -1, 1, 0], turn: 270 },
      'mirrored left to right': { matrix: [-1, 0, 0, 1], turn: 0 },
      'mirrored about its rising diagonal': { matrix: [0, -1, -1, 0], turn: 90 },
      'mirrored top to bottom': { matrix: [1, 0, 0, -1], turn: 180 },
      'mirrored about its falling diagonal': { matrix: [0, 1, 1, 0], turn: 270 },
    };
    for (const [way, { matrix, turn }] of Object.entries(ways).filter(([way]) => backend.ways?.test(way) ?? true)) {
      it(`a film is shown ${way}, ${readWith}`, async () => {
        const [a, b, c, d] = matrix;
        // Moved so that no pixel has a negative position, as programs that write such matrices do.
        const place = [a + c < 0 ? 64 : 0, b + d < 0 ? 48 : 0];
        const displayMatrix = [a, b, 0, c, d, 0, ...place, 1];
        const path = makeFilm({
          ...ONE_GROUP,
          path: join(folder, 'shown.mp4'),
          frames: 2,
          paint: greys,
          displayMatrix,
        });
        const info = await survey(backend, path);
        assert.deepEqual([info.isMirrored, info.rotationDegrees], [way.startsWith('mirrored'), turn]);
        assert.deepEqual([info.width, info.height], [64, 48]);
      });
    }

    it(`colour tags are read, and missing tags are assumed by the size of the picture, ${readWith}`, async () => {
      const tagged = makeFilm({
        ...ONE_GROUP,
        path: join(folder, 'tagged.mp4'),
        frames: 3,
        paint: greys,
        matrix: 1,
        range: 2,
        title: 'Über',
      });
      const info = await survey(backend, tagged);
      assert.equal(info.title, 'Über');
      assert.equal(info.color.matrix, 'bt709');
      assert.equal(info.color.range, 'full');
      assert.deepEqual(info.color.assumed, ['transfer', 'primaries']);
      const untagged = makeFilm({ ...ONE_GROUP, path: join(folder, 'untagged.mp4'), frames: 3, paint: greys });
      const { color } = await survey(backend, untagged);
      assert.equal(color.matrix, 'smpte170m');
      assert.deepEqual(color.assumed, ['matrix', 'range', 'transfer', 'primaries']);
    });
  });
}
