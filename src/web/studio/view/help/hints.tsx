import type { JSX } from 'preact';
import { hasHints, isHelpOpen, putHintsAway } from '../../state/first-visit.ts';

/** Three hints, shown with the first film of the first visit. */
export function Hints(): JSX.Element | null {
  if (!hasHints.value) return null;
  return (
    <aside class="hints" aria-label="Hints">
      <ol>
        <li>Move along the strip to look; click to hold a moment.</li>
        <li>Click a colour to see where else it is.</li>
        <li>
          Press{' '}
          <button
            type="button"
            class="text-button"
            onClick={() => {
              putHintsAway();
              isHelpOpen.value = true;
            }}
          >
            ?
          </button>{' '}
          for all gestures and keys.
        </li>
      </ol>
      <button type="button" class="button" onClick={putHintsAway}>
        Got it
      </button>
    </aside>
  );
}
