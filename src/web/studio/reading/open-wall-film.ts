import { createItem } from '../state/item.ts';
import { addItem, currentId, items, moveToSeconds, showItem } from '../state/studio.ts';
import type { WallFilm } from '../state/wall/wall-films.ts';
import { NO_HANDLE } from './file-handles.ts';
import { keyOfServerFile, openFromServer } from './read-on-server.ts';

/** Open a film of the wall at a moment; show its tab if it is open. */
export async function openWallFilm({ itemId, path, title }: WallFilm, seconds: number | null): Promise<void> {
  const key = keyOfServerFile(path);
  const known = items.value.find(({ id, source }) => id === itemId || (path !== '' && source?.key === key));
  const source = { key, file: null, path, handle: NO_HANDLE, hasShots: false };
  const item = known ?? createItem('fingerprint', title, null, source);
  if (known === undefined) {
    addItem(item);
    await openFromServer(item, path);
  } else showItem(item.id);
  // Another item may be shown by now.
  if (seconds !== null && currentId.value === item.id && item.strip.value !== null) moveToSeconds(seconds);
}
