/** Paper and ink. `transparent` has light ink on no ground, for dark pages and walls of colour. */
export type ThemeName = 'dark' | 'light' | 'transparent';

/** Names of the themes. */
export const THEME_NAMES: readonly ThemeName[] = Object.freeze(['dark', 'light', 'transparent'] as const);

/** What a poster is printed on and with. */
export interface Theme {
  /** `#rrggbb`, or null for none. */
  readonly ground: string | null;
  /** Of titles and of all that is read. */
  readonly ink: string;
  /** Of what is read second: captions, axes. 4.5 : 1 against the ground (WCAG 2.2, 1.4.3), or better. */
  readonly paleInk: string;
  /** Of hairlines, that should be there and not be seen first. */
  readonly lineInk: string;
}

/** Greys lend no colour to what lies beside them; light paper is a white that does not glare. */
const DARK: Theme = { ground: '#000000', ink: '#ffffff', paleInk: '#8c8c8c', lineInk: '#4a4a4a' };
const LIGHT: Theme = { ground: '#fafafa', ink: '#1c1c1c', paleInk: '#6b6b6b', lineInk: '#c4c4c4' };

/**
 * Settle paper and ink.
 *
 * @param background `#rrggbb` instead of the theme's own ground; the ink is then that which reads on it.
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
