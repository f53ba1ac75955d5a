import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { makeCodedFilm, readPatches, type Triple } from '../../support/films/coded-film.ts';
import { TESTED_BACKENDS } from '../../support/reading/backends.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

// Encoders for the tests, written from ITU-T H.273 (07/2024) and the standards it refers to,
// without code of the program.

/**
 * sRGB codes inside the gamut, so that no gamut mapping applies: strong colours, white, black,
 * grey, skin, sky, leaves, a dark blue.
 */
const PATCHES: readonly Triple[] = [
  [240, 50, 40],
  [60, 230, 50],
  [50, 60, 240],
  [255, 255, 255],
  [0, 0, 0],
  [128, 128, 128],
  [194, 150, 130],
  [98, 122, 157],
  [87, 108, 67],
  [20, 16, 60],
];
const CODES = PATCHES.map((patch) => patch.map((code) => code / 255) as unknown as Triple);

const multiply = (rows: readonly (readonly number[])[], [a, b, c]: Triple): Triple =>
  rows.map(([p, q, r]) => p! * a + q! * b + r! * c) as unknown as Triple;
const each = (curve: (value: number) => number, triple: Triple): Triple => triple.map(curve) as unknown as Triple;

/** Section 8.3, equations for narrow and full range: luma, and two differences from -0.5 to 0.5. */
const quantizeYcc = ([y, cb, cr]: Triple, isFull = false): Triple =>
  isFull
    ? [65_535 * y, 65_535 * cb + 32_768, 65_535 * cr + 32_768]
    : [256 * (219 * y + 16), 256 * (224 * cb + 128), 256 * (224 * cr + 128)];
const quantizeLuma = (value: number) => 256 * (219 * value + 16);

/** MatrixCoefficients 8: sums of R'G'B' codes that are already scaled to the range. */
function ycgco(rgb: Triple): Triple {
  const [r, g, b] = each(quantizeLuma, rgb);
  return [0.5 * g + 0.25 * (r + b), 0.5 * g - 0.25 * (r + b) + 32_768, 0.5 * (r - b) + 32_768];
}

const weighted =
  (kr: number, kb: number) =>
  ([r, g, b]: Triple): Triple => {
    const y = kr * r + (1 - kr - kb) * g + kb * b;
    return quantizeYcc([y, (b - y) / (2 * (1 - kb)), (r - y) / (2 * (1 - kr))]);
  };

/** ITU-R BT.2020-2, table 3: the reference curve of a camera, and its inverse. */
const camera = (light: number) => (light < 0.0181 ? 4.5 * light : 1.0993 * light ** 0.45 - 0.0993);
const scene = (code: number) => (code < 0.08145 ? code / 4.5 : ((code + 0.0993) / 1.0993) ** (1 / 0.45));

/**
 * ITU-R BT.2020-2, table 4, constant luminance, with its four divisors. The divisors for other
 * weights follow from the weights.
 */
const constantLuminance =
  (kr: number, kb: number, [blueLow, blueHigh, redLow, redHigh]: readonly number[]) =>
  ([r, g, b]: Triple): Triple => {
    const y = camera(kr * scene(r) + (1 - kr - kb) * scene(g) + kb * scene(b));
    return quantizeYcc([y, (b - y) / (b <= y ? blueLow! : blueHigh!), (r - y) / (r <= y ? redLow! : redHigh!)]);
  };

/**
 * Section 8.3: K_R and K_B from the x and y of primaries and a white. PAL is the 625-line system of
 * BT.601.
 */
function weigh(
  [xr, yr]: readonly [number, number],
  [xg, yg]: readonly [number, number],
  [xb, yb]: readonly [number, number],
  [xw, yw]: readonly [number, number],
) {
  const [zr, zg, zb, zw] = [1 - xr - yr, 1 - xg - yg, 1 - xb - yb, 1 - xw - yw];
  const under = yw * (xr * (yg * zb - yb * zg) + xg * (yb * zr - yr * zb) + xb * (yr * zg - yg * zr));
  return {
    kr: (yr * (xw * (yg * zb - yb * zg) + yw * (xb * zg - xg * zb) + zw * (xg * yb - xb * yg))) / under,
    kb: (yb * (xw * (yr * zg - yg * zr) + yw * (xg * zr - xr * zg) + zw * (xr * yg - xg * yr))) / under,
  };
}
const PAL = weigh([0.64, 0.33], [0.29, 0.6], [0.15, 0.06], [0.3127, 0.329]);

