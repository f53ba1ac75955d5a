import { effect, signal, untracked } from '@preact/signals';
import { choices } from '../../state/making/choices.ts';
import { showToast } from '../../state/making/toast.ts';
import { toSentence } from '../../state/sentence.ts';
import { currentId } from '../../state/studio.ts';

/** Why the last export failed, and which it was; null once it may be otherwise. */
export const exportProblem = signal<{ readonly name: string; readonly text: string } | null>(null);

// What is said of one poster is not true of another.
effect(() => {
  void choices.value;
  void currentId.value;
  untracked(() => {
    exportProblem.value = null;
  });
});

/**
 * Run an export; if it fails, say why beside its button and in a toast.
 *
 * @param name of the button.
 */
export async function runExport(name: string, run: () => Promise<void>): Promise<void> {
  exportProblem.value = null;
  const basis = choices.peek();
  try {
    await run();
  } catch (error) {
    const text = toSentence(error instanceof Error ? error.message : String(error));
    showToast(`${name}: ${text}`);
    if (basis === choices.peek()) exportProblem.value = { name, text };
  }
}
