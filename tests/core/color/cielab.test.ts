import assert from 'node:assert/strict';
import { test } from 'node:test';
import Color from 'colorjs.io';
import { labToLinearSrgb, linearToSrgb8, SRGB8_TO_LINEAR, srgb8PixelsToLab, srgb8ToLab } from '#core/color/index';
import fc from '../../support/fast-check.ts';

const byte = fc.integer({ min: 0, max: 255 });

test('CIELAB agrees with the lab-d65 of colorjs.io', () => {
  fc.assert(
    fc.property(byte, byte, byte, (r, g, b) => {
      const expected = new Color('srgb', [r / 255, g / 255, b / 255]).to('lab-d65').coords as number[];
      srgb8ToLab(r, g, b).forEach((value, i) => {
        assert.ok(Math.abs(value - expected[i]!) < 1e-9, `${value} for ${expected[i]}`);
      });
    }),
  );
});

test('white is L = 100, black is L = 0, and every grey has a = b = 0 within 1e-9', () => {
  assert.ok(Math.abs(srgb8ToLab(255, 255, 255)[0] - 100) < 1e-9);
  assert.ok(Math.abs(srgb8ToLab(0, 0, 0)[0]) < 1e-9);
  for (let code = 0; code < 256; code++) {
    const [, a, b] = srgb8ToLab(code, code, code);
    assert.ok(Math.abs(a) < 1e-9 && Math.abs(b) < 1e-9, `grey ${code}`);
  }
});

test('converting back gives the light that went in', () => {
  fc.assert(
    fc.property(byte, byte, byte, (r, g, b) => {
      labToLinearSrgb(...srgb8ToLab(r, g, b)).forEach((light, i) => {
        assert.ok(Math.abs(light - SRGB8_TO_LINEAR[[r, g, b][i]!]!) < 1e-12);
      });
    }),
  );
});

/** Every 15th code of each channel, and the dark ones: 8,000 colours. */
const codes = [0, 1, 2, 3, 4, 6, 9, 13, 20, 30, 45, 60, 75, 90, 120, 150, 180, 210, 240, 255];
const grid = Uint8Array.from(codes.flatMap((r) => codes.flatMap((g) => codes.flatMap((b) => [r, g, b]))));

test('the batch path is within 3e-4 of the exact one, and the way back gives the same codes', () => {
  const batch = srgb8PixelsToLab(grid);
  for (let i = 0; i < grid.length; i += 3) {
    const [r, g, b] = [grid[i]!, grid[i + 1]!, grid[i + 2]!];
    srgb8ToLab(r, g, b).forEach((value, axis) => {
      assert.ok(Math.abs(batch[i + axis]! - value) < 3e-4);
    });
    assert.deepEqual(labToLinearSrgb(batch[i]!, batch[i + 1]!, batch[i + 2]!).map(linearToSrgb8), [r, g, b]);
  }
});

test('the batch path gives multiples of 2^-14, and every grey a = b = 0 exactly', () => {
  for (const value of srgb8PixelsToLab(grid)) assert.ok(Number.isInteger(value * 16384));
  for (let code = 0; code < 256; code++) {
    assert.deepEqual([...srgb8PixelsToLab(Uint8Array.of(code, code, code)).subarray(1)], [0, 0]);
  }
});

test('the batch path rejects lengths that do not match', () => {
  assert.throws(() => srgb8PixelsToLab(new Uint8Array(4)), RangeError);
  assert.throws(() => srgb8PixelsToLab(new Uint8Array(3), new Float32Array(6)), RangeError);
});
