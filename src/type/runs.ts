import type { Font } from './font.ts';
import { GlyphMissingError } from './glyph-missing-error.ts';
import { tablesOf } from './tables.ts';

/** A stretch of text that one font draws. */
export interface Run {
  readonly font: Font;
  readonly text: string;
}

/** Marks that steer shaping and have no ink of their own: joiners, variation selectors, directional marks. */
const INKLESS = /\p{Default_Ignorable_Code_Point}/u;
const ALL_INKLESS = /\p{Default_Ignorable_Code_Point}/gu;

/**
 * Split a text into runs, each drawn by the first font of the chain that has all glyphs of a letter and its marks.
 *
 * Letters are composed first (NFC), since file names from macOS arrive decomposed; a letter that only exists in pieces is drawn in pieces.
 *
 * @param text one line.
 * @throws {GlyphMissingError} naming every character that no font has.
 */
export function splitRuns(text: string, fonts: readonly Font[]): Run[] {
  const runs: { font: Font; text: string }[] = [];
  const missing = new Set<string>();
  for (const [letter] of text.normalize('NFC').matchAll(/\P{M}\p{M}*|\p{M}+/gu)) {
    const found = findFont(letter, fonts);
    if (found === undefined) {
      missing.add(letter);
      continue;
    }
    const last = runs.at(-1);
    if (last?.font === found.font) last.text += found.text;
    else if (found.text !== '') runs.push(found);
  }
  if (missing.size > 0) {
    throw new GlyphMissingError(
      [...missing],
      fonts.map((font) => font.name),
    );
  }
  return runs;
}

function findFont(letter: string, fonts: readonly Font[]): Run | undefined {
  for (const text of [letter, letter.normalize('NFD')]) {
    for (const font of fonts) {
      const tables = tablesOf(font);
      const has = (c: string): boolean => tables.hasGlyphForCodePoint(c.codePointAt(0)!);
      if (Array.from(text).every((c) => INKLESS.test(c) || has(c))) {
        return { font, text: Array.from(text).every(has) ? text : text.replace(ALL_INKLESS, '') };
      }
    }
  }
  return undefined;
}
