import assert from 'node:assert/strict';
import { test } from 'node:test';
import Color from 'colorjs.io';
import {
  bt1886ToLinear,
  createSrgbConverter,
  linearSrgbToOklab,
  mapToSrgbGamut,
  nitsToPq,
  type Primaries,
  type SrgbConverter,
  type TransferCurve,
  toneMap,
} from '#core/color/index';
import fc from '../../support/fast-check.ts';

type Triple = [number, number, number];
type Space = 'srgb' | 'srgb-linear' | 'rec2020-linear' | 'rec2100-linear' | 'rec2100pq' | 'p3';

const unit = fc.double({ min: 0, max: 1, noNaN: true });
const between = (from: Space, to: Space, color: Triple) => new Color(from, color).to(to).coords as Triple;

const converters = new Map<string, SrgbConverter>();

/** Convert code values, 0 to 1. */
function convert(curve: TransferCurve, primaries: Primaries, pixels: readonly Triple[]): Triple[] {
  const out = new Uint8Array(3 * pixels.length);
  const key = `${curve} ${primaries}`;
  const converter = converters.get(key) ?? createSrgbConverter(curve, primaries);
  converters.set(key, converter);
  converter(
    Float64Array.from(pixels.flat(), (code) => 255 * code),
    out,
  );
  return pixels.map((_, i) => [...out.subarray(3 * i, 3 * i + 3)] as Triple);
}

function assertNear(actual: readonly number[], expected: readonly number[], within: number, of: unknown): void {
  for (const [i, value] of actual.entries()) {
    assert.ok(Math.abs(value - expected[i]!) <= within, `got ${actual}, expected ${expected} of ${of}`);
  }
}

/** The same way in plain sight: colorjs.io's matrices, no tables. Light in whites of 203 cd/m2. */
function display([r, g, b]: Triple): number[] {
  const strongest = Math.max(r, g, b);
  const scale = strongest > 0 ? toneMap(strongest) / strongest : 1;
  return mapToSrgbGamut(r * scale, g * scale, b * scale).map((light) => 255 * light ** (1 / 2.4));
}

/** Colours at 0.1 to 4,000 cd/m2: the primaries, their mixtures, greys, skin (the two of the ColorChecker). */
const PATCHES: Triple[] = [0.1, 1, 10, 26, 58, 100, 203, 400, 1000, 4000].flatMap((nits) =>
  (
    [
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
      [0, 1, 1],
      [1, 0, 1],
      [1, 1, 0],
      [1, 1, 1],
      [0.28, 0.2, 0.15],
      [0.62, 0.46, 0.37],
    ] as const
  ).map((rgb) => rgb.map((light) => (light * nits) / 203) as Triple),
);

test('PQ patches of BT.2020 colours come out as computed with colorjs.io', () => {
  const codes = PATCHES.map((patch) => between('rec2100-linear', 'rec2100pq', patch));
  for (const [i, actual] of convert('pq', 'bt2020', codes).entries()) {
    assertNear(actual, display(between('rec2020-linear', 'srgb-linear', PATCHES[i]!)), 0.51, PATCHES[i]);
  }
});

test('PQ patches of sRGB and P3 colours come out as computed with colorjs.io, on either primaries', () => {
  for (const patch of PATCHES) {
    const wide = between('srgb-linear', 'rec2020-linear', patch);
    const [actual] = convert('pq', 'bt2020', [between('rec2100-linear', 'rec2100pq', wide)]);
    assertNear(actual!, display(patch), 0.6, patch);
  }
  fc.assert(
    fc.property(unit, unit, unit, (r, g, b) => {
      const light = between('rec2100pq', 'rec2100-linear', [r, g, b]);
      const inSrgb = new Color('p3-linear', light).to('srgb-linear').coords as Triple;
      assertNear(convert('pq', 'smpte432', [[r, g, b]])[0]!, display(inSrgb), 0.6, [r, g, b]);
    }),
  );
});

test('HLG colours come out as computed from the formulas of BT.2100', () => {
  const A = 0.17883277;
  const scene = (code: number) =>
    code <= 0.5 ? code ** 2 / 3 : (Math.exp((code - (0.5 - A * Math.log(4 * A))) / A) + 1 - 4 * A) / 12;
  fc.assert(
    fc.property(unit, unit, unit, (...codes) => {
      fc.pre(Math.max(...codes) > 0.05); // what is darker has a code of 2 or 3, where the gamut is not looked at so closely
      const light = codes.map(scene) as Triple;
      const gain = (1000 / 203) * (0.2627 * light[0] + 0.678 * light[1] + 0.0593 * light[2]) ** 0.2;
      const inSrgb = between('rec2020-linear', 'srgb-linear', light.map((value) => gain * value) as Triple);
      assertNear(convert('hlg', 'bt2020', [codes])[0]!, display(inSrgb), 0.6, codes);
    }),
    { numRuns: 500 },
  );
});

