/** Names that differ in one number, as `printf` and FFmpeg's `image2` write them. */
export interface NamePattern {
  readonly prefix: string;
  /** Digits of the number at least; shorter numbers have zeros before them. */
  readonly width: number;
  readonly suffix: string;
}

/**
 * Read a name with one number in it, `%d` or `%04d`, where `%%` is a percent sign (`av_get_frame_filename2` in libavformat/utils.c).
 *
 * @returns null for any other name.
 */
export function parsePattern(name: string): NamePattern | null {
  const parts = [''];
  let width = 0;
  for (const [token, , digits] of name.matchAll(/%(%|0*(\d{0,2})d)|[^%]+|%/gs)) {
    if (token === '%') return null;
    if (digits === undefined) parts[parts.length - 1] += token === '%%' ? '%' : token;
    else {
      width = Math.max(1, Number(digits));
      parts.push('');
    }
  }
  const [prefix, suffix, ...more] = parts;
  return suffix === undefined || more.length > 0 ? null : { prefix: prefix!, width, suffix };
}

/** Write a pattern: `f%04d.png`. */
export const formatPattern = ({ prefix, width, suffix }: NamePattern): string =>
  `${prefix.replaceAll('%', '%%')}%${width > 1 ? `0${width}` : ''}d${suffix.replaceAll('%', '%%')}`;

/** Tell whether a name has a number in the place of the pattern's. */
export function hasNumber({ prefix, width, suffix }: NamePattern, name: string): boolean {
  if (name.length < prefix.length + width + suffix.length) return false;
  if (!name.startsWith(prefix) || !name.endsWith(suffix)) return false;
  const digits = name.slice(prefix.length, name.length - suffix.length);
  return /^\d+$/.test(digits) && (digits.length === width || !digits.startsWith('0'));
}
