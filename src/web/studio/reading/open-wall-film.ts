import { createItem, type Item } from '../state/item.ts';
import { addItem, currentId, items, moveToSeconds, showItem } from '../state/studio.ts';
import type { WallFilm } from '../state/wall/wall-films.ts';
import { openFromServer } from './read-on-server.ts';

/** Items of films of the library, by their paths. */
const opened = new Map<string, Item>();

/** Open a film of the wall at a moment; show its tab if it is open. */
export async function openWallFilm({ itemId, path, title }: WallFilm, seconds: number | null): Promise<void> {
  const known = items.value.find((item) => item.id === itemId || item === opened.get(path));
  const item = known ?? createItem('fingerprint', title);
  if (known === undefined) {
    opened.set(path, item);
    addItem(item);
    await openFromServer(item, path);
  } else showItem(item.id);
  // Another item may be shown by now.
  if (seconds !== null && currentId.value === item.id && item.strip.value !== null) moveToSeconds(seconds);
}
