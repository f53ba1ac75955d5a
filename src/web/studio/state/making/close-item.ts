import { batch } from '@preact/signals';
import { type Item, releaseItem } from '../item.ts';
import { currentId, items, showItem } from '../studio.ts';
import { record } from './history.ts';
import { offerUndo } from './toast.ts';

/**
 * Close an item and show its neighbour. Reading it stops. Closing can be undone until the step
 * leaves the history.
 */
export function closeItem(item: Item): void {
  const place = items.peek().indexOf(item);
  const wasShown = currentId.peek() === item.id;
  const label = `Close ${item.title.peek()}`;
  const close = () => {
    // Read the item on, when it is opened again, if it was being read.
    const isBeingRead = ['waiting', 'reading'].includes(item.state.peek());
    item.work?.stop();
    const rest = items.peek().filter((other) => other !== item);
    batch(() => {
      if (currentId.peek() === item.id) showItem(rest[Math.min(place, rest.length - 1)]?.id ?? null);
      items.value = rest;
    });
    return isBeingRead;
  };
  let isBeingRead = close();
  record({
    label,
    undo() {
      batch(() => {
        items.value = items.peek().toSpliced(place, 0, item);
        if (wasShown) showItem(item.id);
      });
      if (isBeingRead) item.work?.resume?.();
    },
    redo() {
      isBeingRead = close();
    },
    drop() {
      if (!items.peek().includes(item)) releaseItem(item);
    },
  });
  offerUndo(`Closed ${item.title.peek()}`);
}
