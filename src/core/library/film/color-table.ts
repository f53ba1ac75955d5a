import { type Oklab, srgb8ToOklab } from '../../color/index.ts';
import type { PaletteSwatch } from '../../fingerprint/index.ts';

/** Converts the colours of a film, `#rrggbb`, to OKLab. */
export type ReadColor = (color: string) => Oklab;

/**
 * Convert all colours of a film at once: each is needed several times. A hash table of their codes,
 * because strings as keys take longer than everything else.
 */
export function tabulateColors(parts: readonly { readonly swatches: readonly PaletteSwatch[] }[]): ReadColor {
  const swatches = parts.reduce((sum, part) => sum + part.swatches.length, 0);
  const bits = Math.max(4, 33 - Math.clz32(swatches));
  const codes = new Int32Array(2 ** bits).fill(-1);
  const places = new Int32Array(codes.length);
  const findSlot = (code: number): number => {
    // Knuth's multiplicative hash (The Art of Computer Programming, volume 3, section 6.4).
    let slot = Math.imul(code, 0x9e3779b1) >>> (32 - bits);
    while (codes[slot] !== code && codes[slot] !== -1) slot = (slot + 1) & (codes.length - 1);
    return slot;
  };
  const pixels = new Uint8Array(3 * swatches);
  let count = 0;
  for (const part of parts) {
    for (const { color } of part.swatches) {
      const code = readCode(color);
      const slot = findSlot(code);
      if (codes[slot] === code) continue;
      codes[slot] = code;
      places[slot] = count;
      pixels[3 * count] = code >> 16;
      pixels[3 * count + 1] = code >> 8;
      pixels[3 * count + 2] = code;
      count++;
    }
  }
  const labs = srgb8ToOklab(pixels.subarray(0, 3 * count));
  const table = Array.from({ length: count }, (_, i): Oklab => [labs[3 * i]!, labs[3 * i + 1]!, labs[3 * i + 2]!]);
  return (color) => table[places[findSlot(readCode(color))]!]!;
}

/** The code 0xrrggbb of a colour that was checked: digits have 0 to 9 in their low bits, letters 1 to 6. */
export function readCode(color: string): number {
  let code = 0;
  for (let i = 1; i < 7; i++) {
    const unit = color.charCodeAt(i);
    code = (code << 4) | ((unit & 15) + 9 * (unit >> 6));
  }
  return code;
}
