import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { DEFICIENCY_NAMES, linearToSrgb8, type Rgb8, simulateDeficiency, srgbToLinear } from '#core/color/index';
import fc from '../../support/fast-check.ts';

const code = fc.integer({ min: 0, max: 255 });
const rgb = fc.tuple(code, code, code);

type Vector = [number, number, number];
type Matrix = [Vector, Vector, Vector];
const dot = (a: Vector, b: Vector): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
const times = (m: Matrix, v: Vector): Vector => m.map((row) => dot(row, v)) as Vector;
const cross = (a: Vector, b: Vector): Vector => [
  a[1] * b[2] - a[2] * b[1],
  a[2] * b[0] - a[0] * b[2],
  a[0] * b[1] - a[1] * b[0],
];

// From the papers themselves, by another way than matrices: cones of Smith & Pokorny 1975 as Vienot, Brettel & Mollon 1999 give them (LMS of XYZ as
// Judd and Vos modified it, which as all do is taken for that of 1931), and the primaries of IEC 61966-2-1.
const RGB_TO_XYZ: Matrix = [
  [0.4124564, 0.3575761, 0.1804375],
  [0.2126729, 0.7151522, 0.072175],
  [0.0193339, 0.119192, 0.9503041],
];
const XYZ_TO_LMS: Matrix = [
  [0.15514, 0.54312, -0.03286],
  [-0.15514, 0.45684, 0.03286],
  [0, 0, 0.01608],
];
const toLms = (light: Vector): Vector => times(XYZ_TO_LMS, times(RGB_TO_XYZ, light));
const lightOf = (color: Rgb8): Vector => color.map((c) => srgbToLinear(c / 255)) as Vector;

/** The colour on a plane through black that two cones tell from nothing else: the third is found, not looked at. */
function projectLms(lms: Vector, normal: Vector, missing: 0 | 1 | 2): Vector {
  const result = [...lms] as Vector;
  const [a, b] = [0, 1, 2].filter((cone) => cone !== missing) as [number, number];
  result[missing] = -(normal[a]! * lms[a]! + normal[b]! * lms[b]!) / normal[missing]!;
  return result;
}

/** How LMS differ from those of codes. Of a colour the screen cannot show the codes are clamped, and nothing can be said. */
function assertSeen(color: Rgb8, deficiency: 'protan' | 'deutan' | 'tritan', lms: Vector, tolerance: number): void {
  const lms1 = toLms([1, 0, 0]);
  const lms2 = toLms([0, 1, 0]);
  const lms3 = toLms([0, 0, 1]);
  const det = dot(lms1, cross(lms2, lms3));
  const light: Vector = [
    dot(lms, cross(lms2, lms3)) / det,
    dot(lms1, cross(lms, lms3)) / det,
    dot(lms1, cross(lms2, lms)) / det,
  ];
  const expected = light.map(linearToSrgb8);
  const found = simulateDeficiency(color, deficiency);
  const isNear = expected.every((value, k) => Math.abs(value - found[k]!) <= tolerance);
  assert.ok(isNear, `${deficiency} of ${color}: ${found}, not ${expected}`);
}

const COLORS: readonly Rgb8[] = [
  [255, 0, 0],
  [0, 255, 0],
  [0, 0, 255],
  [255, 255, 0],
  [0, 255, 255],
  [255, 0, 255],
  [200, 120, 40],
  [30, 90, 160],
  [120, 200, 150],
  [90, 20, 60],
];

describe('What protan and deutan eyes see', () => {
  it('what protan and deutan eyes see lies on the plane of black, blue and yellow, moved along the cone that is missing (Vienot et al. 1999)', () => {
    const normal = cross(toLms([0, 0, 1]), toLms([1, 1, 0]));
    for (const color of COLORS) {
      assertSeen(color, 'protan', projectLms(toLms(lightOf(color)), normal, 0), 2);
      assertSeen(color, 'deutan', projectLms(toLms(lightOf(color)), normal, 1), 2);
    }
  });
});

describe('What tritan eyes see', () => {
  it('what tritan eyes see is greenish blue on one side of the greys and red on the other (Brettel et al. 1997)', () => {
    // Lights of 485 and 660 nm look alike to them and to us: CIE 1931, x y z bar (CIE 015:2018, table 6).
    const wing485 = times(XYZ_TO_LMS, [0.05795, 0.1693, 0.6162]);
    const wing660 = times(XYZ_TO_LMS, [0.1649, 0.061, 0]);
    const white = toLms([1, 1, 1]);
    for (const color of COLORS) {
      const lms = toLms(lightOf(color));
      // Which wing: on which side of the plane of the greys and of the missing cone, in terms of M and L.
      const wing = lms[1] / lms[0] > white[1] / white[0] ? wing485 : wing660;
      // Tables of what the cones take up at 485 nm differ in their third digit.
      assertSeen(color, 'tritan', projectLms(lms, cross(white, wing), 2), 4);
    }
  });
});

describe('Any deficiency', () => {
  it('any deficiency leaves greys as they are', () => {
    for (const deficiency of DEFICIENCY_NAMES)
      for (let grey = 0; grey < 256; grey++)
        assert.deepEqual(simulateDeficiency([grey, grey, grey], deficiency), [grey, grey, grey]);
  });

  it('any deficiency gives codes, and the same for the same colour', () => {
    fc.assert(
      fc.property(rgb, fc.constantFrom(...DEFICIENCY_NAMES), (color, deficiency) => {
        const seen = simulateDeficiency(color, deficiency);
        assert.ok(seen.every((c) => Number.isInteger(c) && c >= 0 && c <= 255));
        assert.deepEqual(simulateDeficiency(color, deficiency), seen);
      }),
    );
  });

  it('any deficiency confuses what it is known to confuse: red and green of one lightness, or blue and green', () => {
    const distance = (a: Rgb8, b: Rgb8) => Math.max(...a.map((c, k) => Math.abs(c - b[k]!)));
    const red: Rgb8 = [170, 60, 40];
    const green: Rgb8 = [75, 100, 30];
    assert.ok(distance(simulateDeficiency(red, 'deutan'), simulateDeficiency(green, 'deutan')) < 30);
    assert.ok(distance(simulateDeficiency(red, 'tritan'), simulateDeficiency(green, 'tritan')) > 60);
  });
});
