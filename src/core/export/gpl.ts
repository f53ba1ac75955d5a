import { parseHex } from '../color/index.ts';
import type { NamedPalette } from './named-palette.ts';

/**
 * Write a palette for GIMP (.gpl), which Inkscape, Krita, Aseprite and others read too. UTF-8,
 * lines end in line feeds.
 *
 * @see https://developer.gimp.org/core/standards/gpl "GIMP Palette Format Version 2"
 */
export function paletteToGpl({ title, swatches }: NamedPalette): string {
  const colors = swatches.map(({ color, name }) => {
    const codes = parseHex(color).map((code) => String(code).padStart(3));
    return `${codes.join(' ')}\t${name}`;
  });
  return `${['GIMP Palette', `Name: ${title}`, `Columns: ${swatches.length}`, '#', ...colors].join('\n')}\n`;
}
