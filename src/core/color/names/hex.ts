import type { Rgb8 } from '../spaces/srgb.ts';

const PATTERN = /^#[0-9a-f]{6}$/i;

/**
 * Format 8-bit sRGB codes as `#rrggbb`, lower case.
 *
 * @throws {RangeError} when a code is not an integer from 0 to 255.
 */
export function formatHex(r: number, g: number, b: number): string {
  for (const code of [r, g, b]) {
    if (!Number.isInteger(code) || code < 0 || code > 255) {
      throw new RangeError(`\`r, g, b\`: expected integers from 0 to 255, got ${r}, ${g}, ${b}`);
    }
  }
  return `#${(0x1000000 + r * 65536 + g * 256 + b).toString(16).slice(1)}`;
}

/**
 * Parse `#rrggbb`, in either case.
 *
 * @throws {TypeError} when it is not a string, {RangeError} when it has another form.
 */
export function parseHex(hex: string): Rgb8 {
  if (typeof hex !== 'string') throw new TypeError(`\`hex\`: expected a string like "#rrggbb", got ${String(hex)}`);
  if (!PATTERN.test(hex)) throw new RangeError(`\`hex\`: expected a string like "#rrggbb", got ${JSON.stringify(hex)}`);
  const code = Number.parseInt(hex.slice(1), 16);
  return [code >> 16, (code >> 8) & 255, code & 255];
}
