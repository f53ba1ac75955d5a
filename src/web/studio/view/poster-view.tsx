import { useComputed, useSignalEffect } from '@preact/signals';
import type { JSX } from 'preact';
import type { PosterOptions } from '../../../core/poster/index.ts';
import { drawPanelPoster, drawPoster, type TitledFingerprint } from '../drawing/drawer.ts';
import type { DrawnPoster } from '../drawing/messages.ts';
import { type Item, refreshDrawable } from '../state/item.ts';
import { arrangement, isPanel, panelItems, panelOptions } from '../state/panel.ts';
import { font, layout, posterOptions, titles } from '../state/poster.ts';
import { Controls } from './controls/controls.tsx';
import { Exports } from './controls/exports.tsx';
import { useDrawing } from './use-drawing.ts';

/** While a film is read its posters are drawn anew so often, milliseconds. */
const REDRAW_MS = 3000;

/** Making: the poster as it will be, what can be changed about it, and what it can be taken home as. */
export function MakeView({ item }: { readonly item: Item }): JSX.Element {
  const options = useComputed((): PosterOptions => {
    const title = titles.value[item.id];
    return { ...posterOptions.value, ...(title !== undefined && { title }) };
  });
  const isTogether = useComputed(() => isPanel.value && panelItems.value.length > 1);
  useSignalEffect(() => {
    if (item.fingerprint.value !== null) return;
    const isRead = item.state.value === 'reading';
    // Of one that is paused or stopped, what was in hand still comes.
    if (!isRead) void item.version.value;
    refreshDrawable(item);
    if (!isRead) return;
    const timer = setInterval(() => refreshDrawable(item), REDRAW_MS);
    return () => clearInterval(timer);
  });
  const choose = (): (() => Promise<DrawnPoster>) | null => {
    const letters = font.value;
    if (!isTogether.value) {
      const [fingerprint, asked] = [item.drawable.value, options.value];
      return fingerprint && (() => drawPoster(fingerprint, asked, letters));
    }
    const [asked, arranged] = [panelOptions.value, arrangement.value];
    const films = panelItems.value.map(({ id, fingerprint }): TitledFingerprint => {
      return { fingerprint: fingerprint.value!, title: titles.value[id] };
    });
    return () => drawPanelPoster(films as [TitledFingerprint, ...TitledFingerprint[]], asked, letters, arranged);
  };
  const shown = useDrawing(choose);
  const { url, poster, problem, code, wrongOption, tookMs } = shown.value;
  const isLacking = code === 'lacks-data';
  // Frames and sound come last.
  const isEarly = item.fingerprint.value === null && item.problem.value === null;
  return (
    <main class="make">
      <div class="poster" data-took-ms={Math.round(tookMs)}>
        {isLacking ? (
          <p class="problem" role="alert">
            {isEarly ? `${layout.value} is drawn once the whole film is read.` : problem}
          </p>
        ) : url !== null && poster !== null ? (
          <img
            src={url}
            alt={isTogether.value ? 'Panel of all that is on the shelf' : `Poster of ${item.title.value}`}
            // The proportion is known before the picture is.
            width={Math.round(poster.widthMm * 10)}
            height={Math.round(poster.heightMm * 10)}
          />
        ) : (
          <p class="pale">{problem === null ? 'The poster is on its way.' : ''}</p>
        )}
      </div>
      <div class="make-side">
        <Controls
          item={item}
          problem={isLacking ? null : problem}
          wrongOption={wrongOption}
          isTogether={isTogether.value}
        />
        <Exports
          item={item}
          poster={isLacking ? null : poster}
          options={options.value}
          draw={() => choose()!()}
          isTogether={isTogether.value}
        />
      </div>
    </main>
  );
}