/** IEC 61966-2-1. */
const toLight = (code: number) => (code <= 0.04045 ? code / 12.92 : ((code + 0.055) / 1.055) ** 2.4);
const toCode = (light: number) => (light <= 0.0031308 ? 12.92 * light : 1.055 * light ** (1 / 2.4) - 0.055);
// The primaries of 1953 to XYZ with a D50 white, and from there to linear sRGB. Whites are adapted
// with the Bradford method: http://www.brucelindbloom.com/index.html?Eqn_RGB_XYZ_Matrix.html.
const NTSC_TO_D50 = [
  [0.6343706, 0.1852204, 0.144629],
  [0.3109496, 0.5915984, 0.097452],
  [-0.0011817, 0.0555518, 0.7708399],
];
const FROM_D50 = [
  [3.1338561, -1.6168667, -0.4906146],
  [-0.9787684, 1.9161415, 0.033454],
  [0.0719453, -0.2289914, 1.4052427],
];
/** Linear sRGB to XYZ, IEC 61966-2-1. */
const TO_XYZ = [
  [0.4123908, 0.3575843, 0.1804808],
  [0.212639, 0.7151687, 0.0721923],
  [0.0193308, 0.1191948, 0.9505322],
];

/** SMPTE ST 2084. */
function pq(nits: number): number {
  const y = (Math.max(0, nits) / 10_000) ** 0.1593017578125;
  return ((0.8359375 + 18.8515625 * y) / (1 + 18.6875 * y)) ** 78.84375;
}
/** ITU-R BT.2100-2, table 5. */
const hlg = (light: number) =>
  light <= 1 / 12 ? Math.sqrt(3 * light) : 0.17883277 * Math.log(12 * light - 0.28466892) + 0.55991073;
/** BT.709 to BT.2020, ITU-R BT.2087-0, with two more digits. */
const TO_2020 = [
  [0.627404, 0.329283, 0.043313],
  [0.069097, 0.91954, 0.011362],
  [0.016391, 0.088013, 0.895595],
];
/** Light of the patches on the primaries of BT.2020, white 1. */
const LIGHT_2020 = CODES.map((codes) => multiply(TO_2020, each(toLight, codes)));

/** ITU-R BT.2100-2, tables 6 and 7. */
const ictcp =
  (curve: (light: number) => number, [t, p]: readonly Triple[]) =>
  (rgb: Triple): Triple => {
    const lms = multiply(
      [
        [1688 / 4096, 2146 / 4096, 262 / 4096],
        [683 / 4096, 2951 / 4096, 462 / 4096],
        [99 / 4096, 309 / 4096, 3688 / 4096],
      ],
      rgb,
    );
    return quantizeYcc(
      multiply([[0.5, 0.5, 0], each((n) => n / 4096, t!), each((n) => n / 4096, p!)], each(curve, lms)),
    );
  };

const folder = makeTempFolder();

function assertNear(actual: readonly (readonly number[])[], expected: readonly (readonly number[])[], within: number) {
  for (const [i, patch] of actual.entries()) {
    const isNear = patch.every((code, channel) => Math.abs(code - expected[i]![channel]!) <= within);
    assert.ok(isNear, `patch ${i}: got ${patch}, expected ${expected[i]}`);
  }
}

type Format = 'yuv444p16le' | 'gbrp16le';
type Tags = Parameters<typeof makeCodedFilm>[3];

/** Codes in the order of FFmpeg's planes of RGB: green, blue, red. */
const asGbr = ([r, g, b]: Triple): Triple => [g, b, r];

const SDR = { range: 'tv', transfer: 'bt709', primaries: 'bt709' };
const BT2020_DIVISORS = [1.9404, 1.5816, 1.7184, 0.9936];
const PAL_DIVISORS = [
  2 * camera(1 - PAL.kb),
  2 * (1 - camera(PAL.kb)),
  2 * camera(1 - PAL.kr),
  2 * (1 - camera(PAL.kr)),
];

