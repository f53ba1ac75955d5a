import { type Font, outlineText } from '../../type/index.ts';

/** A piece of a title that is never broken, measured in ems. */
export interface Word {
  readonly text: string;
  readonly width: number;
  /** Width of the space before it, unless it begins a line; 0 in scripts without spaces. */
  readonly gap: number;
  /** Whether a line must end after it. */
  readonly endsLine: boolean;
  /** Whether it belongs to the word after it: a line that ends with it reads badly. */
  readonly leansForward: boolean;
  /** Whether it is part of a word that continues after it: no line should end with it. */
  readonly isCut: boolean;
}

/** White space at which a line may break; no-break spaces are excluded. */
const SPACES = /[^\S\u00a0\u2007\u202f]+/u;
const LINE_BREAKS = /\r\n?|[\n\u2028\u2029]/u;
/**
 * Characters of scripts without spaces. Korean uses spaces; Thai is not broken without a
 * dictionary.
 */
const UNSPACED = String.raw`[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Bopomofo}・ー々\u3001-\u303f\uff01-\uff65]`;
// JIS X 4051:2004, section 6.1 (line beginnings and ends), and W3C's Requirements for Chinese Text
// Layout, 3.1.5.
const NEVER_FIRST =
  '[、。，．・：；？！ー〜～゠…‥々〻ゝゞヽヾぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰ-ㇿ）］｝〕〉》」』】〙〗〟｠｡｣､･%％]';
const NEVER_LAST = '[（［｛〔〈《「『【〘〖〝｟｢]';
/** Where a line may break between such characters. */
const UNSPACED_BREAK = new RegExp(`(?<=${UNSPACED})(?<!${NEVER_LAST})(?=${UNSPACED})(?!${NEVER_FIRST})`, 'u');
/**
 * Places where a line may break but should not: before hiragana, which end a Japanese word or
 * follow it, and within a word in katakana.
 */
const WITHIN_WORD = /\n\p{Script=Hiragana}|\p{Script=Katakana}ー?\n\p{Script=Katakana}/u;
/** Where a reader pauses least: between Chinese characters, which form words of about two. */
const WITHIN_CHARACTERS = /\p{Script=Han}\n\p{Script=Han}/u;
/** Small words in lower case (of, by, and, de, und) and articles, which titles capitalise. */
const LEANING = /^(\p{Ll}{1,3}|The|An?|Le|La|Les|Un|Une|Der|Die|Das|Ein|Eine|El|Los|Las|Il|Lo)$/u;

/**
 * Split a title into words and measure them.
 *
 * @param title its line breaks are kept; empty lines are not.
 * @param tracking ems after each letter.
 * @throws {GlyphMissingError} when no font has a character.
 */
export function measureWords(title: string, fonts: readonly Font[], tracking: number): Word[] {
  const words: Word[] = [];
  const widths = new Map<string, number>();
  const measure = (text: string): number => {
    const width = widths.get(text) ?? outlineText(text, fonts, { tracking }).advance;
    widths.set(text, width);
    return width;
  };
  const lines = title
    .split(LINE_BREAKS)
    .map((line) => line.split(SPACES).filter((word) => word !== ''))
    .filter((line) => line.length > 0);
  if (lines.length === 0) return words;
  const space = measure(' ');
  for (const line of lines) {
    for (const [i, spaced] of line.entries()) {
      const pieces = spaced.replaceAll(/[\u00a0\u2007\u202f]/gu, ' ').split(UNSPACED_BREAK);
      for (const [j, text] of pieces.entries()) {
        const endsLine = i === line.length - 1 && j === pieces.length - 1;
        const place = `${text}\n${pieces[j + 1] ?? ''}`;
        words.push({
          text,
          width: measure(text),
          gap: j === 0 ? space : 0,
          endsLine,
          leansForward: LEANING.test(text) || WITHIN_CHARACTERS.test(place),
          isCut: WITHIN_WORD.test(place),
        });
      }
    }
  }
  return words;
}

/** Join the words of one line. */
export function joinWords(words: readonly Word[]): string {
  return words.map((word, i) => (i > 0 && word.gap > 0 ? ` ${word.text}` : word.text)).join('');
}
