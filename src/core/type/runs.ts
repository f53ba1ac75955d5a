import { type Direction, embeddingLevels, textDirection } from './direction.ts';
import type { Font } from './font.ts';
import { GlyphMissingError } from './glyph-missing-error.ts';
import { hasGlyph } from './loaded.ts';
import { type Script, scriptOf } from './scripts.ts';

/** A part of a text in one script and direction that one font draws. */
export interface TextRun {
  readonly font: Font;
  readonly text: string;
  /** Odd: it runs right to left. */
  readonly level: number;
  readonly script: Script | undefined;
}

/**
 * Marks that control shaping and have no ink of their own: joiners, variation selectors,
 * directional marks.
 */
const INKLESS = /^\p{Default_Ignorable_Code_Point}$/u;
/** Characters that are drawn in the font of the letters before them. */
const FOLLOWING = /^[\s\p{Default_Ignorable_Code_Point}]+$/u;
/** A letter with its marks. */
const LETTER = /\P{M}\p{M}*|\p{M}+/gu;

/**
 * Split a text into runs, each drawn by the first font of the chain that has its glyphs. For a
 * word, this is the first family that has all its letters. If no family has them all, each letter
 * with its marks gets its own font.
 *
 * Letters are composed first (NFC), because file names from macOS are decomposed. A letter that
 * exists only in decomposed form is drawn from its parts.
 *
 * @param text one line.
 * @param direction the line's; found from its letters when absent.
 * @returns runs in reading order.
 * @throws {GlyphMissingError} naming every character that no font has.
 */
export function splitTextRuns(text: string, fonts: readonly Font[], direction?: Direction): TextRun[] {
  const composed = text.normalize('NFC');
  const levels = embeddingLevels(composed, direction ?? textDirection(composed));
  const runs: { font: Font; text: string; level: number; script: Script | undefined }[] = [];
  const missing = new Set<string>();
  for (const word of splitWords(composed)) {
    const family = findFamily(word, fonts);
    for (const { text: letter, index, script } of word) {
      const last = runs.at(-1);
      const isFollowing = last !== undefined && FOLLOWING.test(letter);
      const found = findFont(letter, [...(isFollowing ? [last.font] : family), ...fonts]);
      if (found === undefined) {
        missing.add(letter);
        continue;
      }
      const level = levels[index]!;
      const isSameScript = script === undefined || last?.script === undefined || script === last.script;
      if (last?.font === found.font && last.level === level && isSameScript) {
        last.text += found.text;
        last.script ??= script;
      } else {
        runs.push({ ...found, level, script });
      }
    }
  }
  if (missing.size > 0) throw new GlyphMissingError([...missing], fonts);
  return runs;
}

/**
 * Find the letters of a text that no font of a chain has.
 *
 * @param text any number of lines; white space needs no glyph here.
 * @returns each letter once, with its marks, in order of first appearance.
 */
export function missingLetters(text: string, fonts: readonly Font[]): string[] {
  const words = text.normalize('NFC').split(/\s+/u);
  const letters = new Set(words.flatMap((word) => word.match(LETTER) ?? []));
  return [...letters].filter((letter) => !FOLLOWING.test(letter) && findFont(letter, fonts) === undefined);
}

interface Letter {
  /** With its marks. */
  readonly text: string;
  /** Index of its first UTF-16 unit. */
  readonly index: number;
  readonly script: Script | undefined;
}

/**
 * Split a line at spaces and where the script changes. Characters without a script belong to the
 * word before them.
 */
function splitWords(line: string): Letter[][] {
  const words: Letter[][] = [];
  let current: Script | undefined;
  for (const { 0: text, index } of line.matchAll(LETTER)) {
    const script = scriptOf(text);
    const isChange = script !== undefined && current !== undefined && script !== current;
    if (words.length === 0 || isChange || /^\s/u.test(text)) {
      words.push([]);
      current = undefined;
    }
    words.at(-1)!.push({ text, index, script });
    current ??= script;
  }
  return words;
}

/**
 * Find the first family that has all letters of a word, so that the word is drawn in one family.
 * Fonts of a family have the same name.
 */
function findFamily(word: readonly Letter[], fonts: readonly Font[]): Font[] {
  const letters = word.filter(({ script }) => script !== undefined);
  for (const name of new Set(fonts.map((font) => font.name))) {
    const family = fonts.filter((font) => font.name === name);
    if (letters.every(({ text }) => findFont(text, family) !== undefined)) return family;
  }
  return [];
}

function findFont(letter: string, fonts: readonly Font[]): { font: Font; text: string } | undefined {
  for (const text of [letter, letter.normalize('NFD')]) {
    const inked = Array.from(text).filter((c) => !INKLESS.test(c));
    const font = fonts.find((candidate) => inked.every((c) => hasGlyph(candidate, c.codePointAt(0)!)));
    if (font !== undefined) return { font, text };
  }
  return undefined;
}
