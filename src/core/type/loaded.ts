import type * as HarfBuzz from 'harfbuzzjs';

/** The HarfBuzz objects of a `Font`. */
export interface LoadedFont {
  readonly library: typeof HarfBuzz;
  readonly font: HarfBuzz.Font;
  /** Units per em of its lengths. */
  readonly units: number;
}

type GlyphOutline = ReturnType<HarfBuzz.Font['glyphToJson']>;

/** What a font was asked before: thousands of captions are measured with the same few letters. */
interface KnownGlyphs {
  /** Contours of glyphs, in the font's units. */
  readonly outlines: Map<number, GlyphOutline>;
  /** Whether the font has a glyph for a code point. */
  readonly isCovered: Map<number, boolean>;
}

/** Maps each `Font` to its HarfBuzz objects, so that the public types do not name HarfBuzz. */
const loaded = new WeakMap<object, LoadedFont & KnownGlyphs>();

/** Store the HarfBuzz objects of a `Font`. */
export function keepLoaded(font: object, objects: LoadedFont): void {
  loaded.set(font, { ...objects, outlines: new Map(), isCovered: new Map() });
}

/**
 * Find the HarfBuzz objects of a `Font`.
 *
 * @throws {TypeError} when the object did not come from `loadFont`.
 */
export function loadedFont(font: object): LoadedFont & KnownGlyphs {
  const objects = loaded.get(font);
  if (objects === undefined) throw new TypeError('`fonts`: expected fonts from loadFont');
  return objects;
}

/** Whether a `Font` has its own glyph for a code point. */
export function hasGlyph(font: object, codePoint: number): boolean {
  const { font: face, isCovered } = loadedFont(font);
  let known = isCovered.get(codePoint);
  if (known === undefined) {
    known = face.nominalGlyph(codePoint) !== undefined;
    isCovered.set(codePoint, known);
  }
  return known;
}

/** List the segments of a glyph, in the font's units. Shared: must not be modified. */
export function outlineGlyph({ font, outlines }: LoadedFont & KnownGlyphs, glyph: number): GlyphOutline {
  let outline = outlines.get(glyph);
  if (outline === undefined) {
    outline = font.glyphToJson(glyph);
    outlines.set(glyph, outline);
  }
  return outline;
}
