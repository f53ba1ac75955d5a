/** Format a colour as `#rgb` when that equals `#rrggbb`, otherwise as `#rrggbb`. */
export function shortHex(color: number): string {
  const hex = color.toString(16).padStart(6, '0');
  return hex[0] === hex[1] && hex[2] === hex[3] && hex[4] === hex[5] ? `#${hex[0]}${hex[2]}${hex[4]}` : `#${hex}`;
}

/** Format 0xrrggbb as `#rrggbb`. */
export function longHex(color: number): string {
  return `#${color.toString(16).padStart(6, '0')}`;
}
