/**
 * Comparison: two films, or two editions of one. It aligns their times, measures how the colours
 * were shifted and what the pictures lost, and how far apart films are.
 *
 * Pure: it never opens a film; fingerprints and small pictures are passed in.
 */

export type { Alignment, Block, Stretch } from './align/alignment.ts';
export type { ColorPairs } from './shift/color-pairs.ts';
