/** Escape sequences that switch the foreground colour on, for terminals of 24 and of 8 bits a colour, and off again. */
const DEFAULT_COLOR = '\x1b[39m';

/**
 * Put text into a colour, as well as a terminal can show it; fewer than 8 bits a colour leave it as it is.
 *
 * @param color `#rrggbb`. @param depth of the terminal, bits: `WriteStream.getColorDepth()`, which honours NO_COLOR and FORCE_COLOR.
 */
export function paintText(text: string, color: string, depth: number): string {
  const [r, g, b] = [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16)) as [number, number, number];
  if (depth >= 24) return `\x1b[38;2;${r};${g};${b}m${text}${DEFAULT_COLOR}`;
  if (depth < 8) return text;
  // The 6 x 6 x 6 colour cube of xterm's 256 colours.
  const level = (value: number) => Math.round((value / 255) * 5);
  return `\x1b[38;5;${16 + 36 * level(r) + 6 * level(g) + level(b)}m${text}${DEFAULT_COLOR}`;
}
