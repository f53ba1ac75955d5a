import { RenderError } from '../../../../core/poster/index.ts';
import { type FontName, GlyphMissingError } from '../../../../core/type/index.ts';
import { loadFonts } from './web-fonts.ts';

/** A text as far as the fonts can draw it. */
export interface FittedText {
  readonly text: string;
  /** What was left out and why, as a sentence; null if nothing was. */
  readonly note: string | null;
}

const letters = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/**
 * Leave out the letters of a text that no font has.
 *
 * @param what how the note calls the text: `The title`.
 * @throws {RenderError} `font-unreadable` if a font cannot be loaded.
 */
export async function fitText(font: FontName, text: string, what: string): Promise<FittedText> {
  try {
    await loadFonts(font, text);
    return { text, note: null };
  } catch (error) {
    const missing = error instanceof RenderError ? error.cause : null;
    if (!(error instanceof RenderError) || !(missing instanceof GlyphMissingError)) throw error;
    const fitted = leaveOut(text, missing.characters);
    return { text: fitted, note: `${what} is drawn without ${list(missing.characters)}. ${error.message}` };
  }
}

/** Remove the letters that contain one of some characters, and the spaces that are then doubled. */
function leaveOut(text: string, characters: readonly string[]): string {
  const composed = text.normalize('NFC');
  const kept = Array.from(letters.segment(composed), ({ segment }) => segment).filter(
    (letter) => !characters.some((character) => letter.includes(character)),
  );
  return kept
    .join('')
    .replace(/[^\S\n]+/g, ' ')
    .replace(/^ | $/gm, '');
}

const MAX_LISTED = 6;

function list(characters: readonly string[]): string {
  const more = characters.length - MAX_LISTED;
  return [...characters.slice(0, MAX_LISTED), ...(more > 0 ? [`${more} more letters`] : [])].join(' ');
}
