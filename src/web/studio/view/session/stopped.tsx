import type { JSX } from 'preact';
import type { Item } from '../../state/item.ts';
import { knownShare } from '../../state/making/known-share.ts';
import { formatSharePercent } from '../format.ts';

/** A film that was stopped: how much of it is known, and a button to read the rest. */
export function Stopped({ item }: { readonly item: Item }): JSX.Element {
  const resume = item.work?.resume;
  return (
    <div class="reading">
      <span class="pale">Stopped at {formatSharePercent(knownShare(item))}.</span>
      {resume != null && (
        <button type="button" class="text-button" onClick={() => resume()}>
          Resume
        </button>
      )}
    </div>
  );
}
