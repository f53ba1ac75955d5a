import assert from 'node:assert/strict';
import { test } from 'node:test';
import Color from 'colorjs.io';
import {
  createPaletteExtractor,
  createRandom,
  extractPalette,
  kmeans,
  type Palette,
  SPACE_NAMES,
  type Space,
} from '#core/cluster/index';
import { formatHex, linearToSrgb8, parseHex, SRGB8_TO_LINEAR } from '#core/color/index';
import { checkFingerprintOptions } from '#node/app/internal';
import fc from '../../support/fast-check.ts';

const pictures = fc
  .array(fc.tuple(fc.nat(255), fc.nat(255), fc.nat(255)), { minLength: 1, maxLength: 150 })
  .map((colors) => Uint8Array.from(colors.flat()));
const clusters = fc.oneof(fc.constant('auto' as const), fc.integer({ min: 1, max: 32 }));
const space = fc.constantFrom(...SPACE_NAMES);

function flat(colors: Record<string, number>): Uint8Array {
  return Uint8Array.from(
    Object.entries(colors).flatMap(([hex, count]) => Array.from({ length: count }, () => parseHex(hex)).flat()),
  );
}

function hexes({ colors }: Pick<Palette, 'colors'>): string[] {
  return Array.from({ length: colors.length / 3 }, (_, i) =>
    formatHex(colors[3 * i]!, colors[3 * i + 1]!, colors[3 * i + 2]!),
  );
}

/** A shaded wall, a lamp and a red coat, with grain. */
function makeScene(seed: number): Uint8Array {
  const random = createRandom(seed);
  const pixels = new Uint8Array(160 * 90 * 3);
  for (let i = 0; i < 160 * 90; i++) {
    const [x, y] = [(i % 160) / 160, Math.floor(i / 160) / 90];
    let color = [70 + 60 * x, 60 + 45 * x, 50 + 30 * x];
    if ((x - 0.8) ** 2 + (y - 0.2) ** 2 < 0.02) color = [250, 225, 160];
    if (x > 0.2 && x < 0.3 && y > 0.5) color = [170, 25, 35];
    color.forEach((value, channel) => {
      pixels[3 * i + channel] = Math.min(255, Math.round(value + 10 * (random() - 0.5)));
    });
  }
  return pixels;
}

test('shares sum to 1 and fall, colours are distinct, and there are no more than asked or than the picture has', () => {
  fc.assert(
    fc.property(pictures, clusters, space, (pixels, k, space) => {
      const palette = extractPalette(pixels, { clusters: k, space });
      const distinct = new Set(hexes({ colors: pixels })).size;
      assert.equal(palette.colors.length, 3 * palette.shares.length);
      assert.ok(palette.shares.length >= 1);
      assert.ok(palette.shares.length <= Math.min(k === 'auto' ? 12 : k, distinct));
      assert.ok(palette.shares.every((share, i) => share > 0 && (i === 0 || share <= palette.shares[i - 1]!)));
      assert.ok(Math.abs(palette.shares.reduce((sum, share) => sum + share, 0) - 1) < 1e-9);
      assert.equal(new Set(hexes(palette)).size, palette.shares.length);
    }),
  );
});

test('the order of the pixels is irrelevant to the last bit', () => {
  fc.assert(
    fc.property(pictures, clusters, space, (pixels, k, space) => {
      const backward = new Uint8Array(pixels.length);
      for (let i = 0; i < pixels.length; i += 3) backward.set(pixels.subarray(i, i + 3), pixels.length - 3 - i);
      assert.deepEqual(
        extractPalette(backward, { clusters: k, space }),
        extractPalette(pixels, { clusters: k, space }),
      );
    }),
  );
});

test('equal pictures give equal palettes whatever came before, and pixels are left alone', () => {
  const extract = createPaletteExtractor();
  const scene = makeScene(3);
  const before = scene.slice();
  const first = extract(scene);
  extract(flat({ '#123456': 5 }));
  extract(makeScene(4));
  assert.deepEqual(extract(scene), first);
  assert.deepEqual(scene, before);
});

