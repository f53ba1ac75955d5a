const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Write bytes in base64, padded (RFC 4648, section 4): neither Node's way nor the browser's is known in pure rooms. */
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
