import { createLazyView } from '../lazy-view.tsx';

/** The wall of all films, loaded when it is first opened. */
export const { View: LazyWall } = createLazyView({
  load: async () => (await import('./wall.tsx')).Wall,
  className: 'wall',
  name: 'wall',
  title: () => 'All films',
});
