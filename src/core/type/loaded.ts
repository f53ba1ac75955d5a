import type * as HarfBuzz from 'harfbuzzjs';

/** The HarfBuzz objects of a `Font`. */
export interface LoadedFont {
  readonly library: typeof HarfBuzz;
  readonly font: HarfBuzz.Font;
  /** Units of its lengths per em. */
  readonly units: number;
}

/** By `Font`. Kept apart from it, so that the public types do not name HarfBuzz. */
const loaded = new WeakMap<object, LoadedFont>();

/** Keep the HarfBuzz objects of a `Font`. */
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

/** Whether a `Font` has a glyph of its own for a code point. */
export function hasGlyph(font: object, codePoint: number): boolean {
  return loadedFont(font).font.nominalGlyph(codePoint) !== undefined;
}
