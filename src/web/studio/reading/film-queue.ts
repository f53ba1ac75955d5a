import { MAX_SERVER_JOBS } from '../../../core/protocol/index.ts';
import type { Item } from '../state/item.ts';

/** Begins or continues reading. Calls `end` once, when the next film may be read. */
export type ReadTurn = (end: () => void) => void;

/** Films that are read in turn. */
export interface FilmQueue {
  /**
   * Read a film when its turn comes. While it waits it can be stopped, and queued again.
   *
   * @param isFirst whether it comes before the films that wait.
   */
  add(item: Item, read: ReadTurn, isFirst?: boolean): void;
}

/** Create a queue. @param size how many films are read at once. */
function createFilmQueue(size: number): FilmQueue {
  const turns: { readonly item: Item; readonly read: ReadTurn }[] = [];
  let reading = 0;

  function readNext(): void {
    while (reading < size) {
      const next = turns.shift();
      if (next === undefined) return;
      reading++;
      next.item.work = null;
      next.read(() => {
        reading--;
        readNext();
      });
    }
  }

  function add(item: Item, read: ReadTurn, isFirst = false): void {
    const turn = { item, read };
    if (isFirst) turns.unshift(turn);
    else turns.push(turn);
    item.state.value = 'waiting';
    item.work = {
      pause: null,
      resume: null,
      stop() {
        turns.splice(turns.indexOf(turn), 1);
        item.work = { pause: null, stop() {}, resume: () => add(item, read, true) };
        item.state.value = 'canceled';
      },
    };
    readNext();
  }

  return { add };
}

/** Films that the page reads: one uses all cores. */
export const pageQueue: FilmQueue = createFilmQueue(1);
/** Films that the server reads. */
export const serverQueue: FilmQueue = createFilmQueue(MAX_SERVER_JOBS);
