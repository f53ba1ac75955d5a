import { parseHex } from '../color/index.ts';
import type { NamedPalette } from './named-palette.ts';

/**
 * Write a palette as JSON, for programs: its title and, the most present first, each colour's code,
 * sRGB from 0 to 255, name and share of the picture. One colour a line.
 */
export function paletteToJson({ title, swatches }: NamedPalette): string {
  const colors = swatches.map(({ color, name, share }) =>
    JSON.stringify({ color, rgb: parseHex(color), name, share: Math.round(share * 1e6) / 1e6 }),
  );
  const head = `"format": "chromatheque/palette",\n"version": 1,\n"title": ${JSON.stringify(title)}`;
  return `{\n${head},\n"colors": [\n${colors.join(',\n')}\n]\n}\n`;
}