test('standard range on P3 comes out as computed with colorjs.io', () => {
  fc.assert(
    fc.property(unit, unit, unit, (...codes) => {
      const mapped = mapToSrgbGamut(...between('p3', 'srgb-linear', codes));
      const expected = between('srgb-linear', 'srgb', [...mapped]).map((code) => 255 * code);
      assertNear(convert('srgb', 'smpte432', [codes])[0]!, expected, 0.6, codes);
    }),
  );
});

test('reference white is 245 in PQ and in HLG, black 0, the brightest PQ code 255', () => {
  const white = nitsToPq(203);
  assert.deepEqual(convert('pq', 'bt2020', [[white, white, white]]), [[245, 245, 245]]);
  assert.deepEqual(convert('hlg', 'bt2020', [[0.75, 0.75, 0.75]]), [[245, 245, 245]]);
  assert.deepEqual(
    convert('pq', 'bt2020', [
      [0, 0, 0],
      [1, 1, 1],
    ]),
    [
      [0, 0, 0],
      [255, 255, 255],
    ],
  );
});

test('greys stay grey exactly, and never darken as their codes rise', () => {
  const ramp = Array.from({ length: 4096 }, (_, i): Triple => [i / 4095, i / 4095, i / 4095]);
  for (const curve of ['srgb', 'pq', 'hlg'] as const) {
    for (const primaries of ['bt2020', 'smpte432', 'smpte431'] as const) {
      let before = 0;
      for (const [r, g, b] of convert(curve, primaries, ramp)) {
        assert.ok(r === g && g === b);
        assert.ok(r >= before);
        before = r;
      }
    }
  }
});

test('greys stay grey at the very code values where rounding changes its mind', () => {
  for (const curve of ['pq', 'hlg'] as const) {
    const grey = (code: number) => convert(curve, 'bt2020', [[code, code, code]])[0]!;
    for (let at = 8; at < 255; at += 8) {
      let [low, high] = [0, 1];
      while ((low + high) / 2 > low && (low + high) / 2 < high) {
        const middle = (low + high) / 2;
        if (grey(middle)[1] < at) low = middle;
        else high = middle;
      }
      for (const code of [low, high]) assert.equal(new Set(grey(code)).size, 1, `${curve} ${code}`);
    }
  }
});

test('greys of standard range keep their codes on wide primaries', () => {
  const codes = Array.from({ length: 256 }, (_, code): Triple => [code / 255, code / 255, code / 255]);
  for (const [code, pixel] of convert('srgb', 'bt2020', codes).entries()) assert.deepEqual(pixel, [code, code, code]);
});

test('highlights roll off without turning: a colour of sRGB has the same hue at 100 cd/m2 and at 4,000', () => {
  const hue = (codes: Triple) => {
    const [, a, b] = linearSrgbToOklab(...(codes.map((code) => bt1886ToLinear(code / 255)) as Triple));
    return { chroma: Math.hypot(a, b), degrees: (Math.atan2(b, a) * 180) / Math.PI };
  };
  fc.assert(
    fc.property(unit, unit, unit, fc.double({ min: 100, max: 4000, noNaN: true }), (r, g, b, nits) => {
      fc.pre(Math.max(r, g, b) - Math.min(r, g, b) > 0.1);
      const most = Math.max(r, g, b);
      const at = (peak: number) =>
        between('srgb-linear', 'rec2100pq', [r, g, b].map((light) => (light / most) * (peak / 203)) as Triple);
      const [dim, bright] = convert('pq', 'bt2020', [at(100), at(nits)]).map(hue);
      fc.pre(dim!.chroma > 0.05);
      const turn = Math.abs(((dim!.degrees - bright!.degrees + 540) % 360) - 180);
      // What 8-bit rounding moves.
      assert.ok(turn < 1.5, `${turn} degrees`);
    }),
  );
});

test('code values beyond 0 to 1 are clamped', () => {
  assert.deepEqual(
    convert('pq', 'bt2020', [
      [-0.1, -0.2, -0.3],
      [1.1, 1.2, 1.3],
    ]),
    [
      [0, 0, 0],
      [255, 255, 255],
    ],
  );
});

test('colours on the edge of sRGB stay there when PQ of 10 bits rounds them', () => {
  const edges = [
    [0, 0, 1],
    [1, 0, 0],
    [0, 1, 0],
    [0, 1, 1],
    [1, 0, 1],
    [1, 1, 0],
  ] as const;
  for (const nits of [50, 100, 203]) {
    for (const edge of edges) {
      const light = edge.map((channel) => (channel * nits) / 203) as Triple;
      const codes = between('srgb-linear', 'rec2100pq', light).map((code) => Math.round(code * 1023) / 1023) as Triple;
      // Light of 0.0013 of the strongest, which rounding adds, has a code of 16.
      assertNear(convert('pq', 'bt2020', [codes])[0]!, display(light), 18, edge);
    }
  }
});
