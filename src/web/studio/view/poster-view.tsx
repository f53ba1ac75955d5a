import { useComputed, useSignalEffect } from '@preact/signals';
import type { JSX } from 'preact';
import type { PosterOptions } from '../../../core/poster/index.ts';
import { drawPanelPoster, drawPoster, type TitledFingerprint } from '../drawing/drawer.ts';
import type { DrawnPoster } from '../drawing/messages.ts';
import { type Item, refreshDrawable } from '../state/item.ts';
import { arrangement, isPanel, panelItems, panelOptions } from '../state/panel.ts';
import { font, layout, optionsFor, titles } from '../state/poster.ts';
import { Controls } from './controls/controls.tsx';
import { Exports } from './controls/exports.tsx';
import { useDrawing } from './use-drawing.ts';

/** Interval between redraws of posters while the film is read, milliseconds. */
const REDRAW_MS = 3000;

/** The poster, its controls and its downloads. */
export function PosterView({ item }: { readonly item: Item }): JSX.Element {
  const options = useComputed((): PosterOptions => {
    const title = titles.value[item.id];
    return { ...optionsFor([item.fingerprint.value]), ...(title !== undefined && { title }) };
  });
  const isTogether = useComputed(() => isPanel.value && panelItems.value.length > 1);
  useSignalEffect(() => {
    if (item.fingerprint.value !== null) return;
    const isRead = item.state.value === 'reading';
    // Columns still arrive after a pause or stop: spans in progress are completed.
    if (!isRead) void item.version.value;
    refreshDrawable(item);
    if (!isRead) return;
    const timer = setInterval(() => refreshDrawable(item), REDRAW_MS);
    return () => clearInterval(timer);
  });
  const choose = (): (() => Promise<DrawnPoster>) | null => {
    const typeface = font.value;
    if (!isTogether.value) {
      const [fingerprint, posterOptions] = [item.drawable.value, options.value];
      return fingerprint && (() => drawPoster(fingerprint, posterOptions, typeface));
    }
    const [drawOptions, arranged] = [panelOptions.value, arrangement.value];
    const films = panelItems.value.map(({ id, fingerprint }): TitledFingerprint => {
      return { fingerprint: fingerprint.value!, title: titles.value[id] };
    });
    return () => drawPanelPoster(films as [TitledFingerprint, ...TitledFingerprint[]], drawOptions, typeface, arranged);
  };
  const shown = useDrawing(choose);
  const { url, poster, problem, code, wrongOption, tookMs } = shown.value;
  const isLacking = code === 'lacks-data';
  // Thumbnails and loudness arrive last.
  const isEarly = item.fingerprint.value === null && item.problem.value === null;
  return (
    <main class="poster-view">
      <h1 class="unseen">{isTogether.value ? 'Poster of all films' : `Poster of ${item.title.value}`}</h1>
      <div class="poster" data-took-ms={Math.round(tookMs)}>
        {isLacking ? (
          <p class="problem" role="alert">
            {isEarly ? `The ${layout.value} layout needs the whole film, which is still being read.` : problem}
          </p>
        ) : url !== null && poster !== null ? (
          <img
            src={url}
            alt={isTogether.value ? 'Panel of all films' : `Poster of ${item.title.value}`}
            // The aspect ratio is known before the image is loaded.
            width={Math.round(poster.widthMm * 10)}
            height={Math.round(poster.heightMm * 10)}
          />
        ) : (
          <p class="pale">{problem === null ? 'Drawing...' : ''}</p>
        )}
      </div>
      <div class="poster-side">
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
