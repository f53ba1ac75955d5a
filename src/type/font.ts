import { create, type Font as FontTables } from 'fontkit';
import { keepTables } from './tables.ts';

/** A loaded font. All lengths in ems: 1 = the font size. */
export interface Font {
  /** Full name as the font states it. */
  readonly name: string;
  /** Baseline up to the font's ascender, > 0. */
  readonly ascent: number;
  /** Baseline down to the font's descender, > 0. */
  readonly descent: number;
  /** Height of a flat capital, of a flat small letter. */
  readonly capHeight: number;
  readonly xHeight: number;
}

/**
 * Read a font.
 *
 * @param bytes a TrueType, OpenType, WOFF or WOFF2 file; of a collection, its first font. Kept, not copied: do not modify it later.
 * @throws {TypeError} when the bytes are no such file.
 */
export function loadFont(bytes: Uint8Array): Font {
  let tables: FontTables;
  try {
    const opened = create(bytes);
    tables = 'fonts' in opened ? opened.fonts[0]! : opened;
  } catch (cause) {
    throw new TypeError('`bytes`: expected a TrueType, OpenType, WOFF or WOFF2 font', { cause });
  }
  const em = tables.unitsPerEm;
  const font: Font = Object.freeze({
    name: tables.fullName,
    ascent: tables.ascent / em,
    descent: -tables.descent / em,
    capHeight: tables.capHeight / em,
    xHeight: tables.xHeight / em,
  });
  keepTables(font, tables);
  return font;
}
