import { showToast } from '../making/toast.ts';

/** Copy the code of a colour, and say so. */
export async function copyColor(color: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(color);
    showToast(`Copied ${color}`);
  } catch {
    showToast(`Copying is not allowed in this browser. The colour is ${color}.`);
  }
}
