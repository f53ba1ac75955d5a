import { type Signal, signal } from '@preact/signals';
import type { Column, ColumnSound, Fingerprint, Swatch } from '../../../core/fingerprint/index.ts';
import type { FingerprintHead } from '../../../core/pipeline/index.ts';
import type { Stage } from '../../reader/workers/messages.ts';
import { StripState } from './strip-state.ts';

export type ItemState = 'waiting' | 'reading' | 'paused' | 'done' | 'failed' | 'canceled';

/** Progress of a stage of reading a film. */
export interface Progress {
  readonly stage: Stage;
  /** Frames. */
  readonly done: number;
  readonly total: number;
}

export interface StillItem {
  readonly file: Blob;
  readonly url: string;
  readonly width: number;
  readonly height: number;
  readonly swatches: readonly Swatch[];
}

export interface ShownThumbnail {
  readonly seconds: number;
  readonly url: string;
}

/** Controls of reading a film. */
export interface ItemWork {
  /** Null where reading cannot pause. */
  readonly pause: (() => void) | null;
  /** Continues after a pause, or after a stop; null where it cannot. */
  readonly resume: (() => void) | null;
  /** Stops reading: the next film is read. Does nothing if it is stopped. */
  readonly stop: () => void;
  /** Frees what is kept to resume after a stop. */
  readonly release?: () => void;
}

/** Where an item comes from, so that it is found when it is opened again. */
export interface ItemSource {
  /** Equal for the same file, server file or fingerprint. */
  readonly key: string;
  /** Null for what is not a file that was chosen or dropped. */
  readonly file: File | null;
  /** Its path on the server; null elsewhere. */
  readonly path: string | null;
  /** Opens the file again after a reload; null where the browser gives none. */
  readonly handle: Promise<FileSystemFileHandle | null>;
  /** Whether shots are detected in the film. */
  readonly hasShots: boolean;
}

/** The key of a chosen or dropped file. */
export const keyOfFile = ({ name, size, lastModified }: Pick<File, 'name' | 'size' | 'lastModified'>): string =>
  `file ${name} ${size} ${lastModified}`;

/** An item of the shelf, the list of what is open: a film, a fingerprint or a still. */
export interface Item {
  readonly id: number;
  readonly kind: 'film' | 'fingerprint' | 'still';
  readonly title: Signal<string>;
  readonly state: Signal<ItemState>;
  /** What went wrong, as a sentence. */
  readonly problem: Signal<string | null>;
  readonly warnings: Signal<readonly string[]>;
  readonly progress: Signal<Progress | null>;
  readonly strip: Signal<StripState | null>;
  /** Incremented when the content of the strip changes. */
  readonly version: Signal<number>;
  readonly head: Signal<FingerprintHead | null>;
  readonly fingerprint: Signal<Fingerprint | null>;
  /**
   * What posters are drawn from: the fingerprint, or the part that is known while the film is read.
   */
  readonly drawable: Signal<Fingerprint | null>;
  readonly still: Signal<StillItem | null>;
  /**
   * Loudness per place, where measured. Not a signal: posters of an unfinished film are redrawn by
   * a timer.
   */
  readonly sounds: (ColumnSound | null)[];
  /** In order of time. Not a signal: looked up when a frame is shown. */
  readonly thumbnails: ShownThumbnail[];
  /** URL of the film for a player; null until it is played, and if it cannot be played. */
  readonly filmUrl: Signal<string | null>;
  /** The film's path on the server, which sends its frames; null if the server does not have it. */
  readonly serverPath: Signal<string | null>;
  /** Null for what was not opened by the user, such as a message. */
  source: ItemSource | null;
  /** Controls of the job; null if there is none. */
  work: ItemWork | null;
}

let lastId = 0;

export function createItem(
  kind: Item['kind'],
  title: string,
  filmUrl: string | null = null,
  source: ItemSource | null = null,
): Item {
  return {
    id: ++lastId,
    kind,
    title: signal(title),
    state: signal<ItemState>('waiting'),
    problem: signal<string | null>(null),
    warnings: signal<readonly string[]>([]),
    progress: signal<Progress | null>(null),
    strip: signal<StripState | null>(null),
    version: signal(0),
    head: signal<FingerprintHead | null>(null),
    fingerprint: signal<Fingerprint | null>(null),
    drawable: signal<Fingerprint | null>(null),
    still: signal<StillItem | null>(null),
    sounds: [],
    thumbnails: [],
    filmUrl: signal(filmUrl),
    serverPath: signal<string | null>(null),
    source,
    work: null,
  };
}

/** What a film is called in lists and tabs: by its title or, without one, its file. */
export const labelFilm = (title: string, fileName: string): string => title.trim() || fileName.trim() || 'Untitled';

/** Replace an item's columns by those of a complete fingerprint. */
export function showFingerprint(item: Item, fingerprint: Fingerprint): void {
  const strip = new StripState(
    Float64Array.from(fingerprint.columns, ({ time }) => time),
    fingerprint.film.durationSeconds,
  );
  for (const [place, column] of fingerprint.columns.entries()) strip.putExact(place, column);
  const { columns, palette: _, pictures, ...head } = fingerprint;
  if (item.thumbnails.length === 0) {
    for (const { column, jpeg } of pictures?.thumbnails ?? []) {
      const seconds = columns[column]?.time;
      if (seconds !== undefined) item.thumbnails.push({ seconds, url: `data:image/jpeg;base64,${jpeg}` });
    }
  }
  item.strip.value = strip;
  item.head.value = head;
  item.title.value = labelFilm(fingerprint.film.title, fingerprint.film.name);
  item.fingerprint.value = fingerprint;
  item.drawable.value = fingerprint;
  item.progress.value = null;
  item.version.value++;
  item.state.value = 'done';
}

/** Stop an item's job and free its object URLs. */
export function releaseItem(item: Item): void {
  item.work?.stop();
  item.work?.release?.();
  for (const url of [item.filmUrl.value, item.still.value?.url, ...item.thumbnails.map((one) => one.url)]) {
    if (url?.startsWith('blob:')) URL.revokeObjectURL(url);
  }
}

/** Redraw posters from the columns known so far. Does nothing for a complete film. */
export function refreshDrawable(item: Item): void {
  const [head, strip] = [item.head.peek(), item.strip.peek()];
  if (item.fingerprint.peek() !== null || head === null || strip === null) return;
  const columns = strip.columns.map((column, place): Column => {
    const time = strip.times[place]!;
    const sound = item.sounds[place];
    const loudness = sound === undefined ? {} : { sound };
    return column === null ? { time, frameTime: null, swatches: [], ...loudness } : { ...column, time, ...loudness };
  });
  if (columns.some(({ swatches }) => swatches.length > 0)) item.drawable.value = { ...head, columns };
}
