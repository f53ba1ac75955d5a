import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  createRandom,
  extractPalette,
  measurePresence,
  type RankedColors,
  rankByArea,
  rankByPresence,
} from '#core/cluster/index';
import { parseHex } from '#core/color/index';
import fc from '../../support/fast-check.ts';

/** Colours with their shares in parts of whatever they sum to. */
function paletteOf(parts: Record<string, number>): RankedColors {
  const total = Object.values(parts).reduce((sum, part) => sum + part, 0);
  return {
    colors: Uint8Array.from(Object.keys(parts).flatMap((hex) => parseHex(hex))),
    shares: Float64Array.from(Object.values(parts), (part) => part / total),
  };
}

const rankPresent = (palette: RankedColors): number[] => rankByPresence(measurePresence(palette));

/** Colours in the order of presence. */
function rank(parts: Record<string, number>): string[] {
  return rankPresent(paletteOf(parts)).map((i) => Object.keys(parts)[i]!);
}

const palettes = fc
  .uniqueArray(fc.tuple(fc.nat(0xffffff), fc.integer({ min: 1, max: 1000 })), {
    minLength: 1,
    maxLength: 12,
    selector: ([code]) => code,
  })
  .map((rows) => Object.fromEntries(rows.map(([code, part]) => [`#${code.toString(16).padStart(6, '0')}`, part])));

test('every rank is an order of all colours, and leaves colours and shares alone', () => {
  fc.assert(
    fc.property(palettes, (parts) => {
      for (const rank of [rankByArea, rankPresent]) {
        const palette = paletteOf(parts);
        const order = rank(palette);
        assert.deepEqual(
          order.toSorted((a, b) => a - b),
          [...palette.shares.keys()],
        );
        assert.deepEqual(palette, paletteOf(parts));
      }
    }),
  );
});

test('the order in which colours come is irrelevant', () => {
  fc.assert(
    fc.property(palettes, (parts) => {
      const backward = Object.fromEntries(Object.entries(parts).reverse());
      assert.deepEqual(rank(backward), rank(parts));
      const byArea = (some: Record<string, number>) => rankByArea(paletteOf(some)).map((i) => Object.keys(some)[i]);
      assert.deepEqual(byArea(backward), byArea(parts));
    }),
    { numRuns: 60 },
  );
});

test('by area the heaviest comes first, of equally heavy ones the lowest code', () => {
  assert.deepEqual(rankByArea(paletteOf({ '#ffffff': 1, '#102030': 3, '#000000': 1, '#a0b0c0': 2 })), [1, 3, 2, 0]);
});

test('an empty palette has an empty order', () => {
  assert.deepEqual(rankPresent({ colors: new Uint8Array(), shares: new Float64Array() }), []);
});

test('night does not win by its size while there is something else to name', () => {
  assert.equal(rank({ '#08090c': 60, '#2a4a78': 30, '#1a1c22': 10 })[0], '#2a4a78');
  assert.equal(rank({ '#000000': 60, '#3a2a22': 25, '#e03020': 15 })[0], '#e03020');
});

test('black wins where the picture is nothing else: a title on black is black', () => {
  assert.deepEqual(rank({ '#000000': 97, '#e8e8e8': 2, '#6a6a6a': 1 }), ['#000000', '#e8e8e8', '#6a6a6a']);
  assert.deepEqual(rank({ '#000000': 1 }), ['#000000']);
});

test('a white ground does not win by its size, but snow stays white', () => {
  assert.equal(rank({ '#ffffff': 55, '#9a6a4a': 40, '#202020': 5 })[0], '#9a6a4a');
  assert.equal(rank({ '#ffffff': 90, '#b0b0b0': 10 })[0], '#ffffff');
  assert.equal(rank({ '#f2f4f6': 80, '#8c949c': 15, '#30302e': 5 })[0], '#f2f4f6');
});

test('a lit colour comes before a darker one that is somewhat larger', () => {
  assert.equal(rank({ '#1f1816': 40, '#62565b': 22, '#3a3b2d': 10, '#80523c': 8 })[0], '#62565b');
});

