import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatHex, parseHex } from '#core/color/index';
import fc from '../../support/fast-check.ts';

const byte = fc.integer({ min: 0, max: 255 });

test('hex survives writing and reading, in either case', () => {
  fc.assert(
    fc.property(byte, byte, byte, (r, g, b) => {
      const hex = formatHex(r, g, b);
      assert.match(hex, /^#[0-9a-f]{6}$/);
      assert.deepEqual(parseHex(hex), [r, g, b]);
      assert.deepEqual(parseHex(hex.toUpperCase()), [r, g, b]);
    }),
  );
});

test('codes that are no integers from 0 to 255 are refused', () => {
  for (const code of [-1, 256, 1.5, Number.NaN]) {
    assert.throws(() => formatHex(0, code, 0), {
      name: 'RangeError',
      message: `\`r, g, b\`: expected integers from 0 to 255, got 0, ${code}, 0`,
    });
  }
});

test('other spellings are refused, and the message quotes them', () => {
  for (const hex of ['red', '#fff', 'ff0000', '#ff00000', '#gg0000', '']) {
    assert.throws(() => parseHex(hex), {
      name: 'RangeError',
      message: `\`hex\`: expected a string like "#rrggbb", got "${hex}"`,
    });
  }
  assert.throws(() => parseHex(0xff0000 as unknown as string), {
    name: 'TypeError',
    message: '`hex`: expected a string like "#rrggbb", got 16711680',
  });
});
