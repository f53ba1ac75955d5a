import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  COLOR_NAMES,
  type ColorFamily,
  deltaE2000,
  formatHex,
  nameColor,
  parseHex,
  srgb8ToLab,
} from '#core/color/index';
import fc from '../../support/fast-check.ts';

const byte = fc.integer({ min: 0, max: 255 });
const LISTED = COLOR_NAMES.flatMap((listed) => listed.colors.map((color) => ({ ...listed, color })));

/**
 * What speakers of German, Spanish and French call their basic colours: means of the answers in "Many Languages, Many Colors" (Interactive Data Lab,
 * University of Washington, https://idl.uw.edu/color-naming-in-different-languages/, CC0). Nothing of the list was taken from it.
 */
const BASIC_TERMS: Readonly<Partial<Record<ColorFamily, string>>> = {
  black: '#24221e #201f21 #251f20',
  grey: '#8e9194 #8b9394 #8b9297',
  red: '#ee2c37 #ea232f #ec2632',
  pink: '#ee70b4 #ec58a5 #f153ad',
  orange: '#f88a1a #f8831e #fa881f',
  brown: '#8e5e38 #865435 #895935',
  yellow: '#f5e528 #f4e62a #f3e62e',
  green: '#5dd558 #62cd5c #61d860',
  turquoise: '#34e8cf #33daca #32e6ce',
  blue: '#2575ed #227ae4 #2181eb',
  purple: '#9748bd #923dbe #a340cc',
};

describe('Names of colours', () => {
  it('names of colours are few, plain and told apart', () => {
    assert.equal(new Set(COLOR_NAMES.map(({ name }) => name)).size, COLOR_NAMES.length);
    assert.equal(new Set(LISTED.map(({ color }) => color)).size, LISTED.length);
    assert.ok(COLOR_NAMES.length <= 200);
    for (const { name } of COLOR_NAMES) assert.match(name, /^[a-z-]+(?: [a-z-]+){0,2}$/);
  });

  it('names of colours are those of the listed colours themselves', () => {
    for (const { name, family, color } of LISTED) assert.deepEqual(nameColor(color), { name, family }, color);
  });

  it('names of colours reach every colour, from one that looks not far from it', () => {
    fc.assert(
      fc.property(byte, byte, byte, (r, g, b) => {
        const { name } = nameColor(formatHex(r, g, b));
        const lab = srgb8ToLab(r, g, b);
        const apart = LISTED.filter((listed) => listed.name === name).map(({ color }) =>
          deltaE2000(lab, srgb8ToLab(...parseHex(color))),
        );
        assert.ok(Math.min(...apart) < 16, `${formatHex(r, g, b)} is called ${name}`);
      }),
      { numRuns: 5000, seed: 1 },
    );
  });

  it('names of colours call greys grey, from black to white', () => {
    const names = Array.from({ length: 256 }, (_, code) => nameColor(formatHex(code, code, code)).name);
    const met = names.filter((name, i) => name !== names[i - 1]);
    assert.deepEqual(met, ['black', 'near black', 'charcoal', 'dark grey', 'grey', 'light grey', 'pale grey', 'white']);
  });

  it('names of colours leave what is off grey by a breath in black, grey or white', () => {
    const step = fc.integer({ min: -3, max: 3 });
    fc.assert(
      fc.property(fc.integer({ min: 3, max: 252 }), step, step, step, (code, r, g, b) => {
        const { family } = nameColor(formatHex(code + r, code + g, code + b));
        assert.ok(['black', 'grey', 'white'].includes(family), family);
      }),
    );
  });

  it('names of colours put what people call by a basic term into its family, in three languages that the list was not made of', () => {
    for (const [family, colors] of Object.entries(BASIC_TERMS)) {
      for (const color of colors.split(' ')) assert.equal(nameColor(color).family, family, color);
    }
  });

  it('names of colours are what a viewer of films expects', () => {
    const expected: Readonly<Record<string, string>> = {
      '#000000': 'black',
      '#ffffff': 'white',
      '#231c1c': 'near black',
      '#2d3d2e': 'dark olive green',
      '#443a35': 'dark warm grey',
      '#6e4e36': 'brown',
      '#f6a600': 'amber',
      '#008080': 'teal',
      '#403d21': 'dark olive',
      '#0c1326': 'bluish black',
      '#a4b342': 'yellow-green',
      '#f5d4df': 'pale pink',
      '#d3def5': 'pale blue',
    };
    for (const [color, name] of Object.entries(expected)) assert.equal(nameColor(color).name, name, color);
  });

  it('names of colours are found for hex codes only', () => {
    assert.throws(() => nameColor('teal'), { name: 'RangeError', message: /`hex`: expected a string like "#rrggbb"/ });
  });
});
