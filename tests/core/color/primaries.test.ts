import assert from 'node:assert/strict';
import { test } from 'node:test';
import Color from 'colorjs.io';
import {
  adaptWhite,
  isPrimaries,
  type Matrix3,
  type Primaries,
  primariesToSrgb,
  primariesToXyz,
} from '#core/color/index';

const all: readonly Primaries[] = [
  'bt709',
  'bt470m',
  'bt470bg',
  'smpte170m',
  'smpte240m',
  'film',
  'bt2020',
  'smpte431',
  'smpte432',
  'jedec-p22',
];

const column = (m: Matrix3, i: number) => [m[i]!, m[i + 3]!, m[i + 6]!];

function assertNear(actual: readonly number[], expected: readonly (number | null)[], within: number): void {
  for (const [i, value] of actual.entries()) {
    assert.ok(Math.abs(value - expected[i]!) <= within, `got ${actual}, expected ${expected} within ${within}`);
  }
}

for (const [primaries, space] of [
  ['bt709', 'srgb-linear'],
  ['bt2020', 'rec2020-linear'],
  ['smpte432', 'p3-linear'],
] as const) {
  test(`red, green and blue of ${primaries} are where colorjs.io has them, in XYZ and in sRGB`, () => {
    for (let i = 0; i < 3; i++) {
      const color = new Color(space, [0, 1, 2].map((n) => (n === i ? 1 : 0)) as [number, number, number]);
      assertNear(column(primariesToXyz(primaries), i), color.to('xyz-d65').coords, 1e-12);
      assertNear(column(primariesToSrgb(primaries), i), color.to('srgb-linear').coords, 1e-6);
    }
  });
}

test('whites are adapted as colorjs.io adapts D65 to D50', () => {
  const m = adaptWhite([0.3127, 0.329], [0.3457, 0.3585]);
  for (let i = 0; i < 3; i++) {
    const color = new Color('xyz-d65', [0, 1, 2].map((n) => (n === i ? 1 : 0)) as [number, number, number]);
    assertNear(column(m, i), color.to('xyz-d50').coords, 1e-9);
  }
});

test('white is white on every set of primaries, whatever its own white', () => {
  for (const primaries of all) {
    const m = primariesToSrgb(primaries);
    for (const row of [0, 3, 6]) assert.ok(Math.abs(m[row]! + m[row + 1]! + m[row + 2]! - 1) < 1e-12, primaries);
  }
});

test('the matrix of BT.2020 is the one that BT.2087 prints', () => {
  // ITU-R BT.2087-0 has its inverse, from BT.709 to BT.2020, to four digits.
  assertNear(primariesToXyz('bt2020').slice(3, 6), [0.2627, 0.678, 0.0593], 5e-5);
  const expected = [1.6605, -0.5876, -0.0728, -0.1246, 1.1329, -0.0083, -0.0182, -0.1006, 1.1187];
  assertNear(primariesToSrgb('bt2020'), expected, 6e-5);
});

test('only names whose chromaticities are known are primaries', () => {
  for (const primaries of all) assert.ok(isPrimaries(primaries));
  for (const name of ['vgamut', 'toString', '']) assert.ok(!isPrimaries(name));
});

test('XYZ is not adapted: the code of D65 is white', () => {
  assert.ok(isPrimaries('smpte428'));
  const m = primariesToSrgb('smpte428');
  const [x, y, z] = [0.3127 / 0.329, 1, 0.3583 / 0.329];
  assertNear(
    [0, 3, 6].map((row) => m[row]! * x + m[row + 1]! * y + m[row + 2]! * z),
    [1, 1, 1],
    1e-12,
  );
});
