import { useComputed, useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { filmPalette } from '../../../core/fingerprint/index.ts';
import type { Item } from '../state/item.ts';
import { cursorColumn, cursorSeconds } from '../state/studio.ts';
import { formatPosition } from './format.ts';
import { Frame } from './frame.tsx';
import { PalettePanel } from './palette.tsx';

/** Colours of the whole film that are shown. */
const FILM_COLORS = 8;

/** Looking: the frame, when it is, and its colours; or those of the whole film. */
export function LookView({ item }: { readonly item: Item }): JSX.Element {
  const isWhole = useSignal(false);
  const ofFilm = useComputed(() => {
    const fingerprint = item.fingerprint.value;
    return fingerprint === null ? null : filmPalette(fingerprint, FILM_COLORS);
  });
  const column = cursorColumn.value;
  const shown = isWhole.value ? ofFilm.value : column?.swatches;
  return (
    <main class="look">
      <Frame item={item} />
      <section class="look-side" aria-label="Colours">
        <div class="look-facts">
          <h1>{item.title.value}</h1>
          <p class="timecode">{isWhole.value ? 'All of it' : formatPosition(cursorSeconds.value, true)}</p>
        </div>
        {shown !== undefined && shown !== null && shown.length > 0 ? (
          <PalettePanel swatches={shown} canLight />
        ) : (
          <p class="pale look-none">
            {item.problem.value !== null
              ? ''
              : column === null
                ? 'Its colours are on their way.'
                : 'This frame could not be decoded.'}
          </p>
        )}
        {ofFilm.value !== null && (
          <fieldset class="switch">
            <legend class="unseen">Whose colours</legend>
            {[false, true].map((whole) => (
              <label key={String(whole)} class={isWhole.value === whole ? 'is-chosen' : ''}>
                <input
                  type="radio"
                  name="palette"
                  checked={isWhole.value === whole}
                  onChange={() => {
                    isWhole.value = whole;
                  }}
                />
                {whole ? 'The film' : 'This frame'}
              </label>
            ))}
          </fieldset>
        )}
      </section>
    </main>
  );
}
