import type { Font } from './font.ts';
import { scriptOf } from './scripts.ts';

/** How many characters a message names. */
const MOST_NAMED = 12;

/** None of the fonts in a chain can draw some characters of a text. */
export class GlyphMissingError extends Error {
  override readonly name = 'GlyphMissingError';
  /** The characters, each once, in order of first appearance; combining marks stay with their letter. */
  readonly characters: readonly string[];
  /** Their scripts in words, each once: "Arabic", "Chinese characters". Digits, signs and rare scripts have none. */
  readonly scripts: readonly string[];
  /** Names of the fonts that were asked, in order. */
  readonly fonts: readonly string[];

  constructor(characters: readonly string[], fonts: readonly Font[]) {
    const scripts = [...new Set(characters.map((character) => scriptOf(character)?.name))].filter(
      (name) => name !== undefined,
    );
    const names = [...new Set(fonts.map(({ name }) => name))];
    const named = characters.slice(0, MOST_NAMED).map((character) => `${character} (${codePoints(character)})`);
    if (characters.length > MOST_NAMED) named.push(`${characters.length - MOST_NAMED} more`);
    const inWords = scripts.length === 0 ? '' : `${scripts.join(', ')}: `;
    super(`no font has a glyph for ${inWords}${named.join(', ')}; asked: ${names.join(', ') || 'none'}`);
    this.characters = characters;
    this.scripts = scripts;
    this.fonts = names;
  }
}

function codePoints(text: string): string {
  return Array.from(text, (c) => `U+${c.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`).join(' ');
}
