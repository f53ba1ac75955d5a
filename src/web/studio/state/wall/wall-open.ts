import { signal } from '@preact/signals';
import { showItem } from '../studio.ts';

/** Whether the wall of all films is shown where no item is. */
export const isWallOpen = signal(false);

/** Searches the wall for films like a still that is dropped; null while the wall is not shown. */
export const wallStill = signal<((file: File) => void) | null>(null);

/** Show the wall. */
export function openWall(): void {
  isWallOpen.value = true;
  showItem(null);
}

/** Show the start page. */
export function closeWall(): void {
  isWallOpen.value = false;
  showItem(null);
}
