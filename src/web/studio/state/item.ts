import { type Signal, signal } from '@preact/signals';
import type { Column, ColumnSound, Fingerprint, Swatch } from '../../../core/fingerprint/index.ts';
import type { FingerprintHead } from '../../../core/pipeline/index.ts';
import type { Stage } from '../../reader/workers/messages.ts';
import { StripState } from './strip-state.ts';

/** How far an item is. */
export type ItemState = 'waiting' | 'reading' | 'paused' | 'done' | 'failed' | 'canceled';

/** How far a film is read. */
export interface Progress {
  readonly stage: Stage;
  /** Frames. */
  readonly done: number;
  readonly total: number;
}

/** A picture and its colours. */
export interface StillItem {
  readonly url: string;
  readonly width: number;
  readonly height: number;
  readonly swatches: readonly Swatch[];
}

/** A frame made small. */
export interface ShownThumbnail {
  readonly seconds: number;
  readonly url: string;
}

/** One thing on the shelf: a film, a fingerprint or a still. What changes is a signal. */
export interface Item {
  readonly id: number;
  readonly kind: 'film' | 'fingerprint' | 'still';
  readonly title: Signal<string>;
  readonly state: Signal<ItemState>;
  /** A sentence on what went wrong. */
  readonly problem: Signal<string | null>;
  readonly warnings: Signal<readonly string[]>;
  readonly progress: Signal<Progress | null>;
  readonly board: Signal<StripState | null>;
  /** Grows whenever what the board shows has changed. */
  readonly version: Signal<number>;
  readonly head: Signal<FingerprintHead | null>;
  readonly fingerprint: Signal<Fingerprint | null>;
  /** What posters are drawn of: the fingerprint, or what of it is there while the film is read. */
  readonly drawable: Signal<Fingerprint | null>;
  readonly still: Signal<StillItem | null>;
  /** How loud the film is at the places that were listened to; not a signal: posters of a film that is read are drawn anew now and then. */
  readonly sounds: (ColumnSound | null)[];
  /** In order of time; not a signal: looked up when a moment is shown. */
  readonly thumbnails: ShownThumbnail[];
  /** Where a player finds the film; null where there is none to play. */
  readonly filmUrl: string | null;
  /** What works on it, and can be stopped; a server cannot pause. */
  work: {
    readonly pause: (() => void) | null;
    readonly resume: (() => void) | null;
    readonly stop: () => void;
  } | null;
}

let lastId = 0;

/** Make an item that has nothing yet. */
export function createItem(kind: Item['kind'], title: string, filmUrl: string | null = null): Item {
  return {
    id: ++lastId,
    kind,
    title: signal(title),
    state: signal<ItemState>('waiting'),
    problem: signal<string | null>(null),
    warnings: signal<readonly string[]>([]),
    progress: signal<Progress | null>(null),
    board: signal<StripState | null>(null),
    version: signal(0),
    head: signal<FingerprintHead | null>(null),
    fingerprint: signal<Fingerprint | null>(null),
    drawable: signal<Fingerprint | null>(null),
    still: signal<StillItem | null>(null),
    sounds: [],
    thumbnails: [],
    filmUrl,
    work: null,
  };
}

/** Show a whole fingerprint: its columns take the place of what was there. */
export function showFingerprint(item: Item, fingerprint: Fingerprint): void {
  const board = new StripState(
    Float64Array.from(fingerprint.columns, ({ time }) => time),
    fingerprint.film.durationSeconds,
  );
  for (const [place, column] of fingerprint.columns.entries()) board.putExact(place, column);
  const { columns, palette: _, pictures, ...head } = fingerprint;
  if (item.thumbnails.length === 0) {
    for (const { column, jpeg } of pictures?.thumbnails ?? []) {
      const seconds = columns[column]?.time;
      if (seconds !== undefined) item.thumbnails.push({ seconds, url: `data:image/jpeg;base64,${jpeg}` });
    }
  }
  item.board.value = board;
  item.head.value = head;
  item.title.value = fingerprint.film.title;
  item.fingerprint.value = fingerprint;
  item.drawable.value = fingerprint;
  item.progress.value = null;
  item.version.value++;
  item.state.value = 'done';
}

/** The thumbnail nearest to a time, or null where there is none. */
export function findThumbnail({ thumbnails }: Item, seconds: number): ShownThumbnail | null {
  let nearest: ShownThumbnail | null = null;
  for (const one of thumbnails) {
    if (nearest === null || Math.abs(one.seconds - seconds) < Math.abs(nearest.seconds - seconds)) nearest = one;
  }
  return nearest;
}

/** Let go of all that an item holds. */
export function releaseItem(item: Item): void {
  item.work?.stop();
  for (const url of [item.filmUrl, item.still.value?.url, ...item.thumbnails.map((one) => one.url)]) {
    if (url?.startsWith('blob:')) URL.revokeObjectURL(url);
  }
}

/** Have posters drawn of what is there by now; of a film that is read, nothing changes. */
export function refreshDrawable(item: Item): void {
  const [head, board] = [item.head.peek(), item.board.peek()];
  if (item.fingerprint.peek() !== null || head === null || board === null) return;
  const columns = board.columns.map((column, place): Column => {
    const time = board.times[place]!;
    const sound = item.sounds[place];
    const heard = sound === undefined ? {} : { sound };
    return column === null ? { time, frameTime: null, swatches: [], ...heard } : { ...column, time, ...heard };
  });
  if (columns.some(({ swatches }) => swatches.length > 0)) item.drawable.value = { ...head, columns };
}
