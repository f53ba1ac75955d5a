import type { JSX } from 'preact';
import { current } from '../../state/studio.ts';

/** The first stop of the Tab key: passes the header and the colours. */
export function SkipLink(): JSX.Element | null {
  if (current.value?.strip.value == null) return null;
  return (
    <button
      type="button"
      class="skip-link button is-main"
      onClick={() => document.querySelector<HTMLElement>('.strip-area')?.focus()}
    >
      Go to the timeline
    </button>
  );
}
