import { type Oklab, parseHex, srgb8ToOklab } from '../../color/index.ts';
import type { PaletteSwatch } from '../../fingerprint/index.ts';

/** Converts the colours of a film, `#rrggbb`, to OKLab. */
export type ReadColor = (color: string) => Oklab;

/** Convert all colours of a film at once: each is needed several times. */
export function tabulateColors(parts: readonly { readonly swatches: readonly PaletteSwatch[] }[]): ReadColor {
  const table = new Map<string, Oklab>();
  for (const { swatches } of parts) for (const { color } of swatches) table.set(color, [0, 0, 0]);
  const codes = new Uint8Array(3 * table.size);
  let end = 0;
  for (const color of table.keys()) {
    codes.set(parseHex(color), end);
    end += 3;
  }
  const labs = srgb8ToOklab(codes);
  let i = 0;
  for (const color of table.keys()) {
    table.set(color, [labs[i]!, labs[i + 1]!, labs[i + 2]!]);
    i += 3;
  }
  return (color) => table.get(color)!;
}
