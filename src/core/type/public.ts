/**
 * Fonts: the outlines of a text.
 *
 * `chromatheque/type`: the part of this room that stays the same within a major version.
 * The rooms of this package use index.ts.
 */

export { type Font, type LoadFontOptions, loadFont } from './font.ts';
export { GlyphMissingError } from './glyph-missing-error.ts';
export { type Outline, type OutlineOptions, type OutlineSegment, outlineText } from './outline.ts';
