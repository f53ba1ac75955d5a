import { signal } from '@preact/signals';
import type { ComponentType, JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import type { Item } from '../../state/item.ts';

const compareView = signal<ComponentType<{ item: Item }> | null>(null);
const hasFailed = signal(false);

async function load(): Promise<void> {
  hasFailed.value = false;
  try {
    compareView.value = (await import('./compare-view.tsx')).CompareView;
  } catch {
    hasFailed.value = true;
  }
}

/** The comparison of two films, loaded when it is first opened. */
export function LazyCompareView({ item }: { readonly item: Item }): JSX.Element {
  useEffect(() => {
    if (compareView.value === null) void load();
  }, []);
  const View = compareView.value;
  if (View !== null) return <View item={item} />;
  return (
    <main class="compare-view">
      <h1 class="unseen">{`${item.title.value}, compared`}</h1>
      <p class="pale" role="status">
        {hasFailed.value ? 'The comparison could not be loaded.' : 'Loading the comparison...'}{' '}
        {hasFailed.value && (
          <button type="button" class="text-button" onClick={() => void load()}>
            Try again
          </button>
        )}
      </p>
    </main>
  );
}
