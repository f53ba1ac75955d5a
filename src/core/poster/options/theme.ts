/**
 * Colours of paper and ink. `transparent`: light ink without a ground, for dark pages and coloured
 * walls.
 */
export type ThemeName = 'dark' | 'light' | 'transparent';

/** Names of all themes. */
export const THEME_NAMES: readonly ThemeName[] = Object.freeze(['dark', 'light', 'transparent'] as const);

/** Colours of a poster's ground and ink. */
export interface Theme {
  /** `#rrggbb`, or null for no ground. */
  readonly ground: string | null;
  /** Colour of titles and main text. */
  readonly ink: string;
  /**
   * Colour of secondary text: captions, axes. Contrast with the ground at least 4.5 : 1 (WCAG 2.2,
   * 1.4.3).
   */
  readonly paleInk: string;
  /** Colour of hairlines, which are visible but not prominent. */
  readonly lineInk: string;
}

/** Greys do not tint neighbouring colours; light paper is a white that does not glare. */
const DARK: Theme = { ground: '#000000', ink: '#ffffff', paleInk: '#8c8c8c', lineInk: '#4a4a4a' };
const LIGHT: Theme = { ground: '#fafafa', ink: '#1c1c1c', paleInk: '#6b6b6b', lineInk: '#c4c4c4' };

/**
 * Resolve the colours of ground and ink.
 *
 * @param background `#rrggbb` instead of the theme's ground; the ink is then chosen to be readable
 *   on it.
 * @param isLight tells whether a colour is light enough for dark ink.
 */
export function chooseTheme(
  name: ThemeName,
  background: string | undefined,
  isLight: (color: string) => boolean,
): Theme {
  if (background !== undefined) return { ...(isLight(background) ? LIGHT : DARK), ground: background };
  if (name === 'transparent') return { ...DARK, ground: null };
  return name === 'light' ? LIGHT : DARK;
}
