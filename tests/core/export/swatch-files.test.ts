import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  type NamedPalette,
  namePalette,
  paletteToAco,
  paletteToAse,
  paletteToCss,
  paletteToGpl,
  paletteToJson,
} from '#core/export/index';

const PALETTE: NamedPalette = {
  title: 'Mü',
  swatches: [
    { color: '#ff8000', share: 0.75, name: 'A' },
    { color: '#0000ff', share: 0.2, name: '😀' },
  ],
};

const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
/** Bytes as written in a description, spaces and comments in it left out. */
const bytes = (...lines: readonly string[]): string =>
  lines
    .map((line) => line.replace(/;.*/, ''))
    .join('')
    .replace(/\s+/g, '');

describe('An .ase file', () => {
  it('an .ase file has the bytes of its description', () => {
    const expected = bytes(
      '41534546 0001 0000 00000004    ; ASEF, version 1.0, four blocks',
      'c001 00000008                  ; a group begins, 8 bytes',
      '  0003 004d 00fc 0000          ; "Mü" and a zero: three code units',
      '0001 00000018                  ; a colour, 24 bytes',
      '  0002 0041 0000               ; "A"',
      '  52474220                     ; "RGB "',
      '  3f800000 3f008081 00000000   ; 1, 128/255 and 0 as IEEE 754 single precision',
      '  0002                         ; normal',
      '0001 0000001a                  ; a colour, 26 bytes',
      '  0003 d83d de00 0000          ; a surrogate pair counts as two',
      '  52474220 00000000 00000000 3f800000 0002',
      'c002 00000000                  ; the group ends',
    );
    assert.equal(hexOf(paletteToAse(PALETTE)), expected);
  });
});

describe('An .aco file', () => {
  it('an .aco file has the bytes of the file that Photoshop 7 wrote of two swatches', () => {
    // The dump on http://www.duo-creative.com/chrisb/aco/: "Swatch 1" is red, "Swatch 2" green.
    const expected = bytes(
      '0001 0002  0000 ffff 0000 0000 0000  0000 0000 ffff 0000 0000',
      '0002 0002',
      '0000 ffff 0000 0000 0000  0000 0009  0053 0077 0061 0074 0063 0068 0020 0031 0000',
      '0000 0000 ffff 0000 0000  0000 0009  0053 0077 0061 0074 0063 0068 0020 0032 0000',
    );
    const swatches = [
      { color: '#ff0000', share: 0.5, name: 'Swatch 1' },
      { color: '#00ff00', share: 0.5, name: 'Swatch 2' },
    ];
    assert.equal(hexOf(paletteToAco({ title: 'Two', swatches })), expected);
  });

  it('an .aco file repeats the code of each channel in both bytes', () => {
    const file = paletteToAco({ title: '', swatches: [{ color: '#1280fe', share: 1, name: 'x' }] });
    assert.equal(hexOf(file.subarray(6, 12)), '12128080fefe');
  });
});

describe('A .gpl file', () => {
  it('a .gpl file has the lines of its description', () => {
    assert.equal(paletteToGpl(PALETTE), 'GIMP Palette\nName: Mü\nColumns: 2\n#\n255 128   0\tA\n  0   0 255\t😀\n');
  });
});

describe('A .css file', () => {
  it('a .css file is custom properties, shares in comments', () => {
    assert.equal(
      paletteToCss(PALETTE),
      '/* Mü */\n:root {\n  --color-1: #ff8000; /* A, 75.0% */\n  --color-2: #0000ff; /* 😀, 20.0% */\n}\n',
    );
  });

  it('a .css file cannot be broken out of by a title', () => {
    const css = paletteToCss(namePalette('*/ body { display: none } /*\n', PALETTE.swatches));
    assert.equal(css.split('\n')[0], '/* * / body { display: none } /* */');
  });
});

describe('A .json file', () => {
  it('a .json file says what it is, and each colour as code, numbers, name and share', () => {
    assert.deepEqual(JSON.parse(paletteToJson(PALETTE)), {
      format: 'chromatheque/palette',
      version: 1,
      title: 'Mü',
      colors: [
        { color: '#ff8000', rgb: [255, 128, 0], name: 'A', share: 0.75 },
        { color: '#0000ff', rgb: [0, 0, 255], name: '😀', share: 0.2 },
      ],
    });
  });
});

describe('A palette', () => {
  it('a palette names its colours in words, with their codes where two have one name, and is one line of title whatever it is called', () => {
    assert.deepEqual(namePalette(' Two\r\nlines\u0000 ', [{ color: '#010203', share: 1 }]), {
      title: 'Two lines',
      swatches: [{ color: '#010203', share: 1, name: 'black' }],
    });
    const alike = ['#000000', '#008080', '#010101'].map((color) => ({ color, share: 0.3 }));
    assert.deepEqual(
      namePalette('Alike', alike).swatches.map(({ name }) => name),
      ['black #000000', 'teal', 'black #010101'],
    );
    assert.equal(namePalette('\n', [{ color: '#010203', share: 1 }]).title, 'Palette');
  });
});

describe('Swatch files of sixteen colours', () => {
  const swatches = Array.from({ length: 16 }, (_, i) => ({ color: `#${i.toString(16).repeat(6)}`, share: 1 / 16 }));
  const palette = namePalette('Sixteen', swatches);

  it('swatch files of sixteen colours are as long as their descriptions say', () => {
    // Names end in a zero; code units have two bytes.
    const names = palette.swatches.reduce((sum, { name }) => sum + 2 * (name.length + 1), 0);
    // Ten bytes a colour, and again with four bytes of length and the name.
    assert.equal(paletteToAco(palette).length, 4 + 16 * 10 + 4 + 16 * (10 + 4) + names);
    // A block's type and length, then the name's length, its code units, the model, three numbers, the kind.
    const group = 6 + 2 + 16;
    assert.equal(paletteToAse(palette).length, 12 + group + 16 * (6 + 2 + 4 + 12 + 2) + names + 6);
  });
});
