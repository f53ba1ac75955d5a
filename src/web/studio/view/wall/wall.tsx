import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { openShelf, openWallFilms } from '../../reading/library.ts';
import { panelItems } from '../../state/panel.ts';
import { wallContent } from '../../state/wall/wall-films.ts';
import { wallStill } from '../../state/wall/wall-open.ts';
import { searchStill } from '../../state/wall/wall-search.ts';
import { shownFilms, wallMode } from '../../state/wall/wall-view.ts';
import { WallList } from './wall-list.tsx';
import { WallMap } from './wall-map.tsx';
import { WallTools } from './wall-tools.tsx';

/** All films of the library, or of the shelf, as bars. */
export function Wall(): JSX.Element {
  const { state, films, notice } = wallContent.value;
  const isOfShelf = films.some(({ itemId }) => itemId !== undefined);
  const shelf = panelItems.value;
  const known = useSignal(shelf);
  useEffect(() => {
    openWallFilms();
    wallStill.value = searchStill;
    return () => {
      wallStill.value = null;
    };
  }, []);
  useEffect(() => {
    // Films of the shelf that were read since.
    if (known.value === shelf) return;
    known.value = shelf;
    if (isOfShelf || films.length === 0) void openShelf(shelf);
  }, [shelf]);
  return (
    <main class="wall">
      <WallTools />
      {notice !== null && (
        <p class={state === 'failed' ? 'problem' : 'pale'} role={state === 'failed' ? 'alert' : 'status'}>
          {notice}
        </p>
      )}
      {state === 'opening' ? (
        <p class="pale wall-none">Opening the library...</p>
      ) : films.length === 0 ? (
        state === 'ready' && (
          <p class="pale wall-none">
            There are no films here yet. Open films or fingerprints, or run <code>chromatheque studio</code> with a
            folder of fingerprints.
          </p>
        )
      ) : shownFilms.value.length === 0 ? (
        <p class="pale wall-none">No film matches.</p>
      ) : wallMode.value === 'map' ? (
        <WallMap />
      ) : (
        <WallList />
      )}
    </main>
  );
}
