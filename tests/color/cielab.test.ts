import assert from 'node:assert/strict';
import { test } from 'node:test';
import { srgb8ToLab } from 'chromatheque/color';
import Color from 'colorjs.io';
import fc from 'fast-check';

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
