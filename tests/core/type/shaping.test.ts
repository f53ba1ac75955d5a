import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Font, type Outline, outlineText } from '#core/type/index';
import { fontsFor, LIGHT } from '../../support/pictures/fonts.js';

const FONTS: readonly Font[] = await fontsFor('عربی עברית हिन्दी ไทย Ελληνικά');

function draw(text: string, tracking = 0): Outline {
  return outlineText(text, FONTS, { tracking });
}

/** The shapes of an outline wherever they stand: each contour measured from its first point. */
function shapesOf({ segments }: Outline): string[] {
  let [x, y] = [0, 0];
  return segments.map(({ command, points }) => {
    if (command === 'M') [x = 0, y = 0] = points;
    return command + points.map((value, i) => (value - (i % 2 === 0 ? x : y)).toFixed(9)).join(' ');
  });
}

/** Shapes of texts drawn each by itself, one after the other from the left. */
function shapesOfEach(...texts: string[]): string[] {
  return texts.flatMap((text) => shapesOf(draw(text)));
}

function holds(outline: Outline, part: Outline): boolean {
  return shapesOf(outline).join().includes(shapesOf(part).join());
}

test('Arabic letters join: at the beginning, in the middle and at the end of a word each has another form', () => {
  const [alone, word] = [draw('ه'), draw('ههه')];
  assert.ok(!holds(word, alone));
  assert.notEqual(word.advance.toFixed(3), (3 * alone.advance).toFixed(3));
  // From the left: the final, the middle and the first form. A joiner asks for each by itself.
  assert.deepEqual(shapesOf(word), shapesOfEach('\u200dه', '\u200dه\u200d', 'ه\u200d'));
});

test('a zero-width non-joiner parts Arabic letters, as Persian needs', () => {
  assert.deepEqual(shapesOf(draw('ب\u200cب')), shapesOfEach('ب', 'ب'));
  assert.notDeepEqual(shapesOf(draw('بب')), shapesOfEach('ب', 'ب'));
});

test('lam and alef become one form', () => {
  assert.ok(draw('لا').advance < draw('ل').advance + draw('ا').advance - 0.05);
});

test('the vowel sign i of Devanagari stands left of the letter that it is written after', () => {
  const [letter, syllable] = [draw('क'), draw('कि')];
  assert.ok(holds(syllable, letter));
  const shapes = shapesOf(syllable);
  assert.deepEqual(shapes.slice(-letter.segments.length), shapesOf(letter));
  assert.ok(syllable.advance > letter.advance + 0.1);
});

test('Devanagari consonants without a vowel between them become a conjunct', () => {
  const conjunct = draw('क्ष');
  assert.ok(conjunct.advance < draw('क').advance + draw('ष').advance - 0.1);
  // The r of "rk" is a hook above the k.
  assert.ok(Math.abs(draw('र्क').advance - draw('क').advance) < 0.02);
});

test('Hebrew points and Arabic vowel signs take no room of their own', () => {
  assert.ok(Math.abs(draw('שָ').advance - draw('ש').advance) < 1e-6);
  assert.ok(draw('שָ').bounds.bottom > draw('ש').bounds.bottom);
  assert.ok(Math.abs(draw('بَ').advance - draw('ب').advance) < 1e-6);
  assert.ok(draw('بَ').bounds.top < draw('ب').bounds.top);
});

test('a Thai tone mark stands above the ring of sara am, which is written after it', () => {
  assert.ok(draw('น้ำ').bounds.top < draw('นำ').bounds.top - 0.05);
});

test('room between letters tears no script apart whose letters touch', () => {
  for (const word of ['باب', 'पांचाली']) assert.deepEqual(draw(word, 0.1), draw(word));
  assert.ok(Math.abs(draw('שלום', 0.1).advance - draw('שלום').advance - 0.4) < 1e-6);
  // A letter and its mark are spaced as one.
  assert.ok(Math.abs(draw('שָׁ', 0.1).advance - draw('שָׁ').advance - 0.1) < 1e-6);
});

