import { keepLoaded } from './loaded.ts';
import { unpackFont } from './unpack-font.ts';

/** A loaded font. All lengths in ems: 1 = the font size. */
export interface Font {
  /**
   * Full name as stored in the font; for a variable font, its family and the weight it was loaded
   * at.
   */
  readonly name: string;
  /** Baseline up to the font's ascender, > 0. */
  readonly ascent: number;
  /** Baseline down to the font's descender, > 0. */
  readonly descent: number;
  /** Height of a flat capital, and of a flat small letter. */
  readonly capHeight: number;
  readonly xHeight: number;
}

/** Options for loading a font. */
export interface LoadFontOptions {
  /**
   * CSS weight of a variable font, 1 to 1000; its default instance when absent. Other fonts have a
   * fixed weight.
   */
  readonly weight?: number;
}

// Name ids of the `name` table, OpenType 1.9.1.
const FAMILY_NAME = 1;
const FULL_NAME = 4;

/**
 * HarfBuzz returns whole numbers: this many per unit of the font, so that the outlines of variable
 * fonts are not rounded to its grid.
 */
const FINENESS = 64;

/**
 * Load a font. The first call loads the shaping library, HarfBuzz.
 *
 * @param bytes a TrueType, OpenType, WOFF or WOFF2 file; of a collection, its first font. Copied.
 * @throws {TypeError} when the bytes are another kind of file, or have no glyphs.
 */
export async function loadFont(bytes: Uint8Array, options: LoadFontOptions = {}): Promise<Font> {
  const library = await import('harfbuzzjs');
  const face = new library.Face(new library.Blob(await unpackFont(bytes)));
  // HarfBuzz accepts any bytes and omits damaged tables. A font needs these tables.
  for (const table of ['head', 'maxp', 'cmap', 'hhea', 'hmtx']) {
    if (!face.referenceTable(table)?.length) throw notAFont();
  }
  if (face.collectUnicodes().length === 0) throw notAFont();
  const font = new library.Font(face);
  const units = face.upem * FINENESS;
  font.setScale(units, units);
  const weight = 'wght' in face.getAxisInfos() ? options.weight : undefined;
  if (weight !== undefined) font.setVariations([new library.Variation('wght', weight)]);
  // Some fonts name the family after the default instance, "Noto Sans JP Thin".
  const family = face.getName(FAMILY_NAME, 'en').replace(/ (Thin|Extra ?Light|Light|Regular)$/, '') || 'unnamed';
  const { ascender, descender } = font.hExtents();
  const { CAP_HEIGHT, X_HEIGHT } = library.MetricsTag;
  const result: Font = Object.freeze({
    name: weight === undefined ? face.getName(FULL_NAME, 'en') || family : `${family} ${weight}`,
    ascent: ascender / units,
    descent: -descender / units,
    capHeight: font.getMetricPositionWithFallback(CAP_HEIGHT) / units,
    xHeight: font.getMetricPositionWithFallback(X_HEIGHT) / units,
  });
  keepLoaded(result, { library, font, units });
  return result;
}

function notAFont(): TypeError {
  return new TypeError('`bytes`: expected a TrueType, OpenType, WOFF or WOFF2 font with characters and outlines');
}
