import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Font, GlyphMissingError, isBlank, loadFont, outlineText } from '#core/type/index';
import { loadFamily } from '#node/raster/index';
import { LIGHT } from '../../support/pictures/fonts.js';

/** How many contours an outline has: each begins with a move. */
function contours(text: string): number {
  return outlineText(text, [LIGHT]).segments.filter((segment) => segment.command === 'M').length;
}

test('a font states its measures in ems', () => {
  assert.equal(LIGHT.name, 'Montserrat Light');
  assert.ok(LIGHT.xHeight > 0.4 && LIGHT.xHeight < LIGHT.capHeight && LIGHT.capHeight < LIGHT.ascent);
  assert.ok(LIGHT.descent > 0);
});

test('loadFont rejects bytes that are not a font', async () => {
  await assert.rejects(loadFont(new TextEncoder().encode('not a font at all')), {
    name: 'TypeError',
    message: /^`bytes`: expected a TrueType/,
  });
});

test('outlineText rejects an object that only looks like a font', () => {
  const imposter: Font = { ...LIGHT };
  assert.throws(() => outlineText('a', [imposter]), /`fonts`: expected fonts from loadFont/);
});

test('outlines stand on the baseline, y down', () => {
  const { bounds } = outlineText('H', [LIGHT]);
  assert.equal(bounds.bottom, 0);
  assert.equal(bounds.top, -LIGHT.capHeight);
  assert.ok(bounds.left > 0 && bounds.right > bounds.left);
  assert.ok(outlineText('p', [LIGHT]).bounds.bottom > 0.1);
});

test('pairs are kerned: AV is narrower than A and V', () => {
  const apart = outlineText('A', [LIGHT]).advance + outlineText('V', [LIGHT]).advance;
  assert.ok(outlineText('AV', [LIGHT]).advance < apart - 0.01);
});

test('tracking adds the same room after every letter, and splits ligatures', () => {
  const plain = outlineText('fish', [LIGHT], { tracking: 1e-9 }).advance;
  const spaced = outlineText('fish', [LIGHT], { tracking: 0.1 }).advance;
  assert.ok(Math.abs(spaced - plain - 0.4) < 1e-6);
});

test('umlauts and accents have ink of their own', () => {
  for (const [bare, marked] of ['aä', 'eé', 'oő', 'cç', 'nñ', 'AÅ', 'iї'].map((pair) => Array.from(pair))) {
    const extra = contours(marked!) - contours(bare!);
    assert.ok(extra >= 1 || marked === 'ç', `${marked} has ${extra} contours more than ${bare}`);
    assert.notDeepEqual(outlineText(marked!, [LIGHT]).bounds, outlineText(bare!, [LIGHT]).bounds);
  }
});

test('letters that arrive decomposed, as macOS writes them, look like composed ones', () => {
  for (const text of ['Nausicaä', 'Amélie', 'Ő', 'Việt']) {
    assert.deepEqual(outlineText(text.normalize('NFD'), [LIGHT]), outlineText(text.normalize('NFC'), [LIGHT]));
  }
});

test('a missing glyph is an error that names each character once', () => {
  assert.throws(
    () => outlineText('千と千尋 a', [LIGHT]),
    (error) => {
      assert.ok(error instanceof GlyphMissingError);
      assert.deepEqual(error.characters, ['千', 'と', '尋']);
      assert.match(error.message, /千 \(U\+5343\)/);
      return true;
    },
  );
});

test('without any font every character is missing', () => {
  assert.throws(() => outlineText('a', []), GlyphMissingError);
});

test('the first font of a chain that has a letter draws it', async () => {
  const thin = (await loadFamily('serif', ''))[0]!;
  assert.deepEqual(outlineText('Sintel', [thin, LIGHT]), outlineText('Sintel', [thin]));
  assert.notDeepEqual(outlineText('Sintel', [thin]), outlineText('Sintel', [LIGHT]));
});

test('joiners and variation selectors never count as missing', () => {
  const plain = outlineText('ab', [LIGHT]);
  assert.deepEqual(outlineText('a\u2060b\ufe0f', [LIGHT]), plain);
});

test('a text without ink is blank and has no bounds', () => {
  const outline = outlineText('  ', [LIGHT]);
  assert.ok(isBlank(outline));
  assert.ok(outline.advance > 0);
  assert.deepEqual(outline.bounds, { left: 0, top: 0, right: 0, bottom: 0 });
});

test('the ink lies within its bounds', () => {
  const { segments, bounds } = outlineText('Åpfel, ÿ & Żubr (2001)', [LIGHT]);
  for (const { points } of segments) {
    // The last pair of each stroke is on the curve; the others only pull at it.
    const [x, y] = points.slice(-2);
    if (x === undefined || y === undefined) continue;
    assert.ok(x >= bounds.left - 1e-9 && x <= bounds.right + 1e-9);
    assert.ok(y >= bounds.top - 1e-9 && y <= bounds.bottom + 1e-9);
  }
});
