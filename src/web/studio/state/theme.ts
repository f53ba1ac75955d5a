import { effect, signal } from '@preact/signals';

/** Colours of the page: near-black or paper-like. */
export type StudioTheme = 'dark' | 'light';

const KEY = 'chromatheque-ground';

/** The theme of the system. */
const prefersLight = matchMedia('(prefers-color-scheme: light)');

let choice = readChoice();

/** The current theme: the user's last choice, otherwise the system's. */
export const theme = signal<StudioTheme>(choice ?? systemTheme());

function readChoice(): StudioTheme | null {
  try {
    const chosen = localStorage.getItem(KEY);
    if (chosen === 'dark' || chosen === 'light') return chosen;
  } catch {
    // No storage.
  }
  return null;
}

function systemTheme(): StudioTheme {
  return prefersLight.matches ? 'light' : 'dark';
}

prefersLight.addEventListener('change', () => {
  if (choice === null) theme.value = systemTheme();
});

effect(() => {
  document.documentElement.dataset.ground = theme.value;
});

/** Switch to the other theme and store the choice. */
export function toggleTheme(): void {
  choice = theme.value === 'dark' ? 'light' : 'dark';
  theme.value = choice;
  try {
    localStorage.setItem(KEY, choice);
  } catch {
    // No storage: the choice lasts until the page is closed.
  }
}

/** Colour behind the strip, sRGB: `--empty` of style/base.css. */
export const BACKGROUNDS: Readonly<Record<StudioTheme, readonly [number, number, number]>> = {
  dark: [20, 20, 21],
  light: [228, 225, 218],
};
