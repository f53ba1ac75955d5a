import { signal, useSignal } from '@preact/signals';
import type { ComponentType, JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { listDropped } from '../reading/file-handles.ts';
import { openFiles } from '../reading/open-files.ts';
import type { Item } from '../state/item.ts';
import { current, items, mode, notice } from '../state/studio.ts';
import { EmptyState } from './empty-state.tsx';
import { ExploreView } from './explore-view.tsx';
import { FilmBar } from './film-bar.tsx';
import { Header } from './header.tsx';
import { listenToKeys } from './keys.ts';
import { Toast } from './session/toast.tsx';
import { listenToUndoKeys } from './session/undo-keys.ts';
import { StillView } from './still-view.tsx';

/** Layouts and fonts are loaded when the poster view is first opened. */
const posterView = signal<ComponentType<{ item: Item }> | null>(null);

function LazyPosterView({ item }: { readonly item: Item }): JSX.Element {
  useEffect(() => {
    if (posterView.value !== null) return;
    void import('./poster-view.tsx').then(({ PosterView }) => {
      posterView.value = PosterView;
    });
  }, []);
  const View = posterView.value;
  return View === null ? <main class="poster-view" /> : <View item={item} />;
}

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
      if (event.dataTransfer !== null) openFiles(listDropped(event.dataTransfer));
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
  return (
    <div class="studio">
      <Header />
      {item === null ? (
        <EmptyState hasShelf={items.value.length > 0} />
      ) : item.kind === 'still' ? (
        <StillView key={item.id} item={item} />
      ) : item.state.value === 'failed' && item.strip.value === null ? (
        <Failure key={item.id} item={item} />
      ) : (
        <>
          {mode.value === 'explore' ? (
            <ExploreView key={item.id} item={item} />
          ) : (
            <LazyPosterView key={item.id} item={item} />
          )}
          <FilmBar key={`bar${item.id}`} item={item} />
        </>
      )}
      <div class={notice.value === null ? 'notice' : 'notice is-shown'} role="status">
        {notice.value}
      </div>
      <Toast />
      {isDropping.value && <div class="drop-target">Drop to open</div>}
    </div>
  );
}
