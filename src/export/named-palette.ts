import type { Swatch } from '../fingerprint/index.ts';

/** A swatch that programs can show under a name. */
export interface NamedSwatch extends Swatch {
  /** Never empty, one line. */
  readonly name: string;
}

/** A palette for other programs. */
export interface NamedPalette {
  /** What it is the palette of. */
  readonly title: string;
  /** The most present first; at least one. */
  readonly swatches: readonly NamedSwatch[];
}

/**
 * Give each swatch a name. It is the colour's code: names in words belong into `nameSwatch`, and are then in every file.
 *
 * @param swatches at least one, in the order they are to be listed. Not modified.
 */
export function namePalette(title: string, swatches: readonly Swatch[]): NamedPalette {
  return {
    title: toLine(title) || 'Palette',
    swatches: swatches.map((swatch) => ({ ...swatch, name: nameSwatch(swatch) })),
  };
}

const nameSwatch = ({ color }: Swatch): string => color;

/** Control characters and line breaks would end a line, or a string, in the files that are made of it. */
function toLine(text: string): string {
  return text.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();
}
