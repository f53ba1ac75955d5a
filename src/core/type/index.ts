/**
 * Letters: converts the bytes of a font and a text to outlines, so that a title looks the same in
 * SVG, PNG and PDF without installed fonts.
 *
 * This room is pure. It determines which fonts a text needs, but never opens or downloads one. It
 * draws nothing, and does not depend on films or posters.
 */
export { type Direction, textDirection } from './direction.ts';
export { type Font, type LoadFontOptions, loadFont } from './font.ts';
export { type CompletedFonts, createFontLoader, type FontLoader, type FontStore } from './font-loader.ts';
export {
  FONT_NAMES,
  FONT_PACKAGES,
  type FontName,
  type FontPackage,
  type FontRanges,
  fontFile,
} from './font-packages.ts';
export { GlyphMissingError } from './glyph-missing-error.ts';
export {
  type Bounds,
  isBlank,
  type Outline,
  type OutlineOptions,
  type OutlineSegment,
  outlineText,
} from './outline.ts';
export { missingLetters } from './runs.ts';
export { unpackFont } from './unpack-font.ts';
