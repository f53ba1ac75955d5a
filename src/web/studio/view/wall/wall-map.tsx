import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { createMapGrid, MAX_MAP_FILMS } from '../../../../core/compare/index.ts';
import { summarizeFilm } from '../../../../core/library/index.ts';
import type { MapAnswer, MapRequest } from '../../drawing/map-worker.ts';
import { openWallFilm } from '../../reading/open-wall-film.ts';
import { placeOf, wallContent, wallVersion } from '../../state/wall/wall-films.ts';
import { shownFilms } from '../../state/wall/wall-view.ts';
import { FilmBars } from './wall-row.tsx';

/** Width of a cell at least, and its height, CSS pixels. */
const CELL_WIDTH = 132;
const CELL_HEIGHT = 96;

/** A map of films: neighbours have similar colours, light films lie at the top, warm ones at the left. */
export function WallMap(): JSX.Element {
  const scroller = useRef<HTMLDivElement>(null);
  const view = useSignal({ width: 0, height: 0, top: 0 });
  /** Films in the order of cells; null while they are laid out. */
  const filmOf = useSignal<readonly number[] | null>(null);
  void wallVersion.value;
  const shown = shownFilms.value;
  const films = shown.filter((film) => wallContent.value.films[film]!.swatches > 0);
  const isLoaded = films.every((film) => placeOf(film) !== null);
  const { width, height, top } = view.value;
  const across = Math.max(1, Math.floor(width / CELL_WIDTH));
  const isMany = films.length > MAX_MAP_FILMS;

  useEffect(() => {
    const element = scroller.current!;
    const observer = new ResizeObserver(() => {
      view.value = { ...view.peek(), width: element.clientWidth, height: element.clientHeight };
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [view]);
  useEffect(() => {
    if (width === 0 || !isLoaded || isMany) return;
    filmOf.value = null;
    if (films.length < 2) {
      filmOf.value = films;
      return;
    }
    const worker = new Worker(new URL('../../drawing/map-worker.ts', import.meta.url), { type: 'module' });
    worker.onmessage = ({ data }: MessageEvent<MapAnswer>) => {
      filmOf.value = data.map((cell) => films[cell]!);
    };
    worker.postMessage({ palettes: films.map((film) => summarizeFilm(placeOf(film)!)), across } satisfies MapRequest);
    return () => worker.terminate();
  }, [shown, isLoaded, across, isMany, width === 0]);

  const cells = filmOf.value;
  const grid = cells === null ? null : createMapGrid(cells.length, across);
  const cellWidth = width / across;
  const isInSight = (y: number) => (y + 2) * CELL_HEIGHT > top && (y - 1) * CELL_HEIGHT < top + height;
  return (
    <div
      ref={scroller}
      class="wall-scroll"
      onScroll={(event) => {
        view.value = { ...view.peek(), top: event.currentTarget.scrollTop };
      }}
    >
      {isMany ? (
        <p class="pale wall-none">A map shows up to {MAX_MAP_FILMS} films. Filter or search for fewer.</p>
      ) : cells === null || grid === null ? (
        <p class="pale wall-none" role="status">
          Laying out {films.length} films...
        </p>
      ) : (
        <ul
          class="wall-map"
          aria-label="Films, similar ones side by side"
          style={{ height: `${grid.rows * CELL_HEIGHT}px` }}
        >
          {cells.map((index, cell) => {
            const film = wallContent.value.films[index];
            const { x, y } = grid.cells[cell]!;
            if (film === undefined || !isInSight(y)) return null;
            const style = { left: `${x * cellWidth}px`, top: `${y * CELL_HEIGHT}px`, width: `${cellWidth}px` };
            return (
              <li key={index} style={style} aria-posinset={cell + 1} aria-setsize={cells.length}>
                <button
                  type="button"
                  title={film.title}
                  aria-label={film.title}
                  onClick={({ clientX, detail, currentTarget }) => {
                    const box = currentTarget.getBoundingClientRect();
                    // A key press has no place.
                    const at = detail === 0 ? null : ((clientX - box.left) / box.width) * film.seconds;
                    void openWallFilm(film, at);
                  }}
                >
                  <FilmBars film={film} index={index} />
                  <span>{film.title}</span>
                </button>
              </li>
            );
          })}
        </ul>
      )}
    </div>
  );
}
