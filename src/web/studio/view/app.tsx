import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { listDropped } from '../reading/file-handles.ts';
import { openFiles } from '../reading/open-files.ts';
import { isStill } from '../reading/read-still.ts';
import type { Item } from '../state/item.ts';
import { current, items, mode } from '../state/studio.ts';
import { isWallOpen, wallStill } from '../state/wall/wall-open.ts';
import { LazyCompareView } from './comparing/lazy-compare-view.tsx';
import { EmptyState } from './empty-state.tsx';
import { ExploreView } from './explore-view.tsx';
import { FilmBar } from './film-bar.tsx';
import { keepFocus } from './focus/keep-focus.ts';
import { SkipLink } from './focus/skip-link.tsx';
import { Header } from './header.tsx';
import { HelpSheet } from './help/help-sheet.tsx';
import { listenToKeys } from './keys.ts';
import { LazyPosterView, preloadPosterView } from './poster/lazy-poster-view.tsx';
import { Toast } from './session/toast.tsx';
import { listenToUndoKeys } from './session/undo-keys.ts';
import { ShotsView } from './shots/shots-view.tsx';
import { StillView } from './still-view.tsx';
import { LazyWall } from './wall/lazy-wall.tsx';

/** An item that could not be opened, with the reason. */
function Failure({ item }: { readonly item: Item }): JSX.Element {
  return (
    <main class="failure">
      <h1>{item.title.value}</h1>
      <p class="problem" role="alert">
        {item.problem.value}
      </p>
    </main>
  );
}

export function App(): JSX.Element {
  const isDropping = useSignal(false);
  useEffect(() => listenToKeys(), []);
  useEffect(() => keepFocus(), []);
  useEffect(() => listenToUndoKeys(), []);
  useEffect(() => {
    const over = (event: DragEvent) => {
      if (!event.dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      isDropping.value = true;
    };
    const leave = (event: DragEvent) => {
      if (event.relatedTarget === null) isDropping.value = false;
    };
    const drop = (event: DragEvent) => {
      event.preventDefault();
      isDropping.value = false;
      const dropped = event.dataTransfer === null ? [] : listDropped(event.dataTransfer);
      const [first] = dropped;
      if (wallStill.value !== null && dropped.length === 1 && isStill(first!.file)) wallStill.value(first!.file);
      else openFiles(dropped);
    };
    window.addEventListener('dragover', over);
    window.addEventListener('dragleave', leave);
    window.addEventListener('drop', drop);
    return () => {
      window.removeEventListener('dragover', over);
      window.removeEventListener('dragleave', leave);
      window.removeEventListener('drop', drop);
    };
  }, [isDropping]);

  const item = current.value;
  const isOpen = item !== null;
  useEffect(() => {
    if (isOpen) preloadPosterView();
  }, [isOpen]);
  return (
    <div class="studio">
      <SkipLink />
      <Header />
      {item === null ? (
        isWallOpen.value ? (
          <LazyWall />
        ) : (
          <EmptyState hasShelf={items.value.length > 0} />
        )
      ) : item.kind === 'still' ? (
        <StillView key={item.id} item={item} />
      ) : item.state.value === 'failed' && item.strip.value === null ? (
        <Failure key={item.id} item={item} />
      ) : (
        <>
          {mode.value === 'explore' ? (
            <ExploreView key={item.id} item={item} />
          ) : mode.value === 'compare' ? (
            <LazyCompareView key={item.id} item={item} />
          ) : mode.value === 'shots' ? (
            <ShotsView key={item.id} item={item} />
          ) : (
            <LazyPosterView key={item.id} item={item} />
          )}
          <FilmBar key={`bar${item.id}`} item={item} />
        </>
      )}
      <HelpSheet />
      <Toast />
      {isDropping.value && (
        <div class="drop-target">
          {wallStill.value === null ? 'Drop to open' : 'Drop to open, or an image to search by'}
        </div>
      )}
    </div>
  );
}
