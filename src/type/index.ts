/**
 * Letters: the bytes of a font and a text become outlines, so that a title looks alike in SVG, PNG and PDF with no font installed.
 *
 * Pure: it never finds, opens or downloads a font, never draws, and knows nothing of films or posters.
 */
export type { Bounds } from './bounds.ts';
export { type Direction, textDirection } from './direction.ts';
export { type Font, type LoadFontOptions, loadFont } from './font.ts';
export { GlyphMissingError } from './glyph-missing-error.ts';
export {
  isBlank,
  type Outline,
  type OutlineOptions,
  outlineText,
  type Segment,
} from './outline.ts';
export { missingLetters } from './runs.ts';
