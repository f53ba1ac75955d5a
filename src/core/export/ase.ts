import { parseHex } from '../color/index.ts';
import { ByteWriter } from './byte-writer.ts';
import type { NamedPalette, NamedSwatch } from './named-palette.ts';

const GROUP_START = 0xc001;
const GROUP_END = 0xc002;
const COLOR = 0x0001;
/**
 * A process colour of its own: neither spot nor global, so that changing the swatch recolours
 * nothing.
 */
const NORMAL = 2;
/** Lengths of names are 16 bits, and count the zero at the end. */
const MAX_NAME = 0xfffe;

/**
 * Write a palette as Adobe Swatch Exchange (.ase), for Illustrator, Photoshop, InDesign, Procreate
 * and others: one group, named after what it is the palette of, of RGB colours.
 *
 * Adobe publishes no description. This is the layout that those who took files of its programs
 * apart agree on: `ASEF`, version 1.0, the number of blocks; a block is its type, its length and
 * that many bytes.
 *
 * @see https://carl.camera/default.aspx?section=color "ASE File Specification";
 *   https://www.cyotek.com/blog/reading-adobe-swatch-exchange-ase-files-using-csharp
 */
export function paletteToAse({ title, swatches }: NamedPalette): Uint8Array {
  const file = new ByteWriter()
    .ascii('ASEF')
    .uint16(1, 0)
    .uint32(swatches.length + 2);
  appendBlock(file, GROUP_START, writeName(title));
  for (const swatch of swatches) appendBlock(file, COLOR, writeColor(swatch));
  appendBlock(file, GROUP_END, new ByteWriter());
  return file.toBytes();
}

function appendBlock(file: ByteWriter, type: number, body: ByteWriter): void {
  file.uint16(type).uint32(body.length).append(body);
}

function writeName(name: string): ByteWriter {
  const kept = name.slice(0, MAX_NAME);
  return new ByteWriter().uint16(kept.length + 1).utf16z(kept);
}

function writeColor({ name, color }: NamedSwatch): ByteWriter {
  const shares = parseHex(color).map((code) => code / 255);
  return writeName(name)
    .ascii('RGB ')
    .float32(...shares)
    .uint16(NORMAL);
}