test('a grey picture of any kind gives swatches with r = g = b exactly', () => {
  const greys = fc.array(fc.nat(255), { minLength: 1, maxLength: 300 });
  fc.assert(
    fc.property(greys, clusters, space, (codes, k, space) => {
      const pixels = Uint8Array.from(codes.flatMap((code) => [code, code, code]));
      const { colors } = extractPalette(pixels, { clusters: k, space });
      for (let i = 0; i < colors.length; i += 3) assert.ok(colors[i] === colors[i + 1] && colors[i] === colors[i + 2]);
    }),
  );
});

test('a grey ramp gives several greys', () => {
  const ramp = Uint8Array.from({ length: 768 }, (_, i) => Math.floor(i / 3));
  const { shares } = extractPalette(ramp);
  assert.ok(shares.length >= 4 && shares.length <= 12, `${shares.length}`);
});

test('one colour, black, white or one pixel gives that colour alone', () => {
  for (const hex of ['#000000', '#ffffff', '#010203', '#c81e28', '#fffffe']) {
    for (const count of [1, 500]) {
      for (const k of ['auto', 1, 2, 7, 32] as const) {
        const palette = extractPalette(flat({ [hex]: count }), { clusters: k });
        assert.deepEqual(hexes(palette), [hex]);
        assert.deepEqual([...palette.shares], [1]);
      }
    }
  }
});

test('two colours give those two with their shares', () => {
  for (const k of ['auto', 2, 7] as const) {
    const palette = extractPalette(flat({ '#203040': 300, '#e0c080': 100 }), { clusters: k });
    assert.deepEqual(hexes(palette), ['#203040', '#e0c080']);
    assert.deepEqual([...palette.shares], [0.75, 0.25]);
  }
});

test('a flat picture of four colours gives exactly those four', () => {
  const four = { '#0d1b2a': 700, '#e0a030': 150, '#b02a30': 100, '#f0ead6': 50 };
  for (const k of ['auto', 4, 9] as const) {
    assert.deepEqual(hexes(extractPalette(flat(four), { clusters: k })), Object.keys(four));
  }
});

test('one swatch is the mean in linear light: black and white in equal parts are #bcbcbc, not #808080', () => {
  assert.deepEqual(hexes(extractPalette(flat({ '#000000': 8, '#ffffff': 8 }), { clusters: 1 })), ['#bcbcbc']);
  fc.assert(
    fc.property(pictures, (pixels) => {
      const { colors } = extractPalette(pixels, { clusters: 1 });
      colors.forEach((code, channel) => {
        const codes = pixels.filter((_, i) => i % 3 === channel);
        const light = codes.reduce((sum, value) => sum + SRGB8_TO_LINEAR[value]!, 0) / codes.length;
        // Summed in another order, so the last bits may fall on the other side of a half.
        assert.ok(code === linearToSrgb8(light * (1 - 1e-12)) || code === linearToSrgb8(light * (1 + 1e-12)));
      });
    }),
  );
});

test("with each swatch comes the nearest of the picture's own pixels, of equally near ones the darkest in red", () => {
  fc.assert(
    fc.property(pictures, clusters, space, (pixels, k, space) => {
      const { colors, pixels: nearest } = extractPalette(pixels, { clusters: k, space });
      assert.equal(nearest.length, colors.length);
      for (let c = 0; c < colors.length; c += 3) {
        const rows = Array.from({ length: pixels.length / 3 }, (_, i) => [...pixels.subarray(3 * i, 3 * i + 3)]);
        const distance = (row: number[]) => row.reduce((sum, code, axis) => sum + (code - colors[c + axis]!) ** 2, 0);
        const [best] = rows.sort(
          (x, y) => distance(x) - distance(y) || x[0]! - y[0]! || x[1]! - y[1]! || x[2]! - y[2]!,
        );
        assert.deepEqual([...nearest.subarray(c, c + 3)], best);
      }
    }),
  );
});

