import { effect } from '@preact/signals';
import { cursorSeconds, isHeld } from './studio.ts';

/** CSS pixels that the pointer moves along the strip to take the cursor back from a key. */
const TAKE_BACK = 12;

/** Whether a click holds the cursor, and not a key or a button that moved it. */
let isClicked = false;
/** Where the pointer was first seen after a key or a button had moved the cursor. */
let origin: { readonly x: number; readonly seconds: number } | null = null;

effect(() => {
  if (!isHeld.value) [isClicked, origin] = [false, null];
});

/** Hold the cursor until the next click; or, if a click holds it, let it follow the pointer. */
export function toggleHold(): void {
  isClicked = !isClicked;
  isHeld.value = isClicked;
}

/**
 * Whether the cursor follows a pointer that moved along the strip. Where a key or a button moved the
 * cursor, the pointer takes it back with a deliberate move: it may only rest there, or pass.
 *
 * @param x of the pointer, CSS pixels.
 */
export function followsPointer(x: number): boolean {
  if (!isHeld.value) return true;
  if (isClicked) return false;
  if (origin === null || origin.seconds !== cursorSeconds.value) origin = { x, seconds: cursorSeconds.value };
  if (Math.abs(x - origin.x) < TAKE_BACK) return false;
  isHeld.value = false;
  return true;
}
