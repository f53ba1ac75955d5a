import type * as HarfBuzz from 'harfbuzzjs';

/** The HarfBuzz objects of a `Font`. */
export interface LoadedFont {
  readonly library: typeof HarfBuzz;
  readonly font: HarfBuzz.Font;
  /** Units per em of its lengths. */
  readonly units: number;
}

/** Maps each `Font` to its HarfBuzz objects, so that the public types do not name HarfBuzz. */
const loaded = new WeakMap<object, LoadedFont>();

/** Store the HarfBuzz objects of a `Font`. */
export function keepLoaded(font: object, objects: LoadedFont): void {
  loaded.set(font, objects);
}

/**
 * Find the HarfBuzz objects of a `Font`.
 *
 * @throws {TypeError} when the object did not come from `loadFont`.
 */
export function loadedFont(font: object): LoadedFont {
  const objects = loaded.get(font);
  if (objects === undefined) throw new TypeError('`fonts`: expected fonts from loadFont');
  return objects;
}

/** Whether a `Font` has its own glyph for a code point. */
export function hasGlyph(font: object, codePoint: number): boolean {
  return loadedFont(font).font.nominalGlyph(codePoint) !== undefined;
}
