import { signal } from '@preact/signals';

const KEY = 'chromatheque-detect-shots';

/** Whether shots are detected in films that are opened from now on. Kept by the browser. */
export const detectsShots = signal(readChoice());

function readChoice(): boolean {
  try {
    return localStorage.getItem(KEY) === 'yes';
  } catch {
    return false;
  }
}

/** Switch the detection of shots on or off, and store the choice. */
export function setShotDetection(isOn: boolean): void {
  detectsShots.value = isOn;
  try {
    localStorage.setItem(KEY, isOn ? 'yes' : 'no');
  } catch {
    // No storage: the choice lasts until the page is closed.
  }
}