test('the space decides the centroid: black and #404040 in equal parts meet half-way in it', () => {
  const pixels = flat({ '#000000': 8, '#404040': 8, '#00ff00': 16 });
  const names = { oklab: 'oklab', rgb: 'srgb', lab: 'lab-d65' } as const;
  for (const space of SPACE_NAMES) {
    const half = new Color('#000000').mix('#404040', 0.5, { space: names[space] }).to('srgb');
    const code = Math.round(255 * half.coords[0]!);
    assert.deepEqual(hexes(extractPalette(pixels, { clusters: 2, space })).sort(), [
      '#00ff00',
      formatHex(code, code, code),
    ]);
  }
});

test('one swatch is the mean in linear light whatever the space', () => {
  for (const space of SPACE_NAMES) {
    assert.deepEqual(hexes(extractPalette(flat({ '#000000': 8, '#ffffff': 8 }), { clusters: 1, space })), ['#bcbcbc']);
  }
});

test('a flat picture of four colours gives those four in every space', () => {
  const four = { '#0d1b2a': 700, '#e0a030': 150, '#b02a30': 100, '#f0ead6': 50 };
  for (const space of SPACE_NAMES) assert.deepEqual(hexes(extractPalette(flat(four), { space })), Object.keys(four));
});

test('noise gives a palette within its bounds', () => {
  const random = createRandom(9);
  const noise = Uint8Array.from({ length: 43_200 }, () => Math.floor(random() * 256));
  assert.equal(extractPalette(noise, { clusters: 7 }).shares.length, 7);
  assert.ok(extractPalette(noise).shares.length <= 16);
});

test('grain and shading do not hide the red coat or the lamp, and the wall is not split into shades of one brown', () => {
  const palette = extractPalette(makeScene(1));
  const isNear = (hex: string) => (found: string) =>
    parseHex(found).every((code, channel) => Math.abs(code - parseHex(hex)[channel]!) <= 3);
  assert.ok(hexes(palette).some(isNear('#aa1923')));
  assert.ok(hexes(palette).some(isNear('#fae1a0')));
  assert.ok(palette.shares.length <= 5, hexes(palette).join(' '));
});

test('a seeded scene has these very colours and shares on every engine and machine', () => {
  const { colors, shares } = extractPalette(makeScene(1), { clusters: 5, seed: 1 });
  assert.deepEqual(hexes({ colors }), ['#635140', '#77614b', '#4e4236', '#fae1a0', '#aa1923']);
  assert.deepEqual(
    Array.from(shares, (share) => Math.round(share * 14_400)),
    [4802, 4221, 3822, 895, 660],
  );
});

test('the extractor rejects invalid options when created and invalid pixels when used', () => {
  for (const k of [0, 33, 2.5, -1, Number.NaN]) {
    assert.throws(() => createPaletteExtractor({ clusters: k }), {
      name: 'RangeError',
      message: `\`clusters\`: expected an integer from 1 to 32 or "auto", got ${k}`,
    });
  }
  assert.throws(() => createPaletteExtractor({ clusters: 'many' as 'auto' }), {
    name: 'TypeError',
    message: '`clusters`: expected an integer from 1 to 32 or "auto", got "many"',
  });
  assert.throws(() => createPaletteExtractor({ seed: -1 }), RangeError);
  assert.throws(() => createPaletteExtractor({ clusters: 1, space: 'hsl' as Space }), {
    name: 'RangeError',
    message: '`space`: expected oklab, rgb or lab, got "hsl"',
  });
  for (const k of ['auto', 1, 5] as const) {
    const extract = createPaletteExtractor({ clusters: k });
    assert.throws(() => extract(new Uint8Array(4)), RangeError);
    assert.throws(() => extract(new Uint8Array(0)), RangeError);
    assert.throws(() => extract('pixels' as unknown as Uint8Array), TypeError);
  }
});

