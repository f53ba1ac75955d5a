import { ChromathequeError } from '../options/index.ts';
import type { Font } from './font.ts';
import { scriptOf } from './scripts.ts';

/** Maximum number of characters of a script in a message. */
const MAX_NAMED = 12;

/** None of the fonts in a chain can draw some characters of a text. */
export class GlyphMissingError extends ChromathequeError<'glyph-missing'> {
  override readonly name = 'GlyphMissingError';
  /**
   * The characters, each once, in order of first appearance; combining marks stay with their
   * letter.
   */
  readonly characters: readonly string[];
  /**
   * Their scripts in words, each once: "Arabic", "Chinese characters". Digits, signs and rare
   * scripts are not included.
   */
  readonly scripts: readonly string[];
  /** Names of the fonts that were tried, in order. */
  readonly fonts: readonly string[];

  constructor(characters: readonly string[], fonts: readonly Font[]) {
    const byScript = new Map<string | undefined, string[]>();
    for (const character of characters) {
      const script = scriptOf(character)?.name;
      byScript.set(script, [...(byScript.get(script) ?? []), `${character} (${codePoints(character)})`]);
    }
    const names = [...new Set(fonts.map(({ name }) => name))];
    const groups = [...byScript].map(([script, named]) => {
      const rest = named.length - MAX_NAMED;
      const list = [...named.slice(0, MAX_NAMED), ...(rest > 0 ? [`${rest} more`] : [])].join(', ');
      return script === undefined ? list : `${script} ${list}`;
    });
    super('glyph-missing', `no font has a glyph for ${groups.join('; ')}; asked: ${names.join(', ') || 'none'}`);
    this.characters = characters;
    this.scripts = [...byScript.keys()].filter((script) => script !== undefined);
    this.fonts = names;
  }
}

function codePoints(text: string): string {
  return Array.from(text, (c) => `U+${c.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`).join(' ');
}
