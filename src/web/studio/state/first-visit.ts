import { signal } from '@preact/signals';

const KEY = 'chromatheque-hints';

/** Whether the hints for the first visit are shown. They are shown once. */
export const hasHints = signal(isFirstVisit());

function isFirstVisit(): boolean {
  try {
    return localStorage.getItem(KEY) === null;
  } catch {
    // No storage: hints that cannot be put away would come back with every visit.
    return false;
  }
}

/** Put the hints away for good. */
export function putHintsAway(): void {
  hasHints.value = false;
  try {
    localStorage.setItem(KEY, 'seen');
  } catch {
    // No storage: they stay away until the page is closed.
  }
}

/** Whether the sheet of gestures and keys is open. */
export const isHelpOpen = signal(false);
