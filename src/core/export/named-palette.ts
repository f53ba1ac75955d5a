import { nameColor } from '../color/index.ts';
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
 * Give each swatch its name in words, and its code too where two would have one name: programs tell
 * swatches apart by their names.
 *
 * @param swatches at least one, in the order they are to be listed. Not modified.
 */
export function namePalette(title: string, swatches: readonly Swatch[]): NamedPalette {
  const names = swatches.map(({ color }) => nameColor(color).name);
  const isAlone = (name: string) => names.indexOf(name) === names.lastIndexOf(name);
  return {
    title: toLine(title) || 'Palette',
    swatches: swatches.map((swatch, i) => {
      const name = names[i]!;
      return { ...swatch, name: isAlone(name) ? name : `${name} ${swatch.color}` };
    }),
  };
}

/**
 * Control characters and line breaks would end a line, or a string, in the files that are made of
 * it.
 */
function toLine(text: string): string {
  return text.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();
}
