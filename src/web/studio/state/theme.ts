import { effect, signal } from '@preact/signals';

/** Colours of the page: near-black or paper-like. */
export type StudioTheme = 'dark' | 'light';

const KEY = 'chromatheque-ground';

/** The current theme: the user's last choice, otherwise the system's. */
export const theme = signal<StudioTheme>(readChoice());

function readChoice(): StudioTheme {
  try {
    const chosen = localStorage.getItem(KEY);
    if (chosen === 'dark' || chosen === 'light') return chosen;
  } catch {
    // No storage.
  }
  return matchMedia('(prefers-color-scheme: light)').matches ? 'light' : 'dark';
}

effect(() => {
  document.documentElement.dataset.ground = theme.value;
});

/** Switch to the other theme and store the choice. */
export function toggleTheme(): void {
  theme.value = theme.value === 'dark' ? 'light' : 'dark';
  try {
    localStorage.setItem(KEY, theme.value);
  } catch {
    // No storage: the choice lasts until the page is closed.
  }
}

/** Colour behind the strip, sRGB: `--empty` of style/base.css. */
export const BACKGROUNDS: Readonly<Record<StudioTheme, readonly [number, number, number]>> = {
  dark: [20, 20, 21],
  light: [228, 225, 218],
};
