import { effect } from '@preact/signals';
import type { FramePlace } from '../../../../core/protocol/index.ts';
import type { Item } from '../../state/item.ts';
import { items } from '../../state/studio.ts';
import { openFileFrames } from './file-frames.ts';
import type { MomentReader } from './moment-reader.ts';
import { openServerFrames } from './server-frames.ts';

/** Frames kept per film; beyond, the oldest is freed. */
const MAX_FRAMES = 300;

/** Frames of one film that were requested, by place. */
interface FilmFrames {
  /** The film's path on the server; null if the page decodes its file. */
  readonly path: string | null;
  readonly reader: MomentReader;
  readonly urls: Map<string, Promise<string | null>>;
}

const films = new Map<Item, FilmFrames>();

/** Names a place. Equal for the same place. */
export const keyOfPlace = (place: FramePlace): string =>
  'seconds' in place ? `${place.seconds} s` : `share ${place.share}`;

/**
 * Read the frame of a moment from the film itself: on the server if it has the film, otherwise from
 * its file in the page.
 *
 * @param isFirst whether it comes before frames of rows, which may be many.
 * @returns the URL of a picture; null if the film is not at hand or the frame cannot be decoded.
 */
export function readFrame(item: Item, place: FramePlace, isFirst: boolean): Promise<string | null> {
  const film = openFrames(item);
  if (film === null) return Promise.resolve(null);
  const { reader, urls } = film;
  const key = keyOfPlace(place);
  const known = urls.get(key);
  if (known !== undefined) return known;
  const url = reader.read(place, isFirst).then((jpeg) => jpeg && URL.createObjectURL(jpeg));
  urls.set(key, url);
  // It may be there next time: the server may be asked again.
  void url.then((found) => {
    if (found === null && urls.get(key) === url) urls.delete(key);
  });
  const [oldest] = urls.keys();
  if (urls.size > MAX_FRAMES) free(urls, oldest!);
  return url;
}

function openFrames(item: Item): FilmFrames | null {
  const path = item.serverPath.peek();
  const file = item.kind === 'film' ? (item.source?.file ?? null) : null;
  const known = films.get(item);
  if (known?.path === path) return known;
  // The page could not read the film, and gave it to the server.
  close(item);
  if (path === null && file === null) return null;
  const reader = path === null ? openFileFrames(file!) : openServerFrames(path);
  const film: FilmFrames = { path, reader, urls: new Map() };
  films.set(item, film);
  return film;
}

function close(item: Item): void {
  const film = films.get(item);
  if (film === undefined) return;
  films.delete(item);
  film.reader.close();
  for (const key of [...film.urls.keys()]) free(film.urls, key);
}

function free(urls: FilmFrames['urls'], key: string): void {
  void urls.get(key)?.then((url) => url !== null && URL.revokeObjectURL(url));
  urls.delete(key);
}

// Films that were closed.
effect(() => {
  const open = items.value;
  for (const item of [...films.keys()]) if (!open.includes(item)) close(item);
});
