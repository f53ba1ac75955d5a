import { createLazyView } from '../lazy-view.tsx';

const { View, preload } = createLazyView({
  load: async () => (await import('./poster-view.tsx')).PosterView,
  className: 'poster-view',
  name: 'poster view',
  title: ({ item }) => `Poster of ${item.title.value}`,
});

/** The poster view: layouts and fonts are loaded when it is first opened, or before, when nothing else is. */
export const LazyPosterView = View;

/** Milliseconds after which the poster view is loaded even where the page is always busy. */
const PRELOAD_MS = 5000;

/** Load the poster view when the browser is idle, so that it opens at once; not where data is saved. */
export function preloadPosterView(): void {
  const { connection } = navigator as { connection?: { readonly saveData?: boolean } };
  if (connection?.saveData === true) return;
  // Safari has no idle callbacks.
  if (typeof requestIdleCallback === 'function') requestIdleCallback(preload, { timeout: PRELOAD_MS });
  else setTimeout(preload, PRELOAD_MS);
}
