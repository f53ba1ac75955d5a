import { signal, useSignal } from '@preact/signals';
import type { ComponentType, JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { openFiles } from '../reading/open-files.ts';
import type { Item } from '../state/item.ts';
import { current, items, mode, notice } from '../state/studio.ts';
import { EmptyState } from './empty-state.tsx';
import { FilmBar } from './film-bar.tsx';
import { Header } from './header.tsx';
import { listenToKeys } from './keys.ts';
import { LookView } from './look-view.tsx';
import { StillView } from './still-view.tsx';

/** Layouts and letters are loaded when the first poster is made. */
const makeView = signal<ComponentType<{ item: Item }> | null>(null);

function LazyMakeView({ item }: { readonly item: Item }): JSX.Element {
  useEffect(() => {
    if (makeView.value !== null) return;
    void import('./make-view.tsx').then(({ MakeView }) => {
      makeView.value = MakeView;
    });
  }, []);
  const View = makeView.value;
  return View === null ? <main class="make" /> : <View item={item} />;
}

/** What could not be opened, and why. */
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

/** The whole page. */
export function App(): JSX.Element {
  const isDropping = useSignal(false);
  useEffect(() => listenToKeys(), []);
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
      openFiles(event.dataTransfer?.files ?? []);
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
      ) : item.state.value === 'failed' && item.board.value === null ? (
        <Failure key={item.id} item={item} />
      ) : (
        <>
          {mode.value === 'look' ? <LookView key={item.id} item={item} /> : <LazyMakeView key={item.id} item={item} />}
          <FilmBar key={`bar${item.id}`} item={item} />
        </>
      )}
      <div class={notice.value === null ? 'notice' : 'notice is-shown'} role="status">
        {notice.value}
      </div>
      {isDropping.value && <div class="drop-target">Let go to open</div>}
    </div>
  );
}
