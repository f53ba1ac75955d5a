/** Two hexadecimal digits for each byte. */
const PAIRS = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));
/** One digit for bytes that consist of two equal ones; empty for others. */
const SINGLES = PAIRS.map((pair) => (pair[0] === pair[1] ? pair[0]! : ''));

/** Format 0xrrggbb as `#rgb` when that equals `#rrggbb`, otherwise as `#rrggbb`. */
export function shortHex(color: number): string {
  const [r, g, b] = [SINGLES[color >> 16]!, SINGLES[(color >> 8) & 255]!, SINGLES[color & 255]!];
  return r !== '' && g !== '' && b !== '' ? `#${r}${g}${b}` : longHex(color);
}

/** Format 0xrrggbb as `#rrggbb`. */
export function longHex(color: number): string {
  return `#${PAIRS[color >> 16]!}${PAIRS[(color >> 8) & 255]!}${PAIRS[color & 255]!}`;
}
