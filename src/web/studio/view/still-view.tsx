import type { JSX } from 'preact';
import type { Item } from '../state/item.ts';
import { PalettePanel } from './palette.tsx';

/** A still beside its colours. */
export function StillView({ item }: { readonly item: Item }): JSX.Element {
  const still = item.still.value;
  return (
    <main class="look">
      <div class="frame">{still !== null && <img src={still.url} alt={item.title.value} />}</div>
      <section class="look-side" aria-label="Colours">
        <div class="look-facts">
          <h1>{item.title.value}</h1>
          {still !== null && (
            <p class="timecode">
              {still.width} × {still.height}
            </p>
          )}
        </div>
        {item.problem.value !== null && (
          <p class="problem" role="alert">
            {item.problem.value}
          </p>
        )}
        {still !== null && <PalettePanel swatches={still.swatches} canLight={false} />}
      </section>
    </main>
  );
}