/** Films whose correct colours are the patches themselves. */
const FILMS: readonly (readonly [what: string, Format, Tags, (rgb: Triple) => Triple])[] = [
  ['YCgCo', 'yuv444p16le', { ...SDR, matrix: 'ycgco' }, ycgco],
  [
    'planes of green, blue and red in a format of Y, Cb and Cr',
    'yuv444p16le',
    { ...SDR, matrix: 'gbr' },
    (rgb) => each(quantizeLuma, asGbr(rgb)),
  ],
  ['FCC', 'yuv444p16le', { ...SDR, matrix: 'fcc' }, weighted(0.3, 0.11)],
  ['SMPTE 240M', 'yuv444p16le', { ...SDR, matrix: 'smpte240m' }, weighted(0.212, 0.087)],
  [
    'BT.2020 constant luminance',
    'yuv444p16le',
    { ...SDR, matrix: 'bt2020c', transfer: 'bt2020-10' },
    constantLuminance(0.2627, 0.0593, BT2020_DIVISORS),
  ],
  [
    'a matrix derived from primaries',
    'yuv444p16le',
    { ...SDR, matrix: 'chroma-derived-nc', primaries: 'bt470bg' },
    weighted(PAL.kr, PAL.kb),
  ],
  [
    'constant luminance derived from primaries',
    'yuv444p16le',
    { ...SDR, matrix: 'chroma-derived-c', primaries: 'bt470bg' },
    constantLuminance(PAL.kr, PAL.kb, PAL_DIVISORS),
  ],
  [
    'linear light',
    'gbrp16le',
    { range: 'pc', transfer: 'linear', primaries: 'bt709' },
    (rgb) => asGbr(each((code) => 65_535 * toLight(code), rgb)),
  ],
  [
    'logarithms over two decades',
    'gbrp16le',
    { range: 'pc', transfer: 'log100', primaries: 'bt709' },
    (rgb) => asGbr(each((code) => 65_535 * (toLight(code) < 0.01 ? 0 : 1 + Math.log10(toLight(code)) / 2), rgb)),
  ],
  [
    'logarithms over two and a half decades',
    'gbrp16le',
    { range: 'pc', transfer: 'log316', primaries: 'bt709' },
    (rgb) =>
      asGbr(each((code) => 65_535 * (toLight(code) < 10 ** -2.5 ? 0 : 1 + Math.log10(toLight(code)) / 2.5), rgb)),
  ],
  [
    // SMPTE ST 428-1, 8.2.
    'the XYZ of a cinema',
    'gbrp16le',
    { range: 'pc', transfer: 'smpte428', primaries: 'smpte428' },
    (rgb) => asGbr(each((light) => 65_535 * ((48 * light) / 52.37) ** (1 / 2.6), multiply(TO_XYZ, each(toLight, rgb)))),
  ],
];
/** Logarithmic transfers have no code for part of the light of the darkest patch. */
const DARKEST = PATCHES.length - 1;

/**
 * FFmpeg starts several times for each film. These films cover all tags that FFmpeg names
 * differently, and each kind of decoder.
 */
const FFMPEG_FILMS = /YCgCo|green, blue|constant luminance$|cinema/;

