import { parsePicked } from '../asking/picked-color.ts';
import type { Item } from '../item.ts';
import { type Choices, NO_CHOICES } from '../making/choices.ts';
import { parseChoices } from '../making/parse-choices.ts';
import { type KeptView, type Mode, parseMode } from '../studio.ts';

/** An item as it is kept. */
export interface KeptItem {
  readonly kind: Item['kind'];
  readonly title: string;
  readonly key: string;
  readonly path: string | null;
  readonly handle: FileSystemFileHandle | null;
  readonly hasShots: boolean;
  readonly view: KeptView | null;
}

/** A session as it is kept. Titles of the choices are by the index of the item. */
export interface SessionRecord {
  readonly items: readonly KeptItem[];
  /** Index of the shown item; null on the start page. */
  readonly shown: number | null;
  readonly mode: Mode;
  readonly choices: Choices;
}

const MAX_ITEMS = 1000;

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;
const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);

/** Check a record of the storage, which anything of this host can write. Null if it is not a record. */
export function parseSessionRecord(value: unknown): SessionRecord | null {
  if (!isObject(value) || !Array.isArray(value.items) || value.items.length > MAX_ITEMS) return null;
  const items = value.items.map(parseItem);
  if (items.includes(null)) return null;
  const { shown } = value;
  return {
    items: items as KeptItem[],
    shown: isNumber(shown) && shown in items ? shown : null,
    mode: parseMode(value.mode),
    choices: parseChoices(value.choices) ?? NO_CHOICES,
  };
}

function parseItem(value: unknown): KeptItem | null {
  if (!isObject(value)) return null;
  const { kind, title, key, path, handle, hasShots, view } = value;
  if (kind !== 'film' && kind !== 'fingerprint' && kind !== 'still') return null;
  if (typeof title !== 'string' || typeof key !== 'string') return null;
  const isHandle = 'FileSystemFileHandle' in window && handle instanceof FileSystemFileHandle;
  return {
    kind,
    title,
    key,
    path: typeof path === 'string' ? path : null,
    handle: isHandle ? handle : null,
    hasShots: hasShots === true,
    view: parseView(view),
  };
}

function parseView(value: unknown): KeptView | null {
  if (!isObject(value) || !isNumber(value.seconds)) return null;
  const { seconds, isHeld, zoom, color } = value;
  const [from, to]: readonly unknown[] = Array.isArray(zoom) ? zoom : [];
  return {
    seconds: Math.max(0, seconds),
    isHeld: isHeld === true,
    zoom: isNumber(from) && isNumber(to) && from < to ? [Math.max(0, from), to] : null,
    color: parsePicked(color),
  };
}
