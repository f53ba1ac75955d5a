import type * as HarfBuzz from 'harfbuzzjs';
import type { Font } from './font.ts';

/** What stands behind a `Font`. */
export interface LoadedFont {
  readonly library: typeof HarfBuzz;
  readonly font: HarfBuzz.Font;
  /** How many of the units in which it answers make an em. */
  readonly units: number;
}

/** Kept aside so that no declaration of this room's doors names HarfBuzz. */
const loaded = new WeakMap<Font, LoadedFont>();

/** Remember what stands behind a font. */
export function keepLoaded(font: Font, behind: LoadedFont): void {
  loaded.set(font, behind);
}

/**
 * Find what stands behind a font.
 *
 * @throws {TypeError} when the object did not come from `loadFont`.
 */
export function loadedFont(font: Font): LoadedFont {
  const behind = loaded.get(font);
  if (behind === undefined) throw new TypeError('`fonts`: expected fonts from loadFont');
  return behind;
}

/** Tell whether a font has a glyph of its own for a code point. */
export function hasGlyph(font: Font, codePoint: number): boolean {
  return loadedFont(font).font.nominalGlyph(codePoint) !== undefined;
}
