import { OptionError } from '../../../core/options/index.ts';

/**
 * Parse a CSS colour: `gold`, `#e8c872`, `hsl(40 60% 50%)`, `oklch(0.7 0.1 60)`. A colour outside
 * sRGB is mapped into sRGB and keeps its hue.
 *
 * @param option name of the option, for the error message.
 * @returns `#rrggbb`.
 * @throws {OptionError} when the text is not a colour, or the colour is not opaque.
 * @see CSS Color Module Level 4
 */
export async function readCssColor(option: string, text: string): Promise<string> {
  if (/^#[0-9a-f]{6}$/i.test(text)) return text.toLowerCase();
  const { displayable, formatHex, parse, toGamut } = await import('culori');
  const color = parse(text);
  if (color === undefined || (color.alpha ?? 1) < 1) {
    const expected = 'an opaque colour as CSS writes it, such as #e8c872, gold or oklch(0.7 0.1 60)';
    throw new OptionError('wrong-value', option, `expected ${expected}, got ${JSON.stringify(text)}`);
  }
  return formatHex(displayable(color) ? color : toGamut('rgb', 'oklch')(color));
}
