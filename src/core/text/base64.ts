const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const VALUES = new Uint8Array(128);
for (let i = 0; i < DIGITS.length; i++) VALUES[DIGITS.charCodeAt(i)] = i;

/**
 * Encode bytes as base64, padded (RFC 4648, section 4). Pure rooms have neither `Buffer` nor `btoa`.
 */
export function toBase64(bytes: Uint8Array): string {
  const pieces: string[] = [];
  for (let i = 0; i < bytes.length; i += 3) {
    const bits = (bytes[i]! << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
    pieces.push(DIGITS[bits >> 18]! + DIGITS[(bits >> 12) & 63]!);
    pieces.push(
      i + 1 < bytes.length ? DIGITS[(bits >> 6) & 63]! : '=',
      i + 2 < bytes.length ? DIGITS[bits & 63]! : '=',
    );
  }
  return pieces.join('');
}

/**
 * Decode base64 (RFC 4648, section 4), padded or not. A character outside the alphabet counts as 0.
 */
export function fromBase64(text: string): Uint8Array {
  const digits = text.replace(/=+$/, '');
  const bytes = new Uint8Array(Math.floor((digits.length * 3) / 4));
  for (let i = 0, at = 0; i < digits.length; i += 4) {
    const value = (k: number) => VALUES[digits.charCodeAt(i + k) & 127] ?? 0;
    const bits = (value(0) << 18) | (value(1) << 12) | (value(2) << 6) | value(3);
    for (let shift = 16; shift >= 0 && at < bytes.length; shift -= 8) bytes[at++] = (bits >> shift) & 255;
  }
  return bytes;
}