test('the default seed is the one recorded in fingerprints', () => {
  const random = createRandom(9);
  const noise = Uint8Array.from({ length: 3 * 500 }, () => 256 * random());
  const { seed } = checkFingerprintOptions({});
  assert.deepEqual(extractPalette(noise, { clusters: 7 }), extractPalette(noise, { clusters: 7, seed }));
  assert.notDeepEqual(extractPalette(noise, { clusters: 7 }), extractPalette(noise, { clusters: 7, seed: 1 }));
  const [points, weights] = [Float64Array.from(noise), new Float64Array(500).fill(1)];
  assert.deepEqual(kmeans(points, weights, { clusters: 7 }), kmeans(points, weights, { clusters: 7, seed }));
  assert.notDeepEqual(kmeans(points, weights, { clusters: 7 }), kmeans(points, weights, { clusters: 7, seed: 1 }));
});

/** Black and white pixels, 8 in a row. */
const paint = (rows: readonly string[]): Uint8Array =>
  Uint8Array.from([...rows.join('')].flatMap((cell) => (cell === '#' ? [0, 0, 0] : [255, 255, 255])));

const halves = paint(Array<string>(8).fill('####....'));
const checkers = paint(Array.from({ length: 8 }, (_, row) => (row % 2 === 0 ? '#.#.#.#.' : '.#.#.#.#')));

test('contiguity is the share of neighbours that have the same colour', () => {
  for (const k of ['auto', 2] as const) {
    // Of each half 24 pairs side by side and 28 one below the other count for both pixels, and 8 pairs cross the middle.
    assert.deepEqual([...extractPalette(halves, { clusters: k }, 8).contiguity!], [104 / 112, 104 / 112]);
    assert.deepEqual([...extractPalette(checkers, { clusters: k }, 8).contiguity!], [0, 0]);
  }
});

test('a picture of one colour is contiguous, and so is its mean', () => {
  const grey = flat({ '#808080': 64 });
  for (const k of ['auto', 7, 1] as const) {
    assert.deepEqual([...extractPalette(grey, { clusters: k }, 8).contiguity!], [1]);
    assert.deepEqual([...extractPalette(grey.subarray(0, 3), { clusters: k }, 1).contiguity!], [1]);
  }
  assert.deepEqual([...extractPalette(checkers, { clusters: 1 }, 8).contiguity!], [1]);
});

test('the pixels of blends along edges count for the colour that takes their share', () => {
  const rows = Array.from({ length: 90 }, () => [
    ...Array<string>(100).fill('#000000'),
    '#a0a0a0',
    ...Array<string>(59).fill('#ffffff'),
  ]);
  const pixels = Uint8Array.from(rows.flat().flatMap((hex) => parseHex(hex)));
  const { colors, contiguity } = extractPalette(pixels, {}, 160);
  assert.deepEqual(hexes({ colors }), ['#000000', '#ffffff']);
  // One seam of 90 pairs between two colours, whatever lay in it.
  const pairs = (across: number) => 2 * (90 * (across - 1) + 89 * across);
  assert.deepEqual([...contiguity!], [pairs(100) / (pairs(100) + 90), pairs(60) / (pairs(60) + 90)]);
});

test('contiguity is from 0 to 1, changes no colour, and is the same of a picture turned upside down', () => {
  fc.assert(
    fc.property(pictures, clusters, space, (pixels, k, space) => {
      const across = pixels.length % 2 === 0 ? pixels.length / 6 : pixels.length / 3;
      const { contiguity, ...palette } = extractPalette(pixels, { clusters: k, space }, across);
      assert.deepEqual(palette, extractPalette(pixels, { clusters: k, space }));
      assert.equal(contiguity!.length, palette.shares.length);
      assert.ok(contiguity!.every((value) => value >= 0 && value <= 1));
      const turned = Uint8Array.from({ length: pixels.length }, (_, i) => pixels[pixels.length - 3 - i + 2 * (i % 3)]!);
      assert.deepEqual(extractPalette(turned, { clusters: k, space }, across).contiguity, contiguity);
    }),
  );
});

test('rejects a row of pixels that does not divide the picture', () => {
  const pixels = flat({ '#808080': 6 });
  for (const k of ['auto', 1] as const) {
    for (const across of [0, 4, 7, 1.5])
      assert.throws(() => extractPalette(pixels, { clusters: k }, across), RangeError);
    assert.throws(() => extractPalette(pixels, { clusters: k }, '3' as unknown as number), TypeError);
  }
});
