import type { Column } from '../../fingerprint/index.ts';

/** One colour of a bar. */
export interface ShownCell {
  /** 0xrrggbb. */
  readonly color: number;
  /** Share of the frame. */
  readonly share: number;
}

/** What is drawn of a column, or of several columns joined to one bar. */
export interface ShownColumn {
  /** From the top; empty if the frame is missing. */
  readonly cells: readonly ShownCell[];
  /** The column that has these colours. */
  readonly column: Column;
  /** Index of the column in the fingerprint. */
  readonly index: number;
  /** Root mean square amplitude of its sound, 0 to about 1; null without sound. */
  readonly rms: number | null;
}
