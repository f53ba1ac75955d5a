import { effect } from '@preact/signals';
import { showToast } from '../state/making/toast.ts';
import { keepSession, trustStored } from '../state/session/keep-session.ts';
import { items } from '../state/studio.ts';
import { findSession, offeredSession, restoreSession } from './restore-session.ts';

/** Names the session of this browser tab: a reload finds it again. */
const KEY = 'chromatheque-tab';

/**
 * Restore the session of this browser tab after a reload, or offer the last one; then keep the
 * session.
 */
export async function startSession(): Promise<void> {
  warnWhileReading();
  const id = readTabId();
  try {
    const known = await findSession(id.isNew ? null : id.value);
    if (!id.isNew && known !== null) (await restoreSession(known)).forEach(trustStored);
    else offeredSession.value = known;
  } catch {
    showToast('The last session cannot be read from the storage of this browser.');
  }
  await keepSession(id.value);
}

function readTabId(): { readonly value: string; readonly isNew: boolean } {
  try {
    const known = sessionStorage.getItem(KEY);
    if (known !== null) return { value: known, isNew: false };
    const value = crypto.randomUUID();
    sessionStorage.setItem(KEY, value);
    return { value, isNew: true };
  } catch {
    // No storage: the session is kept for other tabs at most.
    return { value: crypto.randomUUID(), isNew: true };
  }
}

/** Let the browser ask before it closes the page while a film is read. */
function warnWhileReading(): void {
  const warn = (event: Event) => event.preventDefault();
  effect(() => {
    const isReading = items.value.some(({ state }) => ['waiting', 'reading', 'paused'].includes(state.value));
    // A listener that is always there would keep the page from the browser's cache.
    if (isReading) window.addEventListener('beforeunload', warn);
    else window.removeEventListener('beforeunload', warn);
  });
}
