import { createLazyView } from '../lazy-view.tsx';

/** The comparison of two films, loaded when it is first opened. */
export const { View: LazyCompareView } = createLazyView({
  load: async () => (await import('./compare-view.tsx')).CompareView,
  className: 'compare-view',
  name: 'comparison',
  title: ({ item }) => `${item.title.value}, compared`,
});
