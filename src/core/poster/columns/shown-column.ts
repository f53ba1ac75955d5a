import type { Column } from '../../fingerprint/index.ts';

/** One colour of a bar. */
export interface ShownCell {
  /** 0xrrggbb. */
  readonly color: number;
  /** Share of the frame. */
  readonly share: number;
}

/** What is drawn of a column, or of several that are joined to one bar. */
export interface ShownColumn {
  /** From the top; none where the frame is missing. */
  readonly cells: readonly ShownCell[];
  /** The column whose colours these are. */
  readonly column: Column;
  /** Its place in the fingerprint. */
  readonly index: number;
  /** Root mean square amplitude of its sound, 0 to about 1; null without sound. */
  readonly rms: number | null;
}
