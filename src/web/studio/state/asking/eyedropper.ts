import { signal } from '@preact/signals';
import { mode, pickedColor } from '../studio.ts';

/** Whether the next click on the frame or the strip picks its colour. */
export const isPicking = signal(false);

/** Start to pick a colour: the frame must be visible. */
export function startPicking(): void {
  mode.value = 'explore';
  isPicking.value = true;
}

/** Highlight a picked colour, `#rrggbb`, and stop picking. */
export function pick(color: string | null): void {
  isPicking.value = false;
  if (color !== null) pickedColor.value = color;
}
