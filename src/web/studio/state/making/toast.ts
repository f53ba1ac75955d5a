import { signal } from '@preact/signals';
import { undo } from './history.ts';

/** A message about what was done, or why it was not. */
export interface ToastMessage {
  readonly text: string;
  /** Null for none. */
  readonly action: { readonly label: string; run(): void } | null;
}

/** The shown toast; null if there is none. */
export const toast = signal<ToastMessage | null>(null);

/** How long a toast is shown, milliseconds: long enough to read it and to reach its button. */
const SHOWN_MS = 8000;
let hiding: ReturnType<typeof setTimeout> | undefined;

/** Show a message for some seconds. It replaces the one before. */
export function showToast(text: string, action: ToastMessage['action'] = null): void {
  clearTimeout(hiding);
  toast.value = { text, action };
  keepToast(false);
}

/** Keep the toast while the user points at it, or hide it after some seconds. */
export function keepToast(isKept: boolean): void {
  clearTimeout(hiding);
  if (!isKept) hiding = setTimeout(hideToast, SHOWN_MS);
}

export function hideToast(): void {
  clearTimeout(hiding);
  toast.value = null;
}

/** Say what was done, with a button that undoes it. */
export function offerUndo(text: string): void {
  showToast(text, {
    label: 'Undo',
    run() {
      undo();
      hideToast();
    },
  });
}
