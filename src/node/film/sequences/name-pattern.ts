/** Names that differ in one number, in the notation of `printf` and FFmpeg's `image2`. */
export interface NamePattern {
  readonly prefix: string;
  /** Minimum number of digits; shorter numbers have leading zeros. */
  readonly width: number;
  readonly suffix: string;
}

/**
 * Parse a name with one number, `%d` or `%04d`; `%%` is a percent sign (`av_get_frame_filename2` in
 * libavformat/utils.c).
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

/** Whether a name matches a pattern. */
export function hasNumber({ prefix, width, suffix }: NamePattern, name: string): boolean {
  if (name.length < prefix.length + width + suffix.length) return false;
  if (!name.startsWith(prefix) || !name.endsWith(suffix)) return false;
  const digits = name.slice(prefix.length, name.length - suffix.length);
  return /^\d+$/.test(digits) && (digits.length === width || !digits.startsWith('0'));
}
