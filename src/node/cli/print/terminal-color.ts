/** The escape sequence that returns to the default foreground colour. */
const DEFAULT_COLOR = '\x1b[39m';

/** Puts text into a colour (`#rrggbb`), as well as a terminal can show it. */
export type PaintText = (text: string, color: string) => string;

/**
 * Create the painter of a terminal. With fewer than 8 bits per colour, text stays as it is.
 *
 * @param depth of the terminal, bits: `WriteStream.getColorDepth()`, which honours NO_COLOR and FORCE_COLOR.
 * @param nearestColor finds the number of a colour among a terminal's 256. It comes from a room that `--help` does not load.
 */
export function createTextPainter(depth: number, nearestColor: (color: string) => number): PaintText {
  if (depth < 8) return (text) => text;
  if (depth < 24) {
    // A progress bar paints the same colours again and again.
    const numbers = new Map<string, number>();
    return (text, color) => {
      const number = numbers.get(color) ?? nearestColor(color);
      numbers.set(color, number);
      return `\x1b[38;5;${number}m${text}${DEFAULT_COLOR}`;
    };
  }
  return (text, color) => {
    const [r, g, b] = [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16));
    return `\x1b[38;2;${r};${g};${b}m${text}${DEFAULT_COLOR}`;
  };
}
