import type { Item } from '../state/item.ts';

/** A film whose turn has not come. `read` begins or continues reading, and calls `end` once. */
interface Turn {
  readonly item: Item;
  readonly read: (end: () => void) => void;
}

const turns: Turn[] = [];
let isReading = false;

/**
 * Read a film when its turn comes: films are read one after another. While it waits it can be
 * stopped, and queued again.
 *
 * @param read begins or continues reading; calls `end` once, when the next film may be read.
 * @param isFirst whether it comes before the films that wait.
 */
export function queueFilm(item: Item, read: Turn['read'], isFirst = false): void {
  const turn = { item, read };
  if (isFirst) turns.unshift(turn);
  else turns.push(turn);
  item.state.value = 'waiting';
  item.work = {
    pause: null,
    resume: null,
    stop() {
      turns.splice(turns.indexOf(turn), 1);
      item.work = { pause: null, stop() {}, resume: () => queueFilm(item, read, true) };
      item.state.value = 'canceled';
    },
  };
  readNext();
}

function readNext(): void {
  if (isReading) return;
  const next = turns.shift();
  if (next === undefined) return;
  isReading = true;
  next.item.work = null;
  next.read(() => {
    isReading = false;
    readNext();
  });
}
