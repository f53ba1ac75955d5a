import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { deltaE2000, formatHex, nearestTerminalColor, srgb8ToLab } from '#core/color/index';

/** The 240 fixed colours, by their numbers, built one by one as xterm documents them. */
const fixed = new Map<number, string>();
for (let number = 16; number < 232; number++) {
  const place = number - 16;
  const level = (index: number) => (index === 0 ? 0 : 55 + 40 * index);
  fixed.set(number, formatHex(level(Math.floor(place / 36)), level(Math.floor(place / 6) % 6), level(place % 6)));
}
for (let number = 232; number < 256; number++) {
  const code = 8 + 10 * (number - 232);
  fixed.set(number, formatHex(code, code, code));
}

const channelsOf = (hex: string) => [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
const labOf = (hex: string) => srgb8ToLab(...(channelsOf(hex) as [number, number, number]));

describe('The nearest colour of a 256-colour terminal', () => {
  it('the nearest colour of a 256-colour terminal is the fixed colour itself for each of the 240', () => {
    for (const [number, hex] of fixed) assert.equal(fixed.get(nearestTerminalColor(hex)), hex, String(number));
  });

  it('the nearest colour of a 256-colour terminal is a grey for all 256 greys, at most 5 codes away in the ramp', () => {
    for (let code = 0; code < 256; code++) {
      const [r, g, b] = channelsOf(fixed.get(nearestTerminalColor(formatHex(code, code, code)))!);
      assert.ok(r === g && g === b, `${code} became ${r}, ${g}, ${b}`);
      assert.ok(Math.abs(r! - code) <= (code > 238 ? 9 : 5), `${code} became ${r}`);
    }
  });

  it('the nearest colour of a 256-colour terminal of #1a1410 is the dark grey #121212', () =>
    assert.equal(fixed.get(nearestTerminalColor('#1a1410')), '#121212'));

  it('the nearest colour of a 256-colour terminal is the one that an exhaustive search by CIEDE2000 finds', () => {
    const levels = [0, 26, 71, 118, 163, 208, 251];
    for (const color of levels.flatMap((r) => levels.flatMap((g) => levels.map((b) => formatHex(r, g, b))))) {
      const differenceTo = (hex: string) => deltaE2000(labOf(color), labOf(hex));
      const least = Math.min(...[...fixed.values()].map(differenceTo));
      assert.equal(differenceTo(fixed.get(nearestTerminalColor(color))!), least, color);
    }
  });
});
