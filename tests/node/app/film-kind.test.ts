import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { findColumnKind, findFilmKind } from '#core/fingerprint/index';
import { type Fingerprint, fingerprintFilm } from '#node/app/internal';
import { makeFilm, type Paint } from '../../support/films/make-film.ts';
import { validateFingerprint } from '../../support/fingerprints/validate-fingerprint.ts';
import { mediaFile, needs } from '../../support/media.ts';
import { shareRunner } from '../../support/reading/shared-runner.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

const folder = makeTempFolder();

async function fingerprint(path: string, clusters: number | 'auto' = 'auto', samples = 20): Promise<Fingerprint> {
  const options = { samples, clusters, loudness: false };
  return (await fingerprintFilm(path, options, { runner: shareRunner(1) })).fingerprint;
}

/** Shades that move, from 25 to 225, like the luma of grass and faces in a silent film. */
const shade = (frame: number, x: number, y: number): number =>
  25 + ((x * 3 + 5 * Math.floor(y / 8) + frame * 2 + 30 * ((x >> 4) & 3)) % 200);

/** Noise from -size to size without a visible pattern: a hash of the position. */
function noise(frame: number, x: number, y: number, size: number): number {
  let hash = Math.imul(frame + 1, 0x9e3779b1) ^ Math.imul(x + 1, 0x85ebca6b) ^ Math.imul(y + 1, 0xc2b2ae35);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return (((hash >>> 9) % 1000) / 999) * 2 * size - size;
}

const noisyGrey =
  (size: number): Paint =>
  (frame, x, y) => [
    shade(frame, x, y),
    Math.round(128 + noise(frame, x, y, size)),
    Math.round(128 + noise(frame, x + 9999, y, size)),
  ];

/** A print toned in one hue, strongest in the mid-tones, with noise in its chroma. */
const toned =
  (cb: number, cr: number): Paint =>
  (frame, x, y) => {
    const luma = shade(frame, x, y);
    const depth = (4 * luma * (255 - luma)) / 255 ** 2;
    return [
      luma,
      Math.round(128 + cb * depth + noise(frame, x, y, 2)),
      Math.round(128 + cr * depth + noise(frame, x, y + 77, 2)),
    ];
  };

const colored: Paint = (frame, x, y) => [shade(frame, x, y), 90 + ((x + frame) % 76), 90 + ((y * 2 + frame) % 76)];

const film = (name: string, paint: Paint, crf = 23, frames = 80) =>
  makeFilm({ path: join(folder, name), frames, width: 160, height: 90, paint, options: { crf: String(crf) } });

const isGrey = (hex: string) => hex.slice(1, 3) === hex.slice(3, 5) && hex.slice(1, 3) === hex.slice(5, 7);
const colorsOf = ({ columns }: Fingerprint) =>
  columns.flatMap(({ swatches }) => swatches.flatMap(({ color, pixel = color }) => [color, pixel]));

describe('A black-and-white film', () => {
  for (const [size, crf] of [
    [0, 23],
    [4, 12],
    [8, 28],
  ] as const) {
    let path: string | undefined;
    for (const clusters of ['auto', 7] as const) {
      it(`a grey film with chroma noise of ${size} codes at CRF ${crf} has only greys (${clusters} clusters)`, async () => {
        path ??= film(`grey-${size}.mp4`, noisyGrey(size), crf);
        const made = await fingerprint(path, clusters);
        assert.equal(findFilmKind(made.columns).kind, 'neutral');
        assert.deepEqual(
          colorsOf(made).filter((color) => !isGrey(color)),
          [],
        );
        validateFingerprint(made);
        for (const { swatches } of made.columns) {
          assert.equal(new Set(swatches.map(({ color }) => color)).size, swatches.length);
          assert.ok(Math.abs(swatches.reduce((sum, { share }) => sum + share, 0) - 1) < 1e-4);
          assert.deepEqual(
            swatches.map(({ share }) => share),
            swatches.map(({ share }) => share).sort((a, b) => b - a),
          );
        }
        if (size > 0) assert.ok(made.clustering.neutralized! > 0);
      });
    }
  }

  it('a black-and-white film with one coloured scene stays black-and-white, and the scene keeps its colours', async () => {
    const paint: Paint = (frame, x, y) => (frame >= 40 && frame < 44 ? colored : noisyGrey(3))(frame, x, y);
    const { columns } = await fingerprint(film('accent.mp4', paint), 'auto', 40);
    assert.equal(findFilmKind(columns).kind, 'neutral');
    const kinds = columns.map((column) => findColumnKind(column));
    assert.deepEqual(
      kinds.map((kind, i) => (kind === 'color' ? i : -1)).filter((i) => i >= 0),
      [20, 21],
    );
    assert.ok(columns[20]!.swatches.some(({ color }) => !isGrey(color)));
    assert.ok(columns[19]!.swatches.every(({ color }) => isGrey(color)));
  });
});

describe('A tinted film', () => {
  for (const [name, cb, cr] of [
    ['sepia', -28, 20],
    ['faint sepia', -12, 8],
    ['blue night', 34, -14],
  ] as const) {
    it(`a film toned in ${name} is detected as tinted`, async () => {
      const made = await fingerprint(film(`${name}.mp4`, toned(cb, cr)));
      const { kind, shares } = findFilmKind(made.columns);
      assert.equal(kind, 'tinted');
      assert.ok(shares.tinted > 0.95, JSON.stringify(shares));
      assert.equal(made.clustering.neutralized, 0);
    });
  }

  it('a film whose tint changes from scene to scene is detected as tinted', async () => {
    const scenes = [toned(-28, 20), toned(34, -14), toned(-20, -20), noisyGrey(2)];
    const paint: Paint = (frame, x, y) => scenes[Math.floor(frame / 20)]!(frame, x, y);
    const { kind, shares } = findFilmKind((await fingerprint(film('scenes.mp4', paint))).columns);
    assert.equal(kind, 'tinted');
    assert.ok(Math.abs(shares.neutral - 0.25) < 0.06, JSON.stringify(shares));
  });
});

describe('A colour film', () => {
  it('a colour film is not detected as tinted or black-and-white, and keeps its colours', async () => {
    const made = await fingerprint(film('colored.mp4', colored));
    assert.equal(findFilmKind(made.columns).kind, 'color');
    assert.equal(made.clustering.neutralized, 0);
  });

  for (const name of ['agent327_480p.mp4', 'big_buck_bunny_0_30.webm', 'sintel_trailer_full_480x204_noaudio.mp4']) {
    it(`the real film ${name} is detected as a colour film`, needs(mediaFile(name)), async () => {
      assert.equal(findFilmKind((await fingerprint(mediaFile(name)!)).columns).kind, 'color');
    });
  }
});
