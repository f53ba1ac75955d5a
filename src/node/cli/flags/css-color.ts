import { OptionError } from '../../../core/options/index.ts';

/** Reads an opaque CSS colour, and returns `#rrggbb`, or null for other text. */
export type ReadCss = (text: string) => string | null;

/**
 * Load the reader of CSS colours: `gold`, `#e8c872`, `hsl(40 60% 50%)`, `oklch(0.7 0.1 60)`. A
 * colour outside sRGB is mapped into sRGB and keeps its hue.
 *
 * @see CSS Color Module Level 4
 */
export async function loadCssReader(): Promise<ReadCss> {
  const { displayable, formatHex, parse, toGamut } = await import('culori');
  return (text) => {
    const color = parse(text);
    if (color === undefined || (color.alpha ?? 1) < 1) return null;
    return formatHex(displayable(color) ? color : toGamut('rgb', 'oklch')(color));
  };
}

/**
 * Parse the CSS colour of an option.
 *
 * @param option name of the option, for the error message.
 * @returns `#rrggbb`.
 * @throws {OptionError} when the text is not a colour, or the colour is not opaque.
 */
export async function readCssColor(option: string, text: string): Promise<string> {
  if (/^#[0-9a-f]{6}$/i.test(text)) return text.toLowerCase();
  const color = (await loadCssReader())(text);
  if (color !== null) return color;
  const expected = 'an opaque colour as CSS writes it, such as #e8c872, gold or oklch(0.7 0.1 60)';
  throw new OptionError('wrong-value', option, `expected ${expected}, got ${JSON.stringify(text)}`);
}
