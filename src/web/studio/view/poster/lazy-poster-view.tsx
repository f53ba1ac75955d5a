import { signal } from '@preact/signals';
import type { ComponentType, JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import type { Item } from '../../state/item.ts';

/** Layouts and fonts are loaded when the poster view is first opened, or before, when nothing else is. */
const posterView = signal<ComponentType<{ item: Item }> | null>(null);
const hasFailed = signal(false);

async function load(): Promise<void> {
  hasFailed.value = false;
  try {
    posterView.value = (await import('../poster-view.tsx')).PosterView;
  } catch {
    hasFailed.value = true;
  }
}

/** Milliseconds after which the poster view is loaded even where the page is always busy. */
const PRELOAD_MS = 5000;

/** Load the poster view when the browser is idle, so that it opens at once; not where data is saved. */
export function preloadPosterView(): void {
  const { connection } = navigator as { connection?: { readonly saveData?: boolean } };
  if (posterView.value !== null || connection?.saveData === true) return;
  // Safari has no idle callbacks.
  if (typeof requestIdleCallback === 'function') requestIdleCallback(() => void load(), { timeout: PRELOAD_MS });
  else setTimeout(() => void load(), PRELOAD_MS);
}

/** The poster view, or how far it is loaded. */
export function LazyPosterView({ item }: { readonly item: Item }): JSX.Element {
  useEffect(() => {
    if (posterView.value === null) void load();
  }, []);
  const View = posterView.value;
  if (View !== null) return <View item={item} />;
  return (
    <main class="poster-view">
      <h1 class="unseen">Poster of {item.title.value}</h1>
      <div class="poster" role="status">
        {hasFailed.value ? (
          <p class="problem">
            The poster view could not be loaded.{' '}
            <button type="button" class="text-button" onClick={() => void load()}>
              Try again
            </button>
          </p>
        ) : (
          <p class="loading">
            Loading the poster view... <progress aria-label="Loading the poster view" />
          </p>
        )}
      </div>
    </main>
  );
}
