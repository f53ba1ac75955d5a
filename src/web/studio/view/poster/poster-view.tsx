import { useComputed, useSignal, useSignalEffect } from '@preact/signals';
import type { JSX } from 'preact';
import { useRef } from 'preact/hooks';
import { type OptionError, POSTER_OPTIONS } from '../../../../core/options/index.ts';
import { findLayoutDefaults, type PosterOptions } from '../../../../core/poster/index.ts';
import {
  DRAFT_COLUMNS,
  drawPanelPoster,
  drawPoster,
  drawScreenPanel,
  paintPicture,
  paintPoster,
  prepareColors,
  rankAhead,
  requestEffects,
  SCREEN_COLUMNS,
  type TitledFingerprint,
} from '../../drawing/drawer.ts';
import type { DrawnPoster } from '../../drawing/messages.ts';
import { type Item, refreshDrawable } from '../../state/item.ts';
import { font, isPanel, titles } from '../../state/making/choices.ts';
import { arrangement, panelItems, panelOptions } from '../../state/panel.ts';
import { layout, optionsFor } from '../../state/poster.ts';
import { toSentence } from '../../state/sentence.ts';
import { Controls } from '../controls/controls.tsx';
import { hasPanelProblem } from '../controls/panel-controls.tsx';
import { MakeTools } from '../making/make-tools.tsx';
import { effectiveOptions } from '../making/offered.ts';
import { findProblem, plain } from '../making/option-problem.ts';
import { viewOfOption } from '../making/option-views.ts';
import { findDpiProblem } from '../making/page-controls.tsx';
import type { PanelInput } from '../making/poster-files.ts';
import { ScreenCanvas } from './screen-canvas.tsx';
import { useDrawing, type Wanted } from './use-drawing.ts';
import { useRoom } from './use-room.ts';

/** Interval between redraws of posters while the film is read, milliseconds. */
const REDRAW_MS = 3000;
/** The controls follow when nothing was changed for this long, milliseconds. */
const PROBE_MS = 120;
const PROBED_TITLE = 'Title';
/** Films are ranked for a panel when no film was added for this long, milliseconds. */
const RANK_MS = 1000;

