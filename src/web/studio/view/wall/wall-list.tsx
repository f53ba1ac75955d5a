import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { loadFilms } from '../../reading/library.ts';
import { wallContent } from '../../state/wall/wall-films.ts';
import { wallResult } from '../../state/wall/wall-search.ts';
import { shownFilms, wallScroll } from '../../state/wall/wall-view.ts';
import { WallRow } from './wall-row.tsx';

/** Rows above and below what is visible, so that a fast scroll shows bars. */
const SPARE_ROWS = 4;

/** All shown films, one below the other. Only rows in sight are in the page. */
export function WallList(): JSX.Element {
  const scroller = useRef<HTMLDivElement>(null);
  const view = useSignal({ height: 0, row: 1 });
  const focus = useRef<{ readonly place: number; readonly control: string } | null>(null);
  const films = shownFilms.value;
  const { height, row } = view.value;
  const first = Math.max(0, Math.floor(wallScroll.value / row) - SPARE_ROWS);
  const end = height === 0 ? 0 : Math.min(films.length, Math.ceil((wallScroll.value + height) / row) + SPARE_ROWS);

  useLayoutEffect(() => {
    const element = scroller.current!;
    const measure = () => {
      const rowHeight = Number.parseFloat(getComputedStyle(element).getPropertyValue('--row'));
      view.value = { height: element.clientHeight, row: rowHeight };
      element.scrollTop = wallScroll.peek();
    };
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [view]);

  const isNew = useRef(films);
  useEffect(() => {
    // Other films, or another order, begin at the top.
    if (isNew.current === films) return;
    isNew.current = films;
    wallScroll.value = 0;
    scroller.current!.scrollTop = 0;
  }, [films]);
  useEffect(() => loadFilms(films.slice(first, end)), [films, first, end]);
  /** Focus the wanted control, if its row is in the page. */
  const takeFocus = () => {
    const target = focus.current;
    if (target === null) return;
    const control = scroller.current!.querySelector<HTMLElement>(
      `[data-film="${films[target.place]}"] [data-control="${target.control}"]`,
    );
    if (control === null) return;
    focus.current = null;
    control.focus({ preventScroll: true });
  };
  // The row may not have been in the page before.
  useEffect(takeFocus);
  const move = (place: number, count: number) => {
    // A key may come before the row of the last one is in the page.
    const next = Math.max(0, Math.min(films.length - 1, (focus.current?.place ?? place) + count));
    focus.current = { place: next, control: (document.activeElement as HTMLElement).dataset.control ?? 'title' };
    const element = scroller.current!;
    const least = (next + 1) * row - element.clientHeight;
    element.scrollTop = Math.max(least, Math.min(next * row, element.scrollTop));
    wallScroll.value = element.scrollTop;
    takeFocus();
  };
  const rows = Array.from({ length: Math.max(0, end - first) }, (_, i) => first + i);
  // The focus would be lost with its row.
  const focused = focusedPlace(films);
  if (focused >= 0 && (focused < first || focused >= end)) rows.push(focused);
  return (
    <div
      ref={scroller}
      class="wall-scroll"
      onScroll={(event) => {
        wallScroll.value = event.currentTarget.scrollTop;
      }}
    >
      <ul class="wall-list" aria-label="Films" style={{ height: `${films.length * row}px` }}>
        {rows.map((place) => {
          const index = films[place]!;
          return (
            <WallRow
              key={index}
              film={wallContent.value.films[index]!}
              index={index}
              place={place}
              count={films.length}
              top={place * row}
              moments={wallResult.value?.moments.get(index) ?? []}
              onMove={(count) => move(place, count)}
            />
          );
        })}
      </ul>
    </div>
  );
}

function focusedPlace(films: readonly number[]): number {
  const row = document.activeElement?.closest<HTMLElement>('.wall-row');
  return row == null ? -1 : films.indexOf(Number(row.dataset.film));
}
