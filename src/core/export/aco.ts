import { parseHex } from '../color/index.ts';
import { ByteWriter } from './byte-writer.ts';
import type { NamedPalette, NamedSwatch } from './named-palette.ts';

/** The colour space of a colour, here always RGB. */
const RGB = 0;
/** 8-bit codes to 16 bits: 255 becomes 65535. */
const WIDEN = 257;

/**
 * Write a palette as Photoshop's colour swatches (.aco): version 1, which every program reads, and
 * after it version 2, the same with names.
 *
 * @see https://www.adobe.com/devnet-apps/photoshop/fileformatashtml/ "Color swatches";
 *   http://www.nomodes.com/larry-tesler-personal/aco
 */
export function paletteToAco({ swatches }: NamedPalette): Uint8Array {
  const file = new ByteWriter().uint16(1, swatches.length);
  for (const swatch of swatches) appendColor(file, swatch);
  file.uint16(2, swatches.length);
  for (const swatch of swatches) {
    appendColor(file, swatch);
    file.uint32(swatch.name.length + 1).utf16z(swatch.name);
  }
  return file.toBytes();
}

function appendColor(file: ByteWriter, { color }: NamedSwatch): void {
  const [r, g, b] = parseHex(color);
  file.uint16(RGB, r * WIDEN, g * WIDEN, b * WIDEN, 0);
}
