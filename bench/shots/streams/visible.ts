/**
 * What a viewer sees of a transition. The measure is the mean difference in the twelfth of all blocks
 * in which two pictures differ most; docs/decisions/0177 states the rules that follow from it.
 */
import { measureLocalChange, measureWideChange } from './paint.ts';

/** Codes by which shots differ that an editor would join: below it they look alike, or both dark. */
const MIN_CHANGE = 24;
/** Codes by which a frame visibly differs from the one that it should look like. */
const SEEN_CODES = 6;

/** Codes by which half of the picture differs where a drawing gives way to another one. */
const MIN_WIDE_CHANGE = 10;

/** Whether two pictures look so different that a transition between them is seen. */
export const areDifferent = (one: Uint8Array, other: Uint8Array): boolean =>
  measureLocalChange(one, other) > MIN_CHANGE;

/** Whether the difference of two frames is seen. */
export const isSeen = (one: Uint8Array, other: Uint8Array): boolean => measureLocalChange(one, other) > SEEN_CODES;

/**
 * Whether two drawings are different ones. A small step is seen between flat colours; text that
 * appears on a ground that stays is a title, not a transition.
 */
export const areDifferentDrawings = (one: Uint8Array, other: Uint8Array): boolean =>
  measureWideChange(one, other) > MIN_WIDE_CHANGE;
