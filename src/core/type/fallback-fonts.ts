import { EAST_ASIAN, FALLBACKS, type FallbackFont } from './font-packages.ts';

/** Decodes bytes of one of the encodings that browsers know, like their `TextDecoder`. */
export type DecodeText = (encoding: string, bytes: Uint8Array) => string;

/**
 * Order the fallback fonts for a text, the first to try first. Characters that Chinese, Japanese
 * and Korean share are drawn in the forms of the text's language.
 */
export function orderFallbacks(text: string, decode: DecodeText): FallbackFont[] {
  const first = guessEastAsian(text.normalize('NFC'), decode);
  const others = Object.values(EAST_ASIAN).filter((font) => font !== first);
  return [...FALLBACKS, first, ...others];
}

/**
 * Guess a language from its letters: kana mean Japanese, hangul Korean. For texts in Chinese
 * characters alone, the language is that of the first national standard that has all of them. Most
 * Japanese titles without kana are thereby classified as traditional Chinese, which has the most
 * similar forms.
 */
function guessEastAsian(text: string, decode: DecodeText): FallbackFont {
  if (/[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text)) return EAST_ASIAN.japanese;
  if (/\p{Script=Hangul}/u.test(text)) return EAST_ASIAN.korean;
  const characters = text.match(/\p{Script=Han}/gu) ?? [];
  const standard = STANDARDS.find(({ encoding, lead }) => {
    const known = listCharacters(encoding, lead, decode);
    return characters.every((character) => known.has(character));
  });
  return standard?.font ?? EAST_ASIAN.simplified;
}

/**
 * National standards and their encodings. Two bytes encode a character each; `lead` is the first
 * and the last lead byte of the ideographs.
 */
const STANDARDS = [
  // GB 2312 inside GBK: 6,763 characters, rows 16 to 87.
  { font: EAST_ASIAN.simplified, encoding: 'gbk', lead: [0xb0, 0xf7] },
  // Big5: 13,053 characters.
  { font: EAST_ASIAN.traditional, encoding: 'big5', lead: [0xa4, 0xf9] },
  // JIS X 0208: 6,355 characters, rows 16 to 84.
  { font: EAST_ASIAN.japanese, encoding: 'euc-jp', lead: [0xb0, 0xf4] },
] as const;

function listCharacters(
  encoding: string,
  [first, last]: readonly [number, number],
  decode: DecodeText,
): ReadonlySet<string> {
  const bytes: number[] = [];
  for (let lead = first; lead <= last; lead++) {
    for (let trail = encoding === 'big5' ? 0x40 : 0xa1; trail <= 0xfe; trail++) {
      // Big5 has two ranges of second bytes.
      if (trail < 0x7f || trail > 0xa0) bytes.push(lead, trail);
    }
  }
  return new Set(decode(encoding, Uint8Array.from(bytes)));
}
