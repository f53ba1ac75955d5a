import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { FoundMoment } from '../../../../core/library/index.ts';
import { drawFilmBars } from '../../drawing/draw-film-bars.ts';
import { openWallFilm } from '../../reading/open-wall-film.ts';
import { placeOf, type WallFilm, wallVersion } from '../../state/wall/wall-films.ts';
import { searchSimilar } from '../../state/wall/wall-search.ts';
import { keysOf } from '../../state/wall/wall-view.ts';
import { formatPosition, formatSharePercent } from '../format.ts';
import { useSize } from '../use-size.ts';

interface WallRowProps {
  readonly film: WallFilm;
  /** Index among all films. */
  readonly index: number;
  /** Place among those that are shown, and how many these are. */
  readonly place: number;
  readonly count: number;
  readonly top: number;
  /** Moments that a search found, best first. */
  readonly moments: readonly FoundMoment[];
  /** Move the focus by a number of films, to the same control. */
  readonly onMove: (rows: number) => void;
}

/** The film as bars. Redrawn when its arrays arrive. */
export function FilmBars({ film, index }: { readonly film: WallFilm; readonly index: number }): JSX.Element {
  const canvas = useRef<HTMLCanvasElement>(null);
  const size = useSize(canvas);
  void wallVersion.value;
  const place = placeOf(index);
  useEffect(() => {
    if (place === null || size.width === 0) return;
    const frame = requestAnimationFrame(() => {
      const element = canvas.current;
      // The row was removed before the animation frame.
      if (element === null) return;
      element.width = size.width;
      element.height = size.height;
      drawFilmBars(element, place, film.seconds);
    });
    return () => cancelAnimationFrame(frame);
  }, [place, size, film]);
  return <canvas ref={canvas} class="wall-canvas" />;
}

/** A film of the wall: its title, its bars, and the moments that were found in it. */
export function WallRow({ film, index, place, count, top, moments, onMove }: WallRowProps): JSX.Element {
  const { year } = keysOf(film);
  const open = (seconds: number | null) => void openWallFilm(film, seconds);
  const moveRows = (event: KeyboardEvent) => {
    const rows = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (rows === 0) return;
    event.preventDefault();
    onMove(rows);
  };
  return (
    <li
      class="wall-row"
      style={{ transform: `translateY(${top}px)` }}
      aria-posinset={place + 1}
      aria-setsize={count}
      data-film={index}
      onKeyDown={moveRows}
    >
      <button type="button" class="wall-title" title={film.title} data-control="title" onClick={() => open(null)}>
        <b>{film.title}</b>
        {year !== null && <span class="pale"> {year}</span>}
      </button>
      <WallStrip film={film} index={index} moments={moments} onOpen={open} />
      <span class="wall-actions">
        {moments.map((moment) => (
          <button
            key={moment.from}
            type="button"
            class="text-button"
            title={`Match ${formatSharePercent(moment.score)}`}
            aria-label={`${film.title} at ${formatPosition(moment.from)}, match ${formatSharePercent(moment.score)}`}
            onClick={() => open((moment.from + moment.to) / 2)}
          >
            {formatPosition(moment.from)}
          </button>
        ))}
        <button
          type="button"
          class="text-button wall-similar"
          data-control="similar"
          aria-label={`Films similar to ${film.title}`}
          onClick={() => searchSimilar(index)}
        >
          Similar
        </button>
      </span>
    </li>
  );
}

/** Shares of the film that the arrow keys move by. */
const STEP = 0.01;
const PAGE = 0.1;

interface WallStripProps extends Pick<WallRowProps, 'film' | 'index' | 'moments'> {
  readonly onOpen: (seconds: number) => void;
}

/** The bars of a film: a click opens it at that moment, and so does Enter after moving along. */
function WallStrip({ film, index, moments, onOpen }: WallStripProps): JSX.Element {
  const area = useRef<HTMLDivElement>(null);
  const cursor = useSignal<number | null>(null);
  const shareAt = ({ clientX }: MouseEvent) => {
    const { left, width } = area.current!.getBoundingClientRect();
    return Math.max(0, Math.min(1, (clientX - left) / width));
  };
  const steps: Readonly<Record<string, number>> = {
    ArrowLeft: -STEP,
    ArrowRight: STEP,
    PageUp: -PAGE,
    PageDown: PAGE,
    Home: -1,
    End: 1,
  };
  const press = (event: KeyboardEvent) => {
    const step = steps[event.key];
    if (event.key === 'Enter' || event.key === ' ') onOpen((cursor.value ?? 0) * film.seconds);
    else if (step === undefined) return;
    else cursor.value = Math.max(0, Math.min(1, (cursor.value ?? 0) + step));
    event.preventDefault();
  };
  const seconds = (cursor.value ?? 0) * film.seconds;
  return (
    <div
      ref={area}
      class="wall-strip"
      role="slider"
      tabIndex={0}
      data-control="strip"
      aria-label={`Moment of ${film.title}; Enter opens it`}
      aria-valuemin={0}
      aria-valuemax={Math.round(film.seconds)}
      aria-valuenow={Math.round(seconds)}
      aria-valuetext={formatPosition(seconds)}
      onClick={(event) => onOpen(shareAt(event) * film.seconds)}
      onPointerMove={(event) => {
        cursor.value = shareAt(event);
      }}
      onPointerLeave={() => {
        cursor.value = null;
      }}
      onBlur={() => {
        cursor.value = null;
      }}
      onKeyDown={press}
    >
      <FilmBars film={film} index={index} />
      {moments.map(({ from, to }) => (
        <span
          key={from}
          class="wall-mark"
          style={{ left: `${(100 * from) / film.seconds}%`, width: `${(100 * (to - from)) / film.seconds}%` }}
        />
      ))}
      {cursor.value !== null && (
        <span
          class={cursor.value > 0.5 ? 'wall-cursor is-late' : 'wall-cursor'}
          style={{ left: `${100 * cursor.value}%` }}
        >
          <span class="timecode">{formatPosition(seconds)}</span>
        </span>
      )}
    </div>
  );
}
