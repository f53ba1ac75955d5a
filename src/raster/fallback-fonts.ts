import type { FontPackage } from './font-package.ts';

/** A font for letters that the families lack. */
export interface FallbackFont extends FontPackage {
  /** The scripts it is for, in the words of `GlyphMissingError`. */
  readonly scripts: readonly string[];
}

/** Light, as the sans is. */
const WEIGHT = 300;

const fallback = (id: string, ...scripts: string[]): FallbackFont => ({
  name: `@fontsource-variable/${id}`,
  weight: WEIGHT,
  scripts,
});

const HAN = 'Chinese characters';
const JAPANESE = fallback('noto-sans-jp', 'Hiragana', 'Katakana', HAN);
const KOREAN = fallback('noto-sans-kr', 'Korean', HAN);
const SIMPLIFIED = fallback('noto-sans-sc', HAN);
const TRADITIONAL = fallback('noto-sans-tc', HAN, 'Bopomofo');

/** Those that come with the package, and others that are used where someone installed them. */
const FALLBACKS: readonly FallbackFont[] = [
  fallback('manrope', 'Greek'),
  fallback('noto-sans-arabic', 'Arabic'),
  fallback('noto-sans-hebrew', 'Hebrew'),
  fallback('noto-sans-devanagari', 'Devanagari'),
  fallback('noto-sans-thai', 'Thai'),
  fallback('noto-sans-bengali', 'Bengali'),
  fallback('noto-sans-tamil', 'Tamil'),
  fallback('noto-sans-telugu', 'Telugu'),
  fallback('noto-sans-kannada', 'Kannada'),
  fallback('noto-sans-malayalam', 'Malayalam'),
  fallback('noto-sans-gujarati', 'Gujarati'),
  fallback('noto-sans-gurmukhi', 'Gurmukhi'),
  fallback('noto-sans-sinhala', 'Sinhala'),
  fallback('noto-sans-khmer', 'Khmer'),
  fallback('noto-sans-lao', 'Lao'),
  fallback('noto-sans-myanmar', 'Burmese'),
  fallback('noto-sans-ethiopic', 'Ethiopic'),
  fallback('noto-sans-georgian', 'Georgian'),
  fallback('noto-sans-armenian', 'Armenian'),
];

/**
 * Put the fallback fonts into the order in which they are tried for a text: characters that Chinese, Japanese and Korean share are drawn
 * as the text's language has them.
 */
export function orderFallbacks(text: string): FallbackFont[] {
  const first = guessEastAsian(text.normalize('NFC'));
  const others = [SIMPLIFIED, TRADITIONAL, JAPANESE, KOREAN].filter((font) => font !== first);
  return [...FALLBACKS, first, ...others];
}

/**
 * Guess a language from its letters: kana are Japanese, hangul Korean; of texts in Chinese characters alone the first national standard
 * that has all of them tells. Most Japanese titles without kana are thereby taken for traditional Chinese, whose forms are nearest.
 */
function guessEastAsian(text: string): FallbackFont {
  if (/[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text)) return JAPANESE;
  if (/\p{Script=Hangul}/u.test(text)) return KOREAN;
  const characters = text.match(/\p{Script=Han}/gu) ?? [];
  const standard = STANDARDS.find(({ encoding, lead }) => {
    const known = listCharacters(encoding, lead);
    return characters.every((character) => known.has(character));
  });
  return standard?.font ?? SIMPLIFIED;
}

/** National standards by their encodings, whose two bytes name a character each; the first of `lead` and the last begin its ideographs. */
const STANDARDS = [
  // GB 2312 inside GBK: 6,763 characters, rows 16 to 87.
  { font: SIMPLIFIED, encoding: 'gbk', lead: [0xb0, 0xf7] },
  // Big5: 13,053 characters.
  { font: TRADITIONAL, encoding: 'big5', lead: [0xa4, 0xf9] },
  // JIS X 0208: 6,355 characters, rows 16 to 84.
  { font: JAPANESE, encoding: 'euc-jp', lead: [0xb0, 0xf4] },
] as const;

function listCharacters(encoding: string, [first, last]: readonly [number, number]): ReadonlySet<string> {
  const bytes: number[] = [];
  for (let lead = first; lead <= last; lead++) {
    for (let trail = encoding === 'big5' ? 0x40 : 0xa1; trail <= 0xfe; trail++) {
      // Big5 has two ranges of second bytes.
      if (trail < 0x7f || trail > 0xa0) bytes.push(lead, trail);
    }
  }
  return new Set(new TextDecoder(encoding).decode(Uint8Array.from(bytes)));
}
