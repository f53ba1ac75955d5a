import { useComputed, useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { filmPalette } from '../../../core/fingerprint/index.ts';
import type { Item } from '../state/item.ts';
import { shownShot } from '../state/shots.ts';
import { cursorColumn, cursorSeconds } from '../state/studio.ts';
import { formatPosition, formatShot } from './format.ts';
import { Hints } from './help/hints.tsx';
import { PalettePanel } from './palette.tsx';
import { Frame } from './stills/frame.tsx';

/** Number of colours shown for the whole film. */
const FILM_COLORS = 8;

/** Why no colours are shown. */
function explainNone({ problem, state }: Item, isKnown: boolean): string {
  if (problem.value !== null) return '';
  if (isKnown) return 'This frame could not be decoded.';
  return state.value === 'canceled' ? 'Not read.' : 'Reading...';
}

/** The frame under the cursor, its time and its colours; or the colours of the whole film. */
export function ExploreView({ item }: { readonly item: Item }): JSX.Element {
  const isWhole = useSignal(false);
  const ofFilm = useComputed(() => {
    const fingerprint = item.fingerprint.value;
    return fingerprint === null ? null : filmPalette(fingerprint, FILM_COLORS);
  });
  const column = cursorColumn.value;
  const shown = isWhole.value ? ofFilm.value : column?.swatches;
  return (
    <main class="explore">
      <Frame item={item} />
      <section class="explore-side" aria-label="Colours">
        <div class="explore-facts">
          <h1 title={item.title.value}>{item.title.value}</h1>
          <p class="timecode">{isWhole.value ? 'Whole film' : formatPosition(cursorSeconds.value, true)}</p>
          {shownShot.value !== null && !isWhole.value && <p class="shot-facts pale">{formatShot(shownShot.value)}</p>}
        </div>
        {shown !== undefined && shown !== null && shown.length > 0 ? (
          <PalettePanel swatches={shown} canHighlight />
        ) : (
          <p class="pale explore-none">{explainNone(item, column !== null)}</p>
        )}
        {ofFilm.value !== null && (
          <fieldset class="switch">
            <legend class="unseen">Colours of</legend>
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
                {whole ? 'Whole film' : 'This frame'}
              </label>
            ))}
          </fieldset>
        )}
      </section>
      <Hints />
    </main>
  );
}
