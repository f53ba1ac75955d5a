import type { JSX } from 'preact';
import { hideToast, keepToast, toast } from '../../state/making/toast.ts';
import { IconButton } from '../controls/icon-button.tsx';

/** What was done or why it was not, with a button that undoes it. Screen readers announce it. */
export function Toast(): JSX.Element {
  const shown = toast.value;
  return (
    <div class="toasts" role="status">
      {shown !== null && (
        <div
          class="toast"
          onPointerEnter={() => keepToast(true)}
          onPointerLeave={() => keepToast(false)}
          onFocusIn={() => keepToast(true)}
          onFocusOut={() => keepToast(false)}
        >
          <span>{shown.text}</span>
          {shown.action !== null && (
            <button type="button" class="toast-action" onClick={shown.action.run}>
              {shown.action.label}
            </button>
          )}
          <IconButton icon="close" label="Hide this message" onClick={hideToast} />
        </div>
      )}
    </div>
  );
}
