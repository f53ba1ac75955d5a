/** The escape sequence that returns to the default foreground colour. */
const DEFAULT_COLOR = '\x1b[39m';

/** Colours text (`#rrggbb`) with the nearest colour that the terminal supports. */
export type PaintText = (text: string, color: string) => string;

/**
 * Create a painter for a terminal. With fewer than 8 bits per colour, it returns text unchanged.
 *
 * @param depth bits per colour: `WriteStream.getColorDepth()`, which respects NO_COLOR and
 * FORCE_COLOR.
 * @param nearestColor finds the number of a colour in the palette of 256 colours. It comes from a
 * room that `--help` does not load.
 */
export function createTextPainter(depth: number, nearestColor: (color: string) => number): PaintText {
  if (depth < 8) return (text) => text;
  if (depth < 24) {
    // A progress bar paints the same colours many times.
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
