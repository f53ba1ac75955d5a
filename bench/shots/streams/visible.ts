/**
 * What a viewer sees of a transition. The measure is the mean difference of luma in the four blocks,
 * of 48, in which two pictures differ most; docs/decisions/0162 states the rules that follow from it.
 */
import { measureLocalChange } from './paint.ts';

/** Codes by which shots differ that an editor would join: below it they look alike, or both dark. */
const MIN_CHANGE = 24;
/** Codes by which a frame visibly differs from the one that it should look like. */
const SEEN_CODES = 6;

/** Whether two pictures look so different that a transition between them is seen. */
export const areDifferent = (one: Uint8Array, other: Uint8Array): boolean =>
  measureLocalChange(one, other) > MIN_CHANGE;

/** Whether the difference of two frames is seen. */
export const isSeen = (one: Uint8Array, other: Uint8Array): boolean => measureLocalChange(one, other) > SEEN_CODES;
