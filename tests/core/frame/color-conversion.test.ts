import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import Color from 'colorjs.io';
import { deltaE2000, srgb8ToLab, srgbToLinear } from '#core/color/index';
import {
  chooseConversion,
  createPixelSampler,
  describeConversion,
  type Picture,
  resolveColor,
} from '#core/frame/index';
import { encodePicture } from '../../support/pictures/encode-picture.ts';

type Triple = [number, number, number];

const read = (picture: Picture) => [...createPixelSampler()(picture)];

function assertNear(actual: readonly number[], expected: readonly number[], within: number, of = ''): void {
  for (const [i, value] of actual.entries()) {
    assert.ok(Math.abs(value - expected[i]!) <= within, `${of}: got ${value} at ${i}, expected ${expected[i]}`);
  }
}

const tagged = (transfer: string | null, primaries: string | null, matrix: string | null = null) =>
  resolveColor({ width: 1920, height: 1080, model: 'ycbcr', tags: { transfer, primaries, matrix, range: 'limited' } });

/** 27 colours: R', G' and B' are 0, 0.5 or 1. */
const PATTERN = Array.from(
  { length: 27 },
  (_, i): Triple => [(i % 3) / 2, (Math.floor(i / 3) % 3) / 2, Math.floor(i / 9) / 2],
);
const PATTERN_BYTES = PATTERN.flat().map((code) => Math.floor(255 * code + 0.5));

describe('Pictures of one pattern', () => {
  // ITU-T H.273 (07/2024), table 4.
  for (const [matrix, ...weights] of [
    ['bt709', 0.2126, 0.0722],
    ['bt470bg', 0.299, 0.114],
    ['smpte170m', 0.299, 0.114],
    ['fcc', 0.3, 0.11],
    ['smpte240m', 0.212, 0.087],
    ['bt2020nc', 0.2627, 0.0593],
  ] as const) {
    for (const range of ['limited', 'full'] as const) {
      it(`samples the same pixels from ${matrix}, ${range} range, at 8 to 16 bits`, () => {
        for (const bits of [8, 9, 10, 12, 14, 16]) {
          const tags = { matrix, range, transfer: 'bt709', primaries: 'bt709' };
          const pixels = read(encodePicture({ pixels: PATTERN, weights, bits, tags }));
          // 8-bit codes have coarser steps in luma and chroma than in R'G'B'.
          assertNear(pixels, PATTERN_BYTES, bits === 8 ? 2 : 1, `${bits} bits`);
        }
      });
    }
  }

  it('samples the same pixels from RGB and from grey, at 8 to 16 bits and in both ranges', () => {
    const greys = PATTERN.map(([r]): Triple => [r, r, r]);
    for (const bits of [8, 10, 12, 16]) {
      for (const range of ['limited', 'full'] as const) {
        assertNear(read(encodePicture({ pixels: PATTERN, model: 'rgb', bits, tags: { range } })), PATTERN_BYTES, 1);
        const expected = greys.flat().map((code) => Math.floor(255 * code + 0.5));
        assertNear(read(encodePicture({ pixels: greys, model: 'gray', bits, tags: { range } })), expected, 1);
      }
    }
  });

  it('samples the same pixels from HDR and wide gamut at 10, 12 and 16 bits', () => {
    for (const transfer of ['smpte2084', 'arib-std-b67', 'bt2020-10']) {
      const tags = { matrix: 'bt2020nc', transfer, primaries: 'bt2020' };
      const at = (bits: number, range: 'limited' | 'full') =>
        read(encodePicture({ pixels: PATTERN, weights: [0.2627, 0.0593], bits, tags: { ...tags, range } }));
      const expected = at(16, 'full');
      for (const [bits, range] of [
        [16, 'limited'],
        [12, 'limited'],
        [12, 'full'],
        [10, 'limited'],
        [10, 'full'],
      ] as const) {
        assertNear(at(bits, range), expected, bits === 10 ? 3 : 1, `${transfer}, ${bits} bits, ${range}`);
      }
    }
  });
});

