import { redo, undo } from '../../state/making/history.ts';
import { showToast } from '../../state/making/toast.ts';

/** Fields whose text the browser can undo itself. */
const TEXT_FIELDS = 'textarea, input:not([type]), input[type="text"], input[type="search"], input[type="number"]';

/** Undo the last step and say which. */
export function undoStep(): void {
  const label = undo();
  showToast(label === null ? 'There is nothing to undo.' : `Undone: ${label}`);
}

/** Redo the last undone step and say which. */
export function redoStep(): void {
  const label = redo();
  showToast(label === null ? 'There is nothing to redo.' : `Redone: ${label}`);
}

/** Listen to Ctrl+Z, Ctrl+Shift+Z and Ctrl+Y (Cmd on macOS). @returns a function that stops listening. */
export function listenToUndoKeys(): () => void {
  const press = (event: KeyboardEvent) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
    const key = event.key.toLowerCase();
    if (key !== 'z' && key !== 'y') return;
    if (event.target instanceof Element && event.target.matches(TEXT_FIELDS)) return;
    event.preventDefault();
    if (key === 'y' || event.shiftKey) redoStep();
    else undoStep();
  };
  window.addEventListener('keydown', press);
  return () => window.removeEventListener('keydown', press);
}
