import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { deltaE2000, srgb8ToLab } from '#core/color/index';
import { applyShift, type ColorPairs, fitShift, type Shift } from '#core/compare/index';
import { gradePairs } from '../../support/fingerprints/graded-pairs.ts';

/** Median CIEDE2000 between what a shift predicts and B. */
function measureError(shift: Shift, { a, b }: ColorPairs): number {
  const errors: number[] = [];
  for (let i = 0; i < a.length; i += 3) {
    const shifted = applyShift(shift, [a[i]!, a[i + 1]!, a[i + 2]!]);
    errors.push(deltaE2000(srgb8ToLab(...shifted), srgb8ToLab(b[i]!, b[i + 1]!, b[i + 2]!)));
  }
  return errors.sort((one, other) => one - other)[errors.length >> 1]!;
}

const isNear = (value: number | null, expected: number, within: number): void =>
  assert.ok(value !== null && Math.abs(value - expected) <= within, `${value} is not ${expected}`);

describe('The shift between two editions', () => {
  it('does not exist between equal colours, and changes no colour', () => {
    const shift = fitShift(gradePairs((r, g, b) => [r, g, b]));
    assert.equal(shift.isShifted, false);
    assert.deepEqual([shift.gain, shift.gamma, shift.saturation, shift.blackLevel], [1, 1, 1, 0]);
    assert.deepEqual(applyShift(shift, [12, 200, 99]), [12, 200, 99]);
  });

  it('does not exist between colours that differ by the noise of an encode', () => {
    assert.equal(fitShift(gradePairs((r, g, b) => [r, g, b], { noise: 3 })).isShifted, false);
  });

  it('does not exist without pairs', () => {
    const none = { a: new Uint8Array(), b: new Uint8Array(), weights: new Float64Array() };
    assert.equal(fitShift(none).isShifted, false);
  });

  it('predicts a grade of code values within CIEDE2000 1, with a quarter of the pairs wrong', () => {
    const grade = (r: number, g: number, b: number) => [1.05 * r + 0.03, 0.95 * g, 0.75 * b + 0.04] as const;
    const shift = fitShift(gradePairs(grade, { wrong: 0.25, noise: 2 }));
    assert.ok(shift.isShifted);
    assert.ok(measureError(shift, gradePairs(grade)) < 1);
  });

  it('reports the black level, gain and gamma of greys', () => {
    const tone = (value: number): number => 0.08 + 0.85 * value ** 1.3;
    const { blackLevel, gain, gamma } = fitShift(gradePairs((r, g, b) => [tone(r), tone(g), tone(b)]));
    isNear(blackLevel, 0.08, 0.015);
    isNear(gain, 0.85, 0.02);
    isNear(gamma, 1.3, 0.06);
  });

  it('reports gammas that differ by less than a hundredth as different', () => {
    const [one, other] = [1.3, 1.308].map((gamma) => {
      const tone = (value: number): number => value ** gamma;
      return fitShift(gradePairs((r, g, b) => [tone(r), tone(g), tone(b)])).gamma;
    });
    isNear(other! - one!, 0.008, 0.004);
  });

  it('predicts clipped colours where the grade clips', () => {
    const grade = (r: number, g: number, b: number) => [1.3 * r - 0.1, 1.3 * g - 0.1, 1.3 * b - 0.1] as const;
    const shift = fitShift(gradePairs(grade));
    assert.ok(measureError(shift, gradePairs(grade)) < 1);
    assert.ok(shift.blackLevel < -0.05, `${shift.blackLevel}`);
    assert.deepEqual(applyShift(shift, [250, 250, 250]), [255, 255, 255]);
  });

  it('has no saturation if B is black and white', () => {
    const shift = fitShift(gradePairs((r, g, b) => Array(3).fill(0.2126 * r + 0.7152 * g + 0.0722 * b) as never));
    isNear(shift.saturation, 0, 0.03);
    assert.equal(shift.hueDegrees, null);
  });

  it('has the cast of a sepia print in its tint', () => {
    const sepia = fitShift(
      gradePairs((r, g, b) => {
        const gray = 0.3 * r + 0.59 * g + 0.11 * b;
        return [gray, 0.85 * gray, 0.65 * gray];
      }),
    );
    assert.ok(sepia.tint.b > 0.03 && sepia.tint.a > 0, JSON.stringify(sepia.tint));
    isNear(sepia.saturation, 0, 0.05);
  });

  it('reports more than one saturation as a number above 1', () => {
    const shift = fitShift(
      gradePairs((r, g, b) => {
        const gray = 0.2126 * r + 0.7152 * g + 0.0722 * b;
        return [gray + 1.3 * (r - gray), gray + 1.3 * (g - gray), gray + 1.3 * (b - gray)];
      }),
    );
    isNear(shift.saturation, 1.3, 0.08);
    isNear(shift.hueDegrees, 0, 4);
  });

  it('reports how much of the difference it leaves unexplained', () => {
    const shift = fitShift(gradePairs((r, g, b) => [r, 0.8 * g, 0.7 * b]));
    assert.ok(shift.unexplained.median < 1 && shift.asIs.median > 5, JSON.stringify(shift));
    assert.ok(shift.unexplained.p95 >= shift.unexplained.median);
  });
});