describe('Pictures with alpha', () => {
  const pixels: Triple[] = [
    [1, 0.5, 0.2],
    [1, 0.5, 0.2],
    [1, 0.5, 0.2],
  ];
  const alpha = [1, 0.5, 0];

  it('composites alpha over black by scaling codes, as players do', () => {
    const expected = [255, 128, 51, 128, 64, 25, 0, 0, 0];
    for (const bits of [8, 10, 16]) {
      assertNear(read(encodePicture({ pixels, model: 'rgb', bits, alpha })), expected, 1, 'RGB');
      const tags = { matrix: 'bt709', range: 'limited', transfer: 'bt709', primaries: 'bt709' } as const;
      assertNear(read(encodePicture({ pixels, bits, alpha, tags })), expected, 2, "Y'CbCr");
    }
    const greys = pixels.map(([, g]): Triple => [g, g, g]);
    const grey = read(encodePicture({ pixels: greys, model: 'gray', alpha, tags: { range: 'full' } }));
    assertNear(grey, [128, 128, 128, 64, 64, 64, 0, 0, 0], 1, 'grey');
  });

  it('leaves opaque pixels unchanged and makes transparent ones black, in HDR too', () => {
    const tags = { matrix: 'bt2020nc', transfer: 'smpte2084', primaries: 'bt2020' };
    const recipe = { pixels, weights: [0.2627, 0.0593] as const, bits: 10, tags };
    const over = read(encodePicture({ ...recipe, alpha }));
    assert.deepEqual(over.slice(0, 3), read(encodePicture(recipe)).slice(0, 3));
    assert.deepEqual(over.slice(6), [0, 0, 0]);
  });
});

describe('The conversion to sRGB', () => {
  it('does not convert standard range on the primaries of BT.709 and older television', () => {
    for (const primaries of ['bt709', 'smpte170m', 'bt470bg', 'smpte240m', 'jedec-p22', null]) {
      assert.equal(chooseConversion(tagged('bt709', primaries)), null);
      assert.equal(describeConversion(tagged('bt709', primaries)), null);
    }
    assert.equal(chooseConversion(tagged(null, null)), null);
  });

  it('converts the gamut of wide primaries, and also the curve of HDR', () => {
    assert.deepEqual(chooseConversion(tagged('bt2020-10', 'bt2020')), { curve: 'srgb', primaries: 'bt2020' });
    assert.deepEqual(chooseConversion(tagged('bt709', 'smpte432')), { curve: 'srgb', primaries: 'smpte432' });
    assert.deepEqual(chooseConversion(tagged('smpte2084', 'smpte432')), { curve: 'pq', primaries: 'smpte432' });
    assert.deepEqual(chooseConversion(tagged('arib-std-b67', 'bt2020')), { curve: 'hlg', primaries: 'bt2020' });
    assert.deepEqual(chooseConversion(tagged('smpte2084', 'smpte428')), { curve: 'pq', primaries: 'smpte428' });
    assert.deepEqual(chooseConversion(tagged('bt709', 'bt470m')), { curve: 'srgb', primaries: 'bt470m' });
    assert.deepEqual(chooseConversion(tagged('linear', 'bt709')), { curve: 'linear', primaries: 'bt709' });
    assert.deepEqual(chooseConversion(tagged('smpte2084', 'unknown (13)')), { curve: 'pq', primaries: 'bt2020' });
  });

  it('describes a colour conversion in one line', () => {
    assert.equal(
      describeConversion(tagged('smpte2084', 'bt2020')),
      'HDR (PQ), tone mapped with white at 203 cd/m2, gamut mapped from bt2020; dynamic metadata (Dolby Vision, HDR10+) not used',
    );
    assert.equal(describeConversion(tagged('bt709', 'smpte432')), 'wide gamut, mapped from smpte432');
    assert.equal(describeConversion(tagged('linear', 'bt709')), 'coded as linear, to the codes of sRGB');
  });

  it('assumes BT.2020 for HDR without other tags, and lists it as assumed', () => {
    for (const transfer of ['smpte2084', 'arib-std-b67']) {
      const { matrix, primaries, assumed } = tagged(transfer, null);
      assert.deepEqual([matrix, primaries, assumed], ['bt2020nc', 'bt2020', ['matrix', 'primaries']]);
    }
    assert.equal(tagged(null, null, 'bt2020nc').primaries, 'bt2020');
    assert.equal(tagged(null, 'bt2020').matrix, 'bt2020nc');
    assert.equal(tagged('smpte2084', 'bt709', 'bt709').primaries, 'bt709');
  });
});