test('figures stand on the line, whatever the font prefers', () => {
  for (const digit of '0123456789') assert.ok(Math.abs(draw(digit).bounds.bottom) < 0.02);
});

/** UAX #9 writes right-to-left letters as capitals; here they are Hebrew, which has no letters that join. */
function toHebrew(text: string): string {
  return text.replaceAll(/[A-Z]/g, (letter) => String.fromCodePoint(0x5d0 + 'ACDEIMNORSTUYW'.indexOf(letter)));
}

// UAX #9, section 3.4: < is RLI, > LRI, = PDI.
const EXAMPLES = [
  ['car means CAR.', 'car means RAC.'],
  ['<car MEANS CAR.=', '.RAC SNAEM car'],
  ['he said "<car MEANS CAR=." "<IT DOES=," she agreed.', 'he said "RAC SNAEM car." "SEOD TI," she agreed.'],
  ['DID YOU SAY \'>he said "<car MEANS CAR="=\'?', '?\'he said "RAC SNAEM car"\' YAS UOY DID'],
] as const;

/** Read the letters of an outline from the left, each identified by its shape; spaces have none. */
function readBack(outline: Outline, alphabet: string): string {
  // A sign may be drawn by the font of the word beside it.
  const known = [FONTS, FONTS.toReversed()].flatMap((fonts) =>
    [...new Set(alphabet)].map((letter) => ({ letter, shapes: shapesOf(outlineText(letter, fonts)).join() })),
  );
  let rest = shapesOf(outline).join();
  let text = '';
  while (rest !== '') {
    const fitting = known.filter(({ shapes }) => shapes !== '' && rest.startsWith(shapes));
    const longest = fitting.sort((one, other) => other.shapes.length - one.shapes.length)[0];
    assert.ok(longest !== undefined, `after ${text}`);
    text += longest.letter;
    rest = rest.slice(longest.shapes.length + 1);
  }
  return text;
}

test('mixed directions are ordered as the examples of UAX #9 have them', () => {
  for (const [memory, display] of EXAMPLES) {
    const text = toHebrew(memory).replaceAll('<', '\u2067').replaceAll('>', '\u2066').replaceAll('=', '\u2069');
    const shown = toHebrew(display).replaceAll(' ', '');
    assert.equal(readBack(draw(text), shown), shown);
  }
});

test('brackets are mirrored where they run right to left', () => {
  assert.deepEqual(shapesOf(draw('א(ב)')), shapesOfEach('(', 'ב', ')', 'א'));
  assert.deepEqual(shapesOf(draw('a (ב) c')), shapesOfEach('a', '(', 'ב', ')', 'c'));
});

test('figures run left to right in Hebrew and Arabic', () => {
  assert.deepEqual(shapesOf(draw('אב 1981')), shapesOfEach('1', '9', '8', '1', 'ב', 'א'));
  assert.deepEqual(shapesOf(draw('ب 1981')), shapesOfEach('1', '9', '8', '1', 'ب'));
});

test('an explicit direction lets a part of a title run like the whole title', () => {
  const line = 'ABC!';
  const inHebrew = outlineText(line, FONTS, { direction: 'rtl' });
  assert.deepEqual(shapesOf(inHebrew), shapesOfEach('!', 'A', 'B', 'C'));
  assert.deepEqual(shapesOf(draw(line)), shapesOfEach('A', 'B', 'C', '!'));
});

test('a word is drawn by one family where one has all its letters', async () => {
  const { loadFamily } = await import('#node/raster/index');
  const typewriter = await loadFamily('typewriter', 'Việt');
  const chain = [...typewriter, LIGHT];
  assert.deepEqual(outlineText('Việt', chain), outlineText('Việt', [LIGHT]));
  assert.deepEqual(outlineText('Vit', chain), outlineText('Vit', typewriter));
});
