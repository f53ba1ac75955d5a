import type { JSX } from 'preact';
import { offeredSession, restoreSession } from '../../reading/restore-session.ts';

/** Offers the session that was open last. */
export function LastSession(): JSX.Element | null {
  const offered = offeredSession.value;
  if (offered === null) return null;
  const titles = offered.record.items.map(({ title }) => title);
  const named = titles.slice(0, 3).join(', ');
  const more = titles.length - 3;
  return (
    <p class="last-session">
      <button
        type="button"
        class="button"
        onClick={() => {
          offeredSession.value = null;
          void restoreSession(offered);
        }}
      >
        Restore the last session
      </button>
      <span class="pale">
        {named}
        {more > 0 && ` and ${more} more`}
      </span>
    </p>
  );
}