/** The poster, its controls and its downloads. */
export function PosterView({ item }: { readonly item: Item }): JSX.Element {
  const frame = useRef<HTMLDivElement>(null);
  const room = useRoom(frame);
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
  // What an option does is the same with any title: it is not probed again while one is typed.
  const probed = useComputed((): string => {
    const hasTitle = options.value.title?.trim() !== '';
    return JSON.stringify({ ...options.value, title: hasTitle ? PROBED_TITLE : '' });
  });
  useSignalEffect(() => {
    const [fingerprint, chosen, typeface] = [item.drawable.value, probed.value, font.value];
    if (fingerprint === null) return;
    if (isTogether.value) {
      effectiveOptions.value = null;
      return;
    }
    let isGone = false;
    const timer = setTimeout(async () => {
      // Options that are wrong have no effects to find: the controls stay as they are.
      const names = await requestEffects(fingerprint, JSON.parse(chosen), typeface).catch(() => null);
      if (names !== null && !isGone) effectiveOptions.value = new Set(names);
    }, PROBE_MS);
    return () => {
      isGone = true;
      clearTimeout(timer);
    };
  });
  useSignalEffect(() => {
    const films = panelItems.value.map(({ fingerprint }) => fingerprint.value!);
    if (films.length < 2) return;
    const gone = new AbortController();
    const timer = setTimeout(() => void rankAhead(films, gone.signal), RANK_MS);
    return () => {
      clearTimeout(timer);
      gone.abort();
    };
  });
  const choosePanel = (): PanelInput | null => {
    if (!isTogether.value) return null;
    const films = panelItems.value.map(({ id, fingerprint }): TitledFingerprint => {
      return { fingerprint: fingerprint.value!, title: titles.value[id] };
    }) as [TitledFingerprint, ...TitledFingerprint[]];
    return { films, options: panelOptions.value, arrangement: arrangement.value };
  };
  const choose = (): (Wanted & { drawWhole(): Promise<DrawnPoster> }) | null => {
    const typeface = font.value;
    const panel = choosePanel();
    if (panel === null) {
      const [fingerprint, posterOptions, shownIn] = [item.drawable.value, options.value, room.value];
      if (fingerprint === null) return null;
      const film = [fingerprint, posterOptions, typeface] as const;
      const drawWhole = () => drawPoster(...film);
      return {
        subject: 'film',
        paint: () => paintPoster(...film, shownIn),
        prepare: async (signal) => {
          const colors = posterOptions.colors ?? findLayoutDefaults(layout.peek()).colors;
          if (effectiveOptions.peek()?.has('colors') === false) return;
          await prepareColors(fingerprint, { ...posterOptions, colors }, typeface, shownIn, signal);
        },
        draw: async () => {
          return { picture: await paintPicture(...film, shownIn), poster: await drawWhole() };
        },
        drawWhole,
      };
    }
    const { films, options: drawOptions, arrangement: arranged } = panel;
    const drawScreen = async (columns: number) => {
      const poster = await drawScreenPanel(films, drawOptions, typeface, arranged, columns);
      return { picture: poster.svg, poster };
    };
    return {
      subject: 'panel',
      draft: () => drawScreen(DRAFT_COLUMNS),
      draw: () => drawScreen(SCREEN_COLUMNS),
      drawWhole: () => drawPanelPoster(films, drawOptions, typeface, arranged),
    };
  };
  const { url, poster, screen, problem, code, wrongOption, isBusy, tookMs, drawnMs } = useDrawing(choose).value;
  /** The drawn picture that the browser has loaded. */
  const loadedUrl = useSignal<string | null>(null);
  const isLacking = code === 'lacks-data';
  // Thumbnails and loudness arrive last.
  const isEarly = item.fingerprint.value === null && item.problem.value === null;
  const lack = isEarly
    ? `The ${layout.value} layout needs the whole film, which is still being read.`
    : toSentence(problem ?? '');
  const problemOf = (name: string): string | null =>
    wrongOption?.option === name ? describeOption(wrongOption) : null;
  const wrong = isTogether.value
    ? hasPanelProblem()
    : Object.entries(options.value).some(([name, value]) => {
        return findProblem(viewOfOption(name).label, name, POSTER_OPTIONS[name]!, value) !== null;
      });
  const obstacle = isLacking
    ? lack
    : wrong || wrongOption !== null || findDpiProblem() !== null
      ? 'A value is not valid: see the controls.'
      : poster === null
        ? (problem ?? 'There is nothing to draw yet.')
        : null;
  const note = isLacking || wrongOption !== null ? null : (problem ?? (screen ?? poster)?.warning ?? null);
  return (
    <main class="poster-view">
      <h1 class="unseen">{isTogether.value ? 'Poster of all films' : `Poster of ${item.title.value}`}</h1>
      <div class="poster-pane">
        <div
          ref={frame}
          class="poster"
          data-took-ms={Math.round(tookMs)}
          data-drawn-ms={Math.round(drawnMs)}
          aria-busy={isBusy}
        >
          {isLacking ? (
            <p class="problem" role="alert">
              {lack}
            </p>
          ) : url !== null && poster !== null ? (
            <img
              src={url}
              alt={isTogether.value ? 'Panel of all films' : `Poster of ${item.title.value}`}
              // The aspect ratio is known before the image is loaded.
              width={Math.round(poster.widthMm * 10)}
              height={Math.round(poster.heightMm * 10)}
              onLoad={() => {
                loadedUrl.value = url;
              }}
            />
          ) : null}
          {screen !== null && !isLacking && (
            <ScreenCanvas screen={screen} isShown={isBusy || loadedUrl.value !== url} />
          )}
          {isBusy && screen === null && <p class={url === null ? 'drawing pale' : 'drawing is-over'}>Drawing...</p>}
        </div>
        <p class="poster-note" role={note === null ? undefined : 'alert'} title={note ?? undefined}>
          {note === null ? '' : toSentence(note)}
        </p>
      </div>
      <div class="poster-side">
        <MakeTools
          input={{
            item,
            poster: isLacking ? null : poster,
            obstacle,
            options: options.value,
            draw: () => choose()!.drawWhole(),
            panel: choosePanel(),
          }}
          onFullScreen={() => void frame.current?.requestFullscreen()}
        />
        <Controls item={item} problemOf={problemOf} isTogether={isTogether.value} />
      </div>
    </main>
  );
}

/** What is wrong with an option beside the others, as a sentence. */
function describeOption({ option, problem }: OptionError): string {
  return toSentence(`${plain(viewOfOption(option).label)}: ${problem}`);
}
