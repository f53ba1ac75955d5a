import assert from 'node:assert/strict';
import { test } from 'node:test';
import Color from 'colorjs.io';
import { isInSrgbGamut, linearSrgbToOklab, mapToSrgbGamut, primariesToSrgb } from '#core/color/index';
import fc from '../../support/fast-check.ts';

const unit = fc.double({ min: 0, max: 1, noNaN: true });
const m = primariesToSrgb('bt2020');
const fromBt2020 = (r: number, g: number, b: number) =>
  [0, 3, 6].map((i) => m[i]! * r + m[i + 1]! * g + m[i + 2]! * b) as [number, number, number];

test('colours of BT.2020 come to lie in sRGB, with their lightness and hue, and less chroma', () => {
  fc.assert(
    fc.property(unit, unit, unit, (r, g, b) => {
      fc.pre(Math.max(r, g, b) > 1e-4); // what is darker has a code of 5 at most
      const wide = fromBt2020(r, g, b);
      const mapped = mapToSrgbGamut(...wide);
      assert.ok(mapped.every((channel) => channel >= 0 && channel <= 1));
      const [L, a1, b1] = linearSrgbToOklab(...wide);
      const [M, a2, b2] = linearSrgbToOklab(...mapped);
      assert.ok(Math.abs(M - L) < 1e-4, `lightness ${L} became ${M}`);
      // The cross product of the two: chroma times the sine of the turn. A grey has no hue: what rounding leaves of one may turn.
      const chroma = Math.hypot(a2, b2);
      assert.ok(Math.abs(a1 * b2 - a2 * b1) < 1e-4 * Math.hypot(a1, b1) + 1e-12, `hue of ${wide} turned`);
      assert.ok(chroma <= Math.hypot(a1, b1) + 1e-4);
    }),
    { numRuns: 3000 },
  );
});

test('colours in the gamut stay as they are', () => {
  fc.assert(
    fc.property(unit, unit, unit, (r, g, b) => {
      for (const [i, channel] of mapToSrgbGamut(r, g, b).entries()) assert.ok(Math.abs(channel - [r, g, b][i]!) < 1e-9);
      assert.ok(isInSrgbGamut(r, g, b));
    }),
  );
});

test('the chroma that is kept is what halving in OKLCH with colorjs.io finds', () => {
  for (const rgb of [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
    [0.2, 0.9, 0.8],
    [0.9, 0.1, 0.8],
    [0.05, 0.3, 0.02],
  ] as const) {
    const wide = new Color('rec2020-linear', [...rgb]).to('oklch');
    const [L, C, h] = wide.coords as [number, number, number];
    let kept = 0;
    for (let step = 0.5; step > 1e-6; step /= 2) {
      if (new Color('oklch', [L, C * (kept + step), h]).inGamut('srgb', { epsilon: 0 })) kept += step;
    }
    const mapped = mapToSrgbGamut(...fromBt2020(rgb[0], rgb[1], rgb[2]));
    const [, a, b] = linearSrgbToOklab(...mapped);
    const chroma = Math.hypot(a, b);
    assert.ok(Math.abs(chroma - C * kept) < 2e-4, `${rgb}: ${chroma} for ${C * kept}`);
  }
});

test('what is lighter than white is white, and what has no light is black', () => {
  assert.deepEqual(mapToSrgbGamut(1.4, 1.2, 1.3), [1, 1, 1]);
  assert.deepEqual(mapToSrgbGamut(-0.1, -0.2, -0.1), [0, 0, 0]);
});
