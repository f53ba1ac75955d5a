import { OptionError } from '../../../core/options/index.ts';
/**
 * Read a colour as CSS writes it: `gold`, `#e8c872`, `hsl(40 60% 50%)`, `oklch(0.7 0.1 60)`. What lies beyond sRGB is brought in along its hue.
 *
 * @param option where it came from, for the message.
 * @returns `#rrggbb`.
 * @throws {OptionError} when it is none, or lets through what is below it.
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