test('a neon sign of half a percent is among the first five', () => {
  const grounds = { '#120f13': 50, '#3f454a': 20, '#372729': 12, '#211c30': 9, '#5e5552': 6, '#bfc8ce': 3 };
  for (const neon of ['#4a2ed3', '#e02020', '#20c040']) {
    assert.ok(
      rank({ ...grounds, [neon]: 0.5 })
        .slice(0, 5)
        .includes(neon),
      neon,
    );
  }
});

test('a colour that is strewn over the picture gives way to one that lies together', () => {
  const parts = {
    '#303030': 30,
    '#c0a080': 20,
    '#506040': 15,
    '#a03020': 12,
    '#405080': 10,
    '#e0d0c0': 8,
    '#805030': 5,
  };
  const hexes = Object.keys(parts);
  const palette = paletteOf(parts);
  for (const [i, hex] of hexes.slice(0, 5).entries()) {
    const strewn = Float64Array.from(hexes, (_, k) => (k === i ? 0.3 : 0.9));
    const ranked = rankPresent({ ...palette, contiguity: strewn }).map((k) => hexes[k]!);
    assert.ok(!ranked.slice(0, 5).includes(hex), hex);
  }
});

test('where no colour is known to be strewn, all count alike', () => {
  fc.assert(
    fc.property(palettes, (parts) => {
      const palette = paletteOf(parts);
      const together = new Float64Array(palette.shares.length).fill(1);
      assert.deepEqual(rankPresent({ ...palette, contiguity: together }), rankPresent(palette));
    }),
    { numRuns: 40 },
  );
});

test('of more colours than a frame has, black and white are not left out for lack of chroma', () => {
  const colors = Object.fromEntries(
    Array.from({ length: 18 }, (_, i) => [`#${(0xd02000 + i * 0x30a).toString(16)}`, 1] as const),
  );
  const first = rank({ ...colors, '#000000': 1, '#ffffff': 1 }).slice(0, 5);
  assert.ok(first.includes('#000000') && first.includes('#ffffff'), first.join());
});

test('a small vivid accent is among the first five, ahead of the shades of the ground', () => {
  const street = {
    '#3c3a38': 30,
    '#55524e': 22,
    '#6e6a64': 18,
    '#8a857c': 14,
    '#24221f': 9,
    '#a8a298': 5,
    '#c4161c': 2,
  };
  assert.ok(rank(street).slice(0, 5).includes('#c4161c'));
  assert.notEqual(rank(street)[0], '#c4161c');
  assert.ok(!rankByArea(paletteOf(street)).slice(0, 5).includes(6));
});

test('mud gives way to the colour beside it', () => {
  assert.equal(rank({ '#5a5048': 38, '#d2763a': 32, '#37302b': 30 })[0], '#d2763a');
});

test('five of many shades are spread over all of them', () => {
  const ramp = Object.fromEntries(
    Array.from({ length: 11 }, (_, i) => [`#${(24 * i + 8).toString(16).padStart(2, '0').repeat(3)}`, 1]),
  );
  const codes = rank(ramp)
    .slice(0, 5)
    .map((hex) => parseHex(hex)[0]);
  assert.ok(Math.min(...codes) <= 56 && Math.max(...codes) >= 200, codes.join(' '));
});

test('a grey picture is ranked like any other, and its colours stay grey', () => {
  const random = createRandom(2);
  const pixels = Uint8Array.from(
    Array.from({ length: 5000 }, () => Array(3).fill(Math.floor(255 * random() * random()))).flat(),
  );
  const { colors, shares } = extractPalette(pixels);
  for (const i of rankPresent({ colors, shares })) {
    assert.ok(colors[3 * i] === colors[3 * i + 1] && colors[3 * i] === colors[3 * i + 2]);
  }
});

test('scaling all shares is irrelevant', () => {
  fc.assert(
    fc.property(palettes, (parts) => {
      const { colors, shares } = paletteOf(parts);
      assert.deepEqual(
        rankPresent({ colors, shares: shares.map((share) => share * 4) }),
        rankPresent({ colors, shares }),
      );
    }),
    { numRuns: 40 },
  );
});
