import type { JSX } from 'preact';

const PATHS = {
  open: 'M12 5v14M5 12h14',
  close: 'M6 6l12 12M18 6L6 18',
  pause: 'M8 5v14M16 5v14',
  resume: 'M8 5l11 7-11 7z',
  in: 'M12 6v12M6 12h12',
  out: 'M6 12h12',
  reset: 'M5 5v5h5M5.5 10A7.5 7.5 0 1112 19.5',
  undo: 'M9 6L4 11l5 5M4.5 11H15a5 5 0 010 10h-3',
  redo: 'M15 6l5 5-5 5M19.5 11H9a5 5 0 000 10h3',
  copy: 'M9 9h10v11H9zM5 15V4h10',
  share: 'M12 14V4M8 7.5L12 3.5l4 4M6 11v9h12v-9',
  full: 'M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5',
  previous: 'M15 6l-6 6 6 6',
  next: 'M9 6l6 6-6 6',
  eyedropper: 'M4 20l1-4 8-8 3 3-8 8zM12 6l6 6M14.5 8.5L17 6a2 2 0 013 0 2 2 0 010 3l-2.5 2.5',
  help: 'M9 9a3 3 0 115 2.2c-1.2 1-2 1.6-2 2.8M12 17.5v.1',
  sound: 'M5 9v6h4l5 4V5L9 9zM17 9a4 4 0 010 6',
  muted: 'M5 9v6h4l5 4V5L9 9zM17 10l4 4M21 10l-4 4',
  light:
    'M12 3v2M12 19v2M3 12h2M19 12h2M5.6 5.6L7 7M17 17l1.4 1.4M18.4 5.6L17 7M7 17l-1.4 1.4M12 8a4 4 0 100 8 4 4 0 000-8z',
  dark: 'M20 14.5A8.5 8.5 0 019.5 4a8.5 8.5 0 1010.5 10.5z',
} as const;

export type IconName = keyof typeof PATHS;

/** A line icon in the colour of the text. Hidden from screen readers: its button has a label. */
export function Icon({ name }: { readonly name: IconName }): JSX.Element {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}
