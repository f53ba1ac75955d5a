import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { serializeFingerprint } from '#core/fingerprint/index';
import { type FilmPaletteOptions, type Fingerprint, findPalette } from '#node/app/internal';
import fc from '../../support/fast-check.ts';
import { columnOf, fingerprintOf, syntheticFingerprint } from '../../support/fingerprints/synthetic-fingerprint.ts';
import { writePng } from '../../support/pictures/write-png.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

const folder = makeTempFolder();
const work = {
  getRunner: () => {
    throw new Error('stills and fingerprints need no runner');
  },
};

type Rgb = readonly [number, number, number];

/** Find the palette of a picture of flat areas. The weight of an area is its number of rows. */
async function paletteOf(fields: readonly (readonly [Rgb, number])[], options: FilmPaletteOptions = {}) {
  const rows = fields.flatMap(([color, weight]) => Array<Rgb>(weight).fill(color));
  const codes = rows.flatMap((color) => Array<Rgb>(16).fill(color)).flat();
  const path = join(folder, 'fields.png');
  writeFileSync(path, writePng({ width: 16, height: rows.length, codes }));
  return (await findPalette(path, options, work)).swatches;
}

async function paletteOfFilm(film: Fingerprint, options: FilmPaletteOptions = {}) {
  const path = join(folder, 'film.json');
  writeFileSync(path, serializeFingerprint(film));
  return findPalette(path, options, work);
}

/** Colours far from each other: corners, and middles of edges and faces, of the RGB cube. */
const FAR = [0, 128, 255].flatMap((r) => [0, 128, 255].flatMap((g) => [0, 128, 255].map((b): Rgb => [r, g, b])));

describe('A palette', () => {
  it('a palette has exactly the requested number of colours, or all colours of a picture that has fewer', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray(FAR, { minLength: 1, maxLength: 20 }),
        fc.integer({ min: 1, max: 16 }),
        async (colors, wanted) => {
          const found = await paletteOf(
            colors.map((color, i) => [color, 1 + (i % 3)]),
            { colors: wanted },
          );
          assert.equal(found.length, Math.min(wanted, colors.length));
          assert.equal(new Set(found.map(({ color }) => color)).size, found.length);
        },
      ),
      { numRuns: 60, seed: 1 },
    );
  });

  it('a palette of automatic size has at most five colours, and only those a viewer can tell apart', async () => {
    const night: [Rgb, number][] = [0, 2, 4, 6, 8, 10].map((code) => [[code, code, code], 3]);
    assert.equal((await paletteOf(night)).length, 1);
    assert.equal((await paletteOf(night, { colors: 5 })).length, 5);
    assert.equal((await paletteOf(FAR.slice(0, 4).map((color) => [color, 5]))).length, 4);
    assert.equal((await paletteOf(FAR.map((color) => [color, 5]))).length, 5);
  });

  it('the shares of a palette are shares of the whole picture, also if colours are left out', async () => {
    const found = await paletteOf(
      [
        [[200, 30, 30], 6],
        [[30, 30, 200], 3],
        [[20, 160, 40], 1],
      ],
      { colors: 2, rank: 'area' },
    );
    assert.deepEqual(
      found.map(({ color, share }) => [color, share]),
      [
        ['#c81e1e', 0.6],
        ['#1e1ec8', 0.3],
      ],
    );
  });

  it('a palette is ordered by its rank: by area the dark colour comes first, by presence the bright one', async () => {
    const night: [Rgb, number][] = [
      [[8, 8, 10], 80],
      [[230, 170, 40], 20],
    ];
    assert.equal((await paletteOf(night, { rank: 'area' }))[0]!.color, '#08080a');
    assert.equal((await paletteOf(night))[0]!.color, '#e6aa28');
  });

  it('the palette of a grey picture has only greys', async () => {
    for (const { color } of await paletteOf(
      [20, 80, 140, 200, 250].map((code) => [[code, code, code], 4]),
      { colors: 4 },
    )) {
      assert.match(color, /^#(..)\1\1$/);
    }
  });

  it('a wrong option of a palette is refused before a file is read', async () => {
    for (const colors of [0, 17, 2.5, Number.NaN]) {
      await assert.rejects(findPalette('none.png', { colors }, work), {
        name: 'OptionError',
        message: /^`colors`: expected an integer from 1 to 16, got/,
      });
    }
    await assert.rejects(findPalette('none.png', { colors: '5' as never }, work), { name: 'OptionError' });
    await assert.rejects(
      findPalette('none.png', { rank: 'size' as never }, work),
      /^OptionError: `rank`: expected area or presence, got "size"/,
    );
    await assert.rejects(
      findPalette('none.png', { samples: 0 }, work),
      /^OptionError: `samples`: expected an integer from 1 up/,
    );
    await assert.rejects(findPalette(join(folder, 'none.png'), {}, work), { code: 'not-found' });
  });
});

describe('The palette of a film', () => {
  it('the palette of a film weighs the colours of all its columns by their shares', async () => {
    const columns = [
      ...Array.from({ length: 6 }, (_, i) => columnOf(i, '#c81e1e')),
      ...Array.from({ length: 3 }, (_, i) => ({
        ...columnOf(6 + i),
        swatches: [
          { color: '#1e1ec8', share: 0.9 },
          { color: '#14a028', share: 0.1 },
        ],
      })),
      { ...columnOf(9, '#000000'), frameTime: null, swatches: [] },
    ];
    const { swatches, title } = await paletteOfFilm(fingerprintOf(columns), { rank: 'area' });
    assert.deepEqual(swatches, [
      { color: '#c81e1e', share: 0.666667 },
      { color: '#1e1ec8', share: 0.3 },
      { color: '#14a028', share: 0.033333 },
    ]);
    assert.equal(title, fingerprintOf(columns).film.title);
  });

  it('the palette of a film has the requested number of colours, and is the same each time', async () => {
    const film = syntheticFingerprint(200);
    for (const colors of [1, 3, 8, 16]) {
      const { swatches } = await paletteOfFilm(film, { colors });
      assert.equal(swatches.length, colors);
      assert.deepEqual((await paletteOfFilm(film, { colors })).swatches, swatches);
    }
  });
});
