const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const VALUES = new Uint8Array(128);
for (let i = 0; i < DIGITS.length; i++) VALUES[DIGITS.charCodeAt(i)] = i;

const CODES = Uint8Array.from(DIGITS, (digit) => digit.charCodeAt(0));
const PADDING = '='.charCodeAt(0);
/** Characters that are made at once: as many as a call takes arguments on any engine. */
const PIECE = 8192;

/**
 * Encode bytes as base64, padded (RFC 4648, section 4). Pure rooms have neither `Buffer` nor `btoa`.
 */
export function toBase64(bytes: Uint8Array): string {
  const codes = new Uint8Array(4 * Math.ceil(bytes.length / 3));
  for (let i = 0, at = 0; i < bytes.length; i += 3, at += 4) {
    const bits = (bytes[i]! << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
    codes[at] = CODES[bits >> 18]!;
    codes[at + 1] = CODES[(bits >> 12) & 63]!;
    codes[at + 2] = i + 1 < bytes.length ? CODES[(bits >> 6) & 63]! : PADDING;
    codes[at + 3] = i + 2 < bytes.length ? CODES[bits & 63]! : PADDING;
  }
  let text = '';
  for (let at = 0; at < codes.length; at += PIECE) text += String.fromCharCode(...codes.subarray(at, at + PIECE));
  return text;
}

/**
 * Decode base64 (RFC 4648, section 4), padded or not. A character outside the alphabet counts as 0.
 */
export function fromBase64(text: string): Uint8Array {
  const digits = text.replace(/=+$/, '');
  const bytes = new Uint8Array(Math.floor((digits.length * 3) / 4));
  let [bits, count, at] = [0, 0, 0];
  for (let i = 0; i < digits.length; i++) {
    bits = ((bits << 6) | VALUES[digits.charCodeAt(i) & 127]!) & 0xffffff;
    count += 6;
    if (count < 8) continue;
    count -= 8;
    bytes[at++] = bits >> count;
  }
  return bytes;
}
