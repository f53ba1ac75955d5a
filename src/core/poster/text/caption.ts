import type { Font } from '../../type/index.ts';
import { measureLine } from './set-line.ts';

/** Replaces omitted text. */
const LEFT_OUT = '…';
/** Characters that are removed before the ellipsis. */
const LOOSE_END = /[\s,.;:!?'"«»“”‘’()–—-]+$/u;
/** Longer titles are cut before they are measured: no caption holds as much. */
const MAX_LETTERS = 200;
/** Factor by which lines become narrower at each step that balances them. */
const NARROWER = 0.96;
/** Narrower than any letter, ems. */
const MIN_WIDTH = 0.01;

/**
 * Break a title into the lines of a caption, all in one size and of similar length. A title that is
 * too long ends in an ellipsis, after a whole word if one fits.
 *
 * @param fonts if empty, nothing can be written.
 * @param width of a line, ems.
 * @returns up to `most` lines, none blank.
 * @throws {RenderError} `font-missing` if no font has a character.
 */
export function breakCaption(title: string, fonts: readonly Font[], width: number, most: number): string[] {
  if (fonts.length === 0) return [];
  const letters = Array.from(title.trim().replaceAll(/\s+/g, ' '));
  const words = letters
    .slice(0, MAX_LETTERS)
    .join('')
    .split(' ')
    .filter((word) => word !== '');
  const widths = new Map<string, number>();
  const measure = (text: string): number => {
    const known = widths.get(text) ?? measureLine(text, fonts);
    widths.set(text, known);
    return known;
  };
  if (words.length === 0) return [];
  const isLong = letters.length > MAX_LETTERS;
  let lines = isLong ? null : breakWhole(words, measure, width);
  if (lines === null || lines.length > most) return breakCut(words, measure, width, most);
  // Text without width fits into any line.
  for (let narrow = width * NARROWER; narrow > MIN_WIDTH; narrow *= NARROWER) {
    const other = breakWhole(words, measure, narrow);
    if (other === null || other.length > lines.length) break;
    lines = other;
  }
  return lines;
}

type Measure = (text: string) => number;

/** Break words into as few lines as possible; null if a word is wider than a line. */
function breakWhole(words: readonly string[], measure: Measure, width: number): string[] | null {
  const lines: string[] = [];
  for (const word of words) {
    const longer = lines.length === 0 ? word : `${lines.at(-1)} ${word}`;
    if (lines.length > 0 && measure(longer) <= width) lines[lines.length - 1] = longer;
    else if (measure(word) <= width) lines.push(word);
    else return null;
  }
  return lines;
}

/** Fill `most` lines and omit the rest. */
function breakCut(words: readonly string[], measure: Measure, width: number, most: number): string[] {
  const fits = (text: string): boolean => measure(text) <= width;
  const lines: string[] = [];
  let at = 0;
  while (at < words.length && lines.length < most) {
    const isLast = lines.length + 1 === most;
    let count = words.length - at;
    const textOf = (): string => {
      const text = words.slice(at, at + count).join(' ');
      return isLast ? text.replace(LOOSE_END, '') + LEFT_OUT : text;
    };
    while (count > 1 && !fits(textOf())) count--;
    if (!fits(textOf())) return [...lines, cutWord(words[at]!, fits)];
    lines.push(textOf());
    at += count;
  }
  return lines;
}

function cutWord(word: string, fits: (text: string) => boolean): string {
  const letters = Array.from(word.replace(LOOSE_END, ''));
  while (letters.length > 1 && !fits(letters.join('') + LEFT_OUT)) letters.pop();
  return letters.join('') + LEFT_OUT;
}
