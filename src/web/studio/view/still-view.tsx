import type { JSX } from 'preact';
import type { Item } from '../state/item.ts';
import { PalettePanel } from './palette.tsx';

export function StillView({ item }: { readonly item: Item }): JSX.Element {
  const still = item.still.value;
  return (
    <main class="explore">
      <div class="frame">{still !== null && <img src={still.url} alt={item.title.value} />}</div>
      <section class="explore-side" aria-label="Colours">
        <div class="explore-facts">
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
        {still !== null && <PalettePanel swatches={still.swatches} canHighlight={false} />}
      </section>
    </main>
  );
}
