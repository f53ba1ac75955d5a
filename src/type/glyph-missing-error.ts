/** None of the fonts in a chain can draw some characters of a text. */
export class GlyphMissingError extends Error {
  override readonly name = 'GlyphMissingError';
  /** The characters, each once, in order of first appearance; combining marks stay with their letter. */
  readonly characters: readonly string[];
  /** Names of the fonts that were asked, in order. */
  readonly fonts: readonly string[];

  constructor(characters: readonly string[], fonts: readonly string[]) {
    const named = characters.map((character) => `${character} (${codePoints(character)})`).join(', ');
    super(`no font has a glyph for ${named}; asked: ${fonts.join(', ') || 'none'}`);
    this.characters = characters;
    this.fonts = fonts;
  }
}

function codePoints(text: string): string {
  return Array.from(text, (c) => `U+${c.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`).join(' ');
}