describe('A scene graded for standard range and for HDR', () => {
  // The ColorChecker's 24 patches in sRGB (BabelColor's averages), as reflectances.
  const CHECKER = (
    '735244 c29682 627a9d 576c43 8580b1 67bdaa d67e2c 505ba6 c15a63 5e3c6c 9dbc40 e0a32e ' +
    '383d96 469449 af363c e7c71f bb5695 0885a1 f3f3f2 c8c8c8 a0a0a0 7a7a79 555555 343434'
  )
    .split(' ')
    .map((hex) => [0, 2, 4].map((at) => srgbToLinear(Number.parseInt(hex.slice(at, at + 2), 16) / 255)) as Triple);

  const between = (from: string, to: string, color: readonly number[]) =>
    new Color(from, [...color] as Triple).to(to).coords as Triple;
  const map = (color: readonly number[], change: (value: number) => number) => color.map(change) as Triple;

  const standard = (pixels: Triple[]) =>
    encodePicture({ pixels, tags: { matrix: 'bt709', transfer: 'bt709', primaries: 'bt709' } });
  const hdr = (transfer: string, pixels: Triple[]) =>
    encodePicture({
      pixels,
      weights: [0.2627, 0.0593],
      bits: 10,
      tags: { matrix: 'bt2020nc', transfer, primaries: 'bt2020' },
    });

  /** The OETF of ITU-R BT.709-6, item 1.2. */
  const camera = (light: number) => (light < 0.018 ? 4.5 * light : 1.099 * light ** 0.45 - 0.099);

  /**
   * Display light in whites to HLG codes, BT.2408-8, section 5.1.3: through the inverse OOTF of a
   * display of 1,000 cd/m2.
   */
  const displayToHlg = (color: Triple): Triple => {
    const [r, g, b] = map(between('srgb-linear', 'rec2020-linear', color), (light) => (light * 203) / 1000);
    const luminance = 0.2627 * r + 0.678 * g + 0.0593 * b;
    const scene = map([r, g, b], (light) => (luminance > 0 ? light * luminance ** (-0.2 / 1.2) : 0));
    // colorjs.io puts white, 75 %, at 1.
    return between(
      'rec2100-linear',
      'rec2100hlg',
      map(scene, (light) => light * 3.7743),
    );
  };

  function differences(a: readonly number[], b: readonly number[]): { median: number; most: number } {
    const lab = (pixels: readonly number[], i: number) => srgb8ToLab(pixels[i]!, pixels[i + 1]!, pixels[i + 2]!);
    const all = Array.from({ length: a.length / 3 }, (_, i) => deltaE2000(lab(a, 3 * i), lab(b, 3 * i))).sort(
      (x, y) => x - y,
    );
    return { median: all[Math.floor(all.length / 2)]!, most: all.at(-1)! };
  }

  for (const exposure of [1, 0.5, 0.2, 0.05]) {
    const scene = CHECKER.map((patch) => map(patch, (light) => light * exposure));
    const codes = scene.map((patch) => map(patch, camera));
    // The standard grade on its display: BT.1886, with white at 203 cd/m2 (BT.2408).
    const shown = codes.map((patch) => map(patch, (code) => code ** 2.4));
    const expected = read(standard(codes));

    it(`gives HDR and standard grades the same colours at ${exposure} of full exposure: median CIEDE2000 below 1`, () => {
      const pq = hdr(
        'smpte2084',
        shown.map((patch) => between('srgb-linear', 'rec2100pq', patch)),
      );
      const hlg = hdr('arib-std-b67', shown.map(displayToHlg));
      for (const picture of [pq, hlg]) {
        const { median, most } = differences(read(picture), expected);
        assert.ok(median < 1 && most < 3, `median ${median}, most ${most}`);
      }
    });

    it(`gives different cameras similar colours at ${exposure} of full exposure: median CIEDE2000 below 5`, () => {
      const hlg = hdr(
        'arib-std-b67',
        scene.map((patch) => between('srgb-linear', 'rec2100hlg', patch)),
      );
      const { median, most } = differences(read(hlg), expected);
      assert.ok(median < 5 && most < 8, `median ${median}, most ${most}`);
    });
  }

  it('gives a scene the same colours in PQ and in HLG, up to four times white', () => {
    const lights = CHECKER.flatMap((patch) => [0.5, 1, 2, 4].map((gain) => map(patch, (light) => light * gain)));
    const pq = hdr(
      'smpte2084',
      lights.map((light) => between('srgb-linear', 'rec2100pq', light)),
    );
    const hlg = hdr('arib-std-b67', lights.map(displayToHlg));
    const { median, most } = differences(read(pq), read(hlg));
    assert.ok(median < 0.5 && most < 2, `median ${median}, most ${most}`);
  });
});
