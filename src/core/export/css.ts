import { formatPercent } from '../text/index.ts';
import type { NamedPalette } from './named-palette.ts';

/**
 * Write a palette as CSS custom properties, `--color-1` the most present, each with its share of
 * the picture in a comment.
 *
 * @see https://www.w3.org/TR/css-variables-1/
 */
export function paletteToCss({ title, swatches }: NamedPalette): string {
  const properties = swatches.map(({ color, name, share }, i) => {
    const words = name === color ? '' : `${name}, `;
    return `  --color-${i + 1}: ${color}; /* ${toComment(`${words}${formatPercent(share, { decimals: 1, separator: '' })}`)} */`;
  });
  return `${[`/* ${toComment(title)} */`, ':root {', ...properties, '}'].join('\n')}\n`;
}

/**
 * A comment ends at the first asterisk and slash, wherever they stand: section 4.3.2 of CSS Syntax.
 */
const toComment = (text: string): string => text.replaceAll('*/', '* /');
