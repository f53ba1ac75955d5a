import { effect, signal } from '@preact/signals';

/** Near-black or paper. */
export type StudioTheme = 'dark' | 'light';

const KEY = 'chromatheque-ground';

/** What the pages lies on: as chosen last, else as the system has it. */
export const theme = signal<StudioTheme>(readChoice());

function readChoice(): StudioTheme {
  try {
    const chosen = localStorage.getItem(KEY);
    if (chosen === 'dark' || chosen === 'light') return chosen;
  } catch {
    // None is kept.
  }
  return matchMedia('(prefers-color-scheme: light)').matches ? 'light' : 'dark';
}

effect(() => {
  document.documentElement.dataset.ground = theme.value;
});

/** Change to the other one, and remember it. */
export function toggleTheme(): void {
  theme.value = theme.value === 'dark' ? 'light' : 'dark';
  try {
    localStorage.setItem(KEY, theme.value);
  } catch {
    // It holds until the page is left.
  }
}

/** The ground's colour, sRGB, as style/base.css has it. */
export const GROUNDS: Readonly<Record<StudioTheme, readonly [number, number, number]>> = {
  dark: [20, 20, 21],
  light: [228, 225, 218],
};
