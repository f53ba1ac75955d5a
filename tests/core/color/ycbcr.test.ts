import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LUMA_WEIGHTS, type YcbcrCoding, type YcbcrMatrix, ycbcrToRgbCoefficients } from '#core/color/index';
import fc from '../../support/fast-check.ts';

const matrices = Object.keys(LUMA_WEIGHTS) as YcbcrMatrix[];
const codings = fc.record({
  matrix: fc.constantFrom(...matrices),
  range: fc.constantFrom('limited' as const, 'full' as const),
  bits: fc.integer({ min: 8, max: 16 }),
});

function decode(coding: YcbcrCoding, Y: number, Cb: number, Cr: number): number[] {
  const c = ycbcrToRgbCoefficients(coding);
  const y = (Y - c.yOffset) * c.yScale;
  return [
    y + c.crToR * (Cr - c.cOffset),
    y + c.cbToG * (Cb - c.cOffset) + c.crToG * (Cr - c.cOffset),
    y + c.cbToB * (Cb - c.cOffset),
  ];
}

/** The standards' own direction, R'G'B' 0 to 1 to codes before rounding, written out: the oracle. */
function encode({ matrix, range, bits }: YcbcrCoding, r: number, g: number, b: number): [number, number, number] {
  const { kr, kb } = LUMA_WEIGHTS[matrix];
  const y = kr * r + (1 - kr - kb) * g + kb * b;
  const cb = (b - y) / (2 * (1 - kb));
  const cr = (r - y) / (2 * (1 - kr));
  const n = 2 ** (bits - 8);
  return range === 'limited'
    ? [(219 * y + 16) * n, (224 * cb + 128) * n, (224 * cr + 128) * n]
    : [(2 ** bits - 1) * y, (2 ** bits - 1) * cb + 128 * n, (2 ** bits - 1) * cr + 128 * n];
}

test('decoding undoes the encoding the standards define, for every matrix, range and depth', () => {
  const unit = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(
    fc.property(codings, unit, unit, unit, (coding, r, g, b) => {
      const decoded = decode(coding, ...encode(coding, r, g, b));
      [r, g, b].forEach((value, i) => {
        assert.ok(Math.abs(decoded[i]! - value * 255) < 1e-9);
      });
    }),
  );
});

// The codes of a saturated red, misread in the two ways films are misread. Values as players show them, which clamp and round.
for (const { matrix, range, rgb } of [
  { matrix: 'smpte170m', range: 'full', rgb: [0xee, 0x0e, 0x0e] },
  { matrix: 'smpte170m', range: 'limited', rgb: [0xfe, 0x00, 0x00] },
  { matrix: 'bt709', range: 'full', rgb: [0xff, 0x24, 0x0a] },
] as const) {
  test(`codes 81 90 240 read as ${matrix}, ${range} range, are ${rgb.join(' ')}`, () => {
    decode({ matrix, range, bits: 8 }, 81, 90, 240).forEach((value, i) => {
      const shown = Math.min(255, Math.max(0, value));
      assert.ok(Math.abs(shown - rgb[i]!) <= 2, `${shown} for ${rgb[i]}`);
    });
  });
}

test('codes without colour give r = g = b exactly', () => {
  fc.assert(
    fc.property(codings, fc.nat(65535), (coding, code) => {
      const [r, g, b] = decode(coding, code, 2 ** (coding.bits - 1), 2 ** (coding.bits - 1));
      assert.ok(r === g && g === b);
    }),
  );
});

test('an unknown matrix or range and an impossible depth are refused before any work', () => {
  const good: YcbcrCoding = { matrix: 'bt709', range: 'limited', bits: 8 };
  const wrong = (change: object) => () => ycbcrToRgbCoefficients({ ...good, ...change });
  assert.throws(wrong({ matrix: 'rgb' }), {
    name: 'RangeError',
    message: /^`matrix`: expected one of bt709, .*got "rgb"$/,
  });
  assert.throws(wrong({ matrix: 'toString' }), RangeError);
  assert.throws(wrong({ range: 'tv' }), {
    name: 'RangeError',
    message: '`range`: expected "limited" or "full", got "tv"',
  });
  for (const bits of [7, 17, 9.5, Number.NaN]) assert.throws(wrong({ bits }), RangeError);
});