for (const backend of ['libav', 'ffmpeg'] as const) {
  describe(`Colour tags, read with ${backend}`, { skip: TESTED_BACKENDS[backend].skip }, () => {
    for (const [what, format, tags, encode] of FILMS) {
      if (backend === 'ffmpeg' && !FFMPEG_FILMS.test(what)) continue;
      it(`colours coded with ${what} are decoded correctly by ${backend}`, async () => {
        const path = makeCodedFilm(join(folder, 'film.mkv'), CODES.map(encode), format, tags);
        const { patches, warnings, info } = await readPatches(backend, path);
        const end = what.startsWith('logarithms') ? DARKEST : PATCHES.length;
        assertNear(patches.slice(0, end), PATCHES, 1);
        assert.deepEqual(warnings, []);
        assert.deepEqual(info.color.assumed, []);
      });
    }

    for (const [what, curve, transfer, chroma] of [
      [
        'PQ',
        (light: number) => pq(203 * light),
        'smpte2084',
        [
          [6610, -13613, 7003],
          [17933, -17390, -543],
        ],
      ],
      [
        'HLG',
        (light: number) => hlg(0.3 * light),
        'arib-std-b67',
        [
          [3625, -7465, 3840],
          [9500, -9212, -288],
        ],
      ],
    ] as const) {
      if (backend === 'ffmpeg' && what === 'HLG') continue;
      it(`ICtCp of ${what} has the colours of Y'CbCr, read with ${backend}`, async () => {
        const tags = { range: 'tv', transfer, primaries: 'bt2020' };
        const coded = LIGHT_2020.map((light) => weighted(0.2627, 0.0593)(each(curve, light)));
        const one = makeCodedFilm(join(folder, 'one.mkv'), coded, 'yuv444p16le', { ...tags, matrix: 'bt2020nc' });
        const other = makeCodedFilm(
          join(folder, 'other.mkv'),
          LIGHT_2020.map(ictcp(curve, chroma as unknown as readonly Triple[])),
          'yuv444p16le',
          { ...tags, matrix: 'ictcp' },
        );
        const { patches, warnings, info } = await readPatches(backend, other);
        assertNear(patches, (await readPatches(backend, one)).patches, 2);
        assert.deepEqual([info.color.matrix, info.color.assumed, warnings], ['ictcp', [], []]);
      });
    }

    it(`a colour tag that cannot be read is reported in a warning and in assumed, by ${backend}`, async () => {
      const coded = CODES.map(weighted(0.2126, 0.0722));
      const read = async (tags: Tags, format: 'yuv444p16le' | 'yuv420p16le' = 'yuv444p16le') =>
        readPatches(backend, makeCodedFilm(join(folder, 'film.mkv'), coded, format, { ...SDR, ...tags }));
      const subsampled = await read({ matrix: 'gbr' }, 'yuv420p16le');
      assert.match(subsampled.warnings.join(), /matrix is tagged rgb, which is not supported; smpte170m was assumed/);
      assert.deepEqual(subsampled.info.color.assumed, ['matrix']);
      const standard = await read({ matrix: 'ictcp' });
      assert.match(standard.warnings.join(), /matrix is tagged ictcp/);
      assert.deepEqual(standard.info.color.assumed, ['matrix']);
    });

    if (backend === 'ffmpeg') return;
    it("SMPTE ST 2085 (Y'D'zD'x) has the colours of Y'CbCr", async () => {
      const coded = LIGHT_2020.map((light) => weighted(0.2627, 0.0593)(each((one) => pq(203 * one), light)));
      const one = makeCodedFilm(join(folder, 'one.mkv'), coded, 'yuv444p16le', {
        ...{ matrix: 'bt2020nc', range: 'tv', transfer: 'smpte2084', primaries: 'bt2020' },
      });
      const ydzdx = CODES.map((codes) => {
        const [x, y, z] = each((light) => pq(203 * light), multiply(TO_XYZ, each(toLight, codes)));
        return quantizeYcc([y, (0.986566 * z - y) / 2, (x - 0.991902 * y) / 2]);
      });
      const other = makeCodedFilm(join(folder, 'other.mkv'), ydzdx, 'yuv444p16le', {
        ...{ matrix: 'smpte2085', range: 'tv', transfer: 'smpte2084', primaries: 'smpte428' },
      });
      assertNear((await readPatches(backend, other)).patches, (await readPatches(backend, one)).patches, 2);
    });

    it('colours with the primaries of 1953 or of film stock are converted to sRGB, and white stays white', async () => {
      const coded = CODES.map((codes) => each((code) => 65_535 * code, asGbr(codes)));
      const read = async (primaries: string) => {
        const tags = { range: 'pc', transfer: 'bt709', primaries };
        return (await readPatches(backend, makeCodedFilm(join(folder, 'film.mkv'), coded, 'gbrp16le', tags))).patches;
      };
      const ntsc = await read('bt470m');
      // The other patches are outside of sRGB.
      const inside = [3, 4, 5, 6, 7, 8];
      const light = (i: number) => multiply(FROM_D50, multiply(NTSC_TO_D50, each(toLight, CODES[i]!)));
      const expected = inside.map((i) => each((one) => 255 * toCode(one), light(i)));
      assertNear(
        inside.map((i) => ntsc[i]!),
        expected,
        1,
      );
      const film = await read('film');
      assertNear([film[3]!, film[5]!], [PATCHES[3]!, PATCHES[5]!], 0);
      assert.notDeepEqual(film[6], PATCHES[6]);
    });
  });
}
