import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { linearSrgbToOklab, oklabToSrgb8, SRGB8_TO_LINEAR } from '#core/color/index';
import { createPixelMeter, HUE_BINS, hueBin } from '#core/fingerprint/index';
import fc from '../../support/fast-check.ts';

const measure = createPixelMeter();
const code = fc.nat(255);
const pixelLists = fc.array(fc.tuple(code, code, code), { minLength: 1, maxLength: 300 });

const oklabOf = ([r, g, b]: readonly number[]) =>
  linearSrgbToOklab(SRGB8_TO_LINEAR[r!]!, SRGB8_TO_LINEAR[g!]!, SRGB8_TO_LINEAR[b!]!);

const isNear = (actual: number, expected: number, within: number, what: string) =>
  assert.ok(Math.abs(actual - expected) <= within, `${what}: ${actual} is not within ${within} of ${expected}`);

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const deviation = (values: readonly number[]) => Math.sqrt(mean(values.map((value) => (value - mean(values)) ** 2)));

describe('The measures of a picture', () => {
  it('measures pixels independently of their order and of earlier pictures', () => {
    fc.assert(
      fc.property(pixelLists, fc.integer(), (pixels, seed) => {
        const shuffled = pixels.map((pixel, i) => ({ pixel, key: Math.sin(seed + i) })).sort((x, y) => x.key - y.key);
        const there = measure(Uint8Array.from(pixels.flat()));
        const back = measure(Uint8Array.from(shuffled.flatMap(({ pixel }) => pixel)));
        assert.deepEqual(back, there);
      }),
    );
  });

  it('measures like a direct implementation of Hasler & Suesstrunk, Peli and OKLab', () => {
    fc.assert(
      fc.property(pixelLists, (pixels) => {
        const { lightness, contrast, chroma, colorfulness } = measure(Uint8Array.from(pixels.flat()));
        const rg = pixels.map(([r, g]) => r - g);
        const yb = pixels.map(([r, g, b]) => (r + g) / 2 - b);
        const sigma = Math.hypot(deviation(rg), deviation(yb));
        const mu = Math.hypot(mean(rg), mean(yb));
        isNear(colorfulness, sigma + 0.3 * mu, 0.00501, 'colourfulness');
        const oklab = pixels.map(oklabOf);
        const L = oklab.map(([light]) => light);
        // Bins combine similar colours. The maximum error is that of pairs of corners of a bin (all
        // were tested): 0.012, 0.031 and 0.018.
        isNear(lightness, mean(L), 0.013, 'lightness');
        isNear(contrast, deviation(L), 0.032, 'contrast');
        isNear(chroma, mean(oklab.map(([, a, b]) => Math.hypot(a, b))), 0.019, 'chroma');
      }),
    );
  });

  it('measures distinct colours near black separately', () => {
    const dark = fc.array(fc.tuple(fc.nat(15), fc.nat(15), fc.nat(15)), { minLength: 1, maxLength: 300 });
    fc.assert(
      fc.property(dark, (pixels) => {
        const { lightness, contrast, chroma } = measure(Uint8Array.from(pixels.flat()));
        const oklab = pixels.map(oklabOf);
        const L = oklab.map(([light]) => light);
        isNear(lightness, mean(L), 1e-4, 'lightness');
        isNear(contrast, deviation(L), 1e-4, 'contrast');
        isNear(chroma, mean(oklab.map(([, a, b]) => Math.hypot(a, b))), 1e-4, 'chroma');
      }),
    );
  });

  it('measures a single colour exactly', () => {
    fc.assert(
      fc.property(code, code, code, fc.integer({ min: 1, max: 40 }), (r, g, b, n) => {
        const { lightness, contrast, chroma, hues } = measure(
          Uint8Array.from(Array.from({ length: n }, () => [r, g, b]).flat()),
        );
        const [L, A, B] = oklabOf([r, g, b]);
        isNear(lightness, L, 1e-4, 'lightness');
        isNear(chroma, Math.hypot(A, B), 1e-4, 'chroma');
        assert.equal(contrast, 0);
        assert.ok(hues.filter((part) => part > 0).length <= 1);
      }),
    );
  });

  it('measures greys without chroma and without warmth', () => {
    fc.assert(
      fc.property(fc.array(code, { minLength: 1, maxLength: 100 }), (greys) => {
        const measures = measure(Uint8Array.from(greys.flatMap((grey) => [grey, grey, grey])));
        assert.equal(measures.chroma, 0);
        assert.equal(measures.colorfulness, 0);
        assert.equal(measures.warm, null);
        assert.deepEqual(measures.hues, Array(HUE_BINS).fill(0));
      }),
    );
  });

  it('measures hues that sum to chroma', () => {
    fc.assert(
      fc.property(pixelLists, (pixels) => {
        const { chroma, hues } = measure(Uint8Array.from(pixels.flat()));
        isNear(
          hues.reduce((sum, part) => sum + part, 0),
          chroma,
          (HUE_BINS + 1) * 0.5e-4,
          'sum',
        );
      }),
    );
  });

  it('measures fire as warm and water as cool', () => {
    const warmth = (...rgb: number[]) => measure(Uint8Array.from(rgb)).warm;
    for (const fire of [
      [255, 0, 0],
      [255, 128, 0],
      [255, 220, 0],
      [120, 60, 20],
      [220, 170, 140],
    ])
      assert.equal(warmth(...fire), 1);
    for (const water of [
      [0, 0, 255],
      [0, 200, 255],
      [0, 128, 128],
      [0, 255, 100],
      [60, 60, 120],
    ])
      assert.equal(warmth(...water), 0);
    assert.equal(warmth(255, 0, 0, 128, 128, 128), 1);
  });

  it('counts clearly coloured pixels as vivid, but not noise', () => {
    const vivid = (...rgb: number[]) => measure(Uint8Array.from(rgb)).vivid;
    assert.equal(vivid(128, 128, 128, 60, 80, 60, 143, 128, 116, 140, 128, 143), 0);
    assert.equal(vivid(128, 128, 128, 100, 148, 100, 0, 0, 255, 200, 152, 152), 0.75);
  });

  it('rejects an empty list of pixels', () => {
    assert.throws(() => measure(new Uint8Array()), RangeError);
    assert.throws(() => measure(new Uint8Array(4)), RangeError);
  });
});

describe('A bin of hues', () => {
  it('bins hues by 15 degrees, from +a towards +b', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 360, noNaN: true }),
        fc.double({ min: 1e-6, max: 0.4, noNaN: true }),
        (h, c) => {
          fc.pre(Math.abs(h / 15 - Math.round(h / 15)) > 1e-9);
          const angle = (h * Math.PI) / 180;
          assert.equal(hueBin(c * Math.cos(angle), c * Math.sin(angle)), Math.floor(h / 15) % HUE_BINS);
        },
      ),
    );
  });

  it('bins colours of OKLab hue 50 correctly', () => {
    const [r, g, b] = oklabToSrgb8(0.6, 0.1 * 0.6428, 0.1 * 0.766);
    const { hues } = measure(Uint8Array.of(r, g, b));
    assert.ok(hues[3]! > 0.09);
  });
});
